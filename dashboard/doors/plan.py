"""``plan``: before you start, the smallest effect that a campaign could show; ``--keep`` fixes what is judged."""

from typing import Any

import click

from connectors.errors import N_, ConfigurationError
from dashboard.doors.asked import split_names
from dashboard.doors.output import json_option, write_json
from dashboard.doors.question import asked_of, require_one, with_question

_OF_A_CAMPAIGN = frozenset({"campaign", "outcome", "weeks", "keep", "as_json"})
_WITH_KEEP = _OF_A_CAMPAIGN | {"minimum_effect"}
_MOST_WEEKS = 104


@click.command()
@with_question
@click.option("--weeks", type=click.IntRange(1, _MOST_WEEKS), help="How long the campaign will run.")
@click.option(
    "--keep",
    is_flag=True,
    help="Store the plan of a campaign that has not begun: its window (--weeks, else its own whole weeks), what is judged "
    "(--outcome, several with commas, the main one first) and --minimum-effect are fixed from its first day on.",
)
@json_option
@click.pass_context
def plan(context: click.Context, /, *, as_json: bool, keep: bool, weeks: int | None, **options: Any) -> None:
    """Say what a campaign could show, from the figures before it; with --keep, fix before it starts what is judged."""
    from dashboard.doors.campaign_answers import plan_of_campaign  # noqa: PLC0415  scipy takes a second
    from dashboard.doors.plan_answers import plan_of_series  # noqa: PLC0415
    from dashboard.doors.plan_keeping import Wanted, keep_plan  # noqa: PLC0415

    require_one(context, _WITH_KEEP if keep else _OF_A_CAMPAIGN)
    if keep and options["campaign"] is None:
        raise ConfigurationError(
            N_("--keep goes with --campaign: a plan is stored with its campaign."), code="usage.keep"
        )
    if keep:
        wanted = Wanted(split_names(options["outcome"]), weeks, options["minimum_effect"])
        answer = keep_plan(options["campaign"], wanted)
    elif options["campaign"] is not None:
        answer = plan_of_campaign(options["campaign"], options["outcome"] or "all", weeks)
    else:
        answer = plan_of_series(asked_of(options), weeks)
    if as_json:
        write_json(answer.document)
    else:
        click.echo("\n".join(answer.lines))
