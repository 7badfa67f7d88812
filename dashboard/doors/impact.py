"""``impact``: was it the campaign? Of a campaign that is stored, or of any file with a row a day, week or month."""

from typing import Any

import click

from connectors.errors import N_, ConfigurationError
from dashboard.doors.answers import Answer
from dashboard.doors.asked import Asked
from dashboard.doors.campaign_answers import answer_of_campaign
from dashboard.doors.output import json_option, write_json
from dashboard.doors.question import asked_of, given_options, require_one, with_question
from dashboard.doors.series_answers import answer_of_places, answer_of_series
from dashboard.doors.syncing import Day

_OF_A_CAMPAIGN = frozenset({"campaign", "outcome", "fresh", "as_json"})
_NOT_OF_PLACES = frozenset({"controls", "exposure", "vacancies", "country", "region", "events", "wash_out"})


@click.command()
@with_question
@click.option("--end", type=Day(), help="Last day of the campaign; by default the last day of the file.")
@click.option("--exposure", metavar="COL", help="Views a day: does the timing follow them? A second reading only.")
@click.option("--unit", metavar="COL", help="The column with the place, when the file has a row a day and place.")
@click.option("--treated", metavar="PLACE,...", help="The places where the campaign ran; the others were left out.")
@click.option("--fresh", is_flag=True, help="Work it out again, also when the stored answer is of the same figures.")
@json_option
@click.pass_context
def impact(context: click.Context, /, *, as_json: bool, **options: Any) -> None:
    """Say how many came in extra, and how sure that is."""
    require_one(context, _OF_A_CAMPAIGN)
    if options["campaign"] is not None:
        answer = answer_of_campaign(options["campaign"], options["outcome"] or "all", fresh=options["fresh"])
    else:
        answer = _of_file(asked_of(options), context)
    if as_json:
        write_json(answer.document)
    else:
        click.echo("\n".join(answer.lines))


def _of_file(asked: Asked, context: click.Context) -> Answer:
    if asked.unit is None and not asked.treated:
        return answer_of_series(asked)
    misplaced = [option for name, option in given_options(context).items() if name in _NOT_OF_PLACES]
    if misplaced:
        raise ConfigurationError(
            N_("{option} does not go with --unit: the places without the campaign are the comparison."),
            code="usage.question",
            option=misplaced[0],
        )
    return answer_of_places(asked)
