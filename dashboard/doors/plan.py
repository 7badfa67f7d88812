"""``plan``: before you start, the smallest effect that a campaign could show."""

from datetime import timedelta
from typing import Any

import click

from connectors.errors import N_, ConfigurationError
from dashboard.analysis.impact.planning import plan as plan_of
from dashboard.analysis.periods import Period
from dashboard.doors.answers import Answer, plan_document, plan_lines
from dashboard.doors.asked import Asked
from dashboard.doors.campaign_answers import plan_of_campaign
from dashboard.doors.output import json_option, write_json
from dashboard.doors.question import asked_of, require_one, with_question
from dashboard.doors.series import read_series

_OF_A_CAMPAIGN = frozenset({"campaign", "outcome", "weeks", "as_json"})
_MOST_WEEKS = 104


@click.command()
@with_question
@click.option("--weeks", type=click.IntRange(1, _MOST_WEEKS), help="How long the campaign will run.")
@json_option
@click.pass_context
def plan(context: click.Context, /, *, as_json: bool, weeks: int | None, **options: Any) -> None:
    """Say what a campaign could show, from the figures before it."""
    require_one(context, _OF_A_CAMPAIGN)
    if options["campaign"] is not None:
        answer = plan_of_campaign(options["campaign"], options["outcome"] or "all", weeks)
    else:
        answer = _of_series(asked_of(options), weeks)
    if as_json:
        write_json(answer.document)
    else:
        click.echo("\n".join(answer.lines))


def _of_series(asked: Asked, weeks: int | None) -> Answer:
    if weeks is None:
        raise ConfigurationError(N_("--weeks is needed: how long the campaign will run."), code="usage.weeks")
    series = read_series(asked)
    start = asked.start or series.rows.last + timedelta(days=1)
    if start <= series.rows.first:
        raise ConfigurationError(
            N_(
                "--start ({start}) must lie after the first day of {file} ({first}): the plan rests on what came before."
            ),
            code="usage.start",
            start=start,
            file=series.table.file,
            first=series.rows.first,
        )
    found = plan_of(series.case(Period(start, start + timedelta(weeks=weeks) - timedelta(days=1))))
    return Answer(plan_document(found, series.warnings), tuple(plan_lines(found, series.warnings)))
