"""``plan``: before you start, the smallest effect that a campaign could show."""

from typing import Any

import click

from dashboard.doors.output import json_option, write_json
from dashboard.doors.question import asked_of, require_one, with_question

_OF_A_CAMPAIGN = frozenset({"campaign", "outcome", "weeks", "as_json"})
_MOST_WEEKS = 104


@click.command()
@with_question
@click.option("--weeks", type=click.IntRange(1, _MOST_WEEKS), help="How long the campaign will run.")
@json_option
@click.pass_context
def plan(context: click.Context, /, *, as_json: bool, weeks: int | None, **options: Any) -> None:
    """Say what a campaign could show, from the figures before it."""
    from dashboard.doors.campaign_answers import plan_of_campaign  # noqa: PLC0415  scipy takes a second
    from dashboard.doors.plan_answers import plan_of_series  # noqa: PLC0415

    require_one(context, _OF_A_CAMPAIGN)
    if options["campaign"] is not None:
        answer = plan_of_campaign(options["campaign"], options["outcome"] or "all", weeks)
    else:
        answer = plan_of_series(asked_of(options), weeks)
    if as_json:
        write_json(answer.document)
    else:
        click.echo("\n".join(answer.lines))
