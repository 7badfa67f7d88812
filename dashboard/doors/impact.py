"""``impact``: was it the campaign? Of a campaign that is stored or all together, or of any file with a row a day, week or month."""

from typing import TYPE_CHECKING, Any

import click

from connectors.errors import N_, ConfigurationError
from dashboard.doors.output import json_option, write_json
from dashboard.doors.question import asked_of, given_options, require_one, with_question
from dashboard.doors.syncing import Day

if TYPE_CHECKING:
    from dashboard.doors.answers import Answer

_OF_A_CAMPAIGN = frozenset({"campaign", "outcome", "fresh", "as_json"})
_OF_ALL = frozenset({"together", "outcome", "as_json"})
_NOT_OF_PLACES = frozenset(
    {"controls", "exposure", "vacancies", "country", "region", "events", "wash_out", "first_row"}
)


@click.command()
@with_question
@click.option("--end", type=Day(), help="Last day of the campaign; by default the last day of the file.")
@click.option("--exposure", metavar="COL", help="Views a day: does the timing follow them? A second reading only.")
@click.option("--unit", metavar="COL", help="The column with the place, when the file has a row a day and place.")
@click.option("--treated", metavar="PLACE,...", help="The places where the campaign ran; the others were left out.")
@click.option("--indexed", is_flag=True, help="Compare places of unlike size by how each moves about its own mean.")
@click.option("--fresh", is_flag=True, help="Work it out again, also when the stored answer is of the same figures.")
@click.option(
    "--together", is_flag=True, help="All campaigns together, from the third on: --outcome all, side_entrant."
)
@json_option
@click.pass_context
def impact(context: click.Context, /, *, as_json: bool, **options: Any) -> None:
    """Say how many came in extra, and how sure that is."""
    if options["together"]:
        answer = _of_all(options, context)
    else:
        require_one(context, _OF_A_CAMPAIGN)
        answer = _of_file(options, context) if options["campaign"] is None else _of_campaign(options)
    if as_json:
        write_json(answer.document)
    else:
        click.echo("\n".join(answer.lines))


def _of_all(options: dict[str, Any], context: click.Context) -> "Answer":
    from dashboard.doors.together_answers import answer_together  # noqa: PLC0415  see below

    misplaced = [option for name, option in given_options(context).items() if name not in _OF_ALL]
    if misplaced:
        raise ConfigurationError(
            N_("{option} does not go with --together, which is about every campaign."),
            code="usage.question",
            option=misplaced[0],
        )
    return answer_together(options["outcome"] or "all")


def _of_campaign(options: dict[str, Any]) -> "Answer":
    from dashboard.doors.campaign_answers import answer_of_campaign  # noqa: PLC0415  scipy takes a second

    return answer_of_campaign(options["campaign"], options["outcome"] or "all", fresh=options["fresh"])


def _of_file(options: dict[str, Any], context: click.Context) -> "Answer":
    from dashboard.doors.series_answers import answer_of_places, answer_of_series  # noqa: PLC0415  see above

    asked = asked_of(options)
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
