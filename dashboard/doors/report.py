"""``report``: the overview or a campaign as a file, with the numbers of the pages; refused where a source is too old."""

from pathlib import Path

import click

from connectors.errors import N_, ConfigurationError
from dashboard import i18n
from dashboard.doors.output import json_option

_FORMS = ("pptx", "pdf", "xlsx", "html")


@click.command()
@click.option("--campaign", metavar="ID", help="A report on this campaign.")
@click.option("--overview", is_flag=True, help="A report on the whole organisation.")
@click.option("--period", metavar="CODE", help="Whole months: 3m, 2026, 2026-01 or 2026-01..2026-03; for the overview.")
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="A .pptx, .pdf, .xlsx or .html file.",
)
@click.option("--lang", "language", type=click.Choice(list(i18n.LANGUAGES)), help="Language of the report.")
@click.option("--allow-stale", is_flag=True, help="Also when a source is too old; the report says so.")
@click.option("--dossier", is_flag=True, help="The dossier for an award: four pages at most; with --campaign.")
@click.option("--keep", is_flag=True, help="Keep a copy as it is now, to open again and to compare with later.")
@json_option
def report(
    *,
    campaign: str | None,
    overview: bool,
    period: str | None,
    target: Path,
    language: str | None,
    allow_stale: bool,
    dossier: bool,
    keep: bool,
    as_json: bool,
) -> None:
    """Write a report with native charts, or say why it is refused."""
    _require_one(campaign, period, overview=overview, dossier=dossier)
    form = target.suffix.lower().removeprefix(".")
    if form not in _FORMS:
        raise ConfigurationError(
            N_("{file}: a report ends in {known}."),
            code="usage.target",
            file=target.name,
            known=", ".join(f".{each}" for each in _FORMS),
        )
    from dashboard.doors.report_answers import answer  # noqa: PLC0415  drawing takes a second to import
    from dashboard.exports.ordering import DEFAULT_PERIOD, Order  # noqa: PLC0415  see above

    order = Order(
        campaign=campaign or "",
        period=period or DEFAULT_PERIOD,
        language=language or i18n.language(),
        is_dossier=dossier,
        allow_stale=allow_stale,
    )
    answer(order, target, form, keep=keep, as_json=as_json)


def _require_one(campaign: str | None, period: str | None, *, overview: bool, dossier: bool) -> None:
    if (campaign is None) == (not overview):
        raise ConfigurationError(N_("A report takes --campaign ID or --overview."), code="usage.report")
    for option, is_given in (
        ("--period", period is not None and campaign is not None),
        ("--dossier", dossier and overview),
    ):
        if is_given:
            raise ConfigurationError(
                N_("{option} does not go with this report: --period is for the overview, --dossier for a campaign."),
                code="usage.report",
                option=option,
            )
