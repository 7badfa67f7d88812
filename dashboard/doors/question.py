"""The options with which ``impact`` and ``plan`` ask: a file of figures and what is known of it, or a campaign."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from connectors.errors import N_, ConfigurationError
from dashboard.analysis.impact.case import WASH_OUT_DAYS
from dashboard.doors.asked import Asked, split_names
from dashboard.doors.syncing import Day

_ABOUT = (
    click.option(
        "--series",
        "file",
        type=click.Path(dir_okay=False, path_type=Path),
        help="A file with a row a day, week or month.",
    ),
    click.option("--campaign", help="A campaign of the organisation, by its id."),
    click.option(
        "--outcome",
        metavar="COL[,COL...]",
        help="What is counted: columns of the file; of a campaign: all, side_entrant, site:ID or function_group:ID.",
    ),
    click.option("--start", type=Day(), help="First day of the campaign."),
)
_OF_A_SERIES = (
    click.option(
        "--date", "day_column", metavar="COL", help="The column with the days; by default the first that holds days."
    ),
    click.option("--first-row", metavar="DAY", help="The day, week or month of the first row of a file without days."),
    click.option("--where", multiple=True, metavar="COL=VALUE", help="Only rows with this value; may be given again."),
    click.option("--controls", metavar="COL,...", help="Series that the campaign cannot move."),
    click.option("--vacancies", metavar="COL", help="The number of open vacancies."),
    click.option("--country", metavar="CODE", help="Whose public holidays count, such as NL or BE."),
    click.option("--region", help="Whose school holidays count, such as Zuid or Flemish."),
    click.option(
        "--event",
        "events",
        multiple=True,
        metavar="DAY..DAY=TITLE",
        help="Something else that happened; may be given again.",
    ),
    click.option("--cash", type=click.FloatRange(min=0), help="What it cost in cash."),
    click.option("--cost", type=click.FloatRange(min=0), help="What it cost with own hours."),
    click.option("--currency", default="EUR", show_default=True, help="Currency of the cost."),
    click.option(
        "--minimum-effect", type=click.FloatRange(min=0), help="The smallest extra that matters, set before the start."
    ),
    click.option(
        "--wash-out",
        type=click.IntRange(0, 365),
        default=WASH_OUT_DAYS,
        show_default=True,
        metavar="DAYS",
        help="Days after the end in which it may still be felt.",
    ),
    click.option(
        "--grain", type=click.Choice(["week", "day"]), help="How daily figures are read; by week loses nothing."
    ),
)
_LISTS = ("outcome", "controls", "treated")


def with_question(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say what is asked."""
    for option in reversed((*_ABOUT, *_OF_A_SERIES)):
        command = option(command)
    return command


def asked_of(options: Mapping[str, Any]) -> Asked:
    """Return what was said of a file; options that are not about the file are left out."""
    known = {name: value for name, value in options.items() if name in Asked.__dataclass_fields__}
    return Asked(**{**known, **{name: split_names(options.get(name)) for name in _LISTS}})


def given_options(context: click.Context) -> dict[str, str]:
    """Return the options that were given on the command line: the name of each, as it is written."""
    return {
        option.name: option.opts[0]
        for option in context.command.params
        if option.name and context.get_parameter_source(option.name) is ParameterSource.COMMANDLINE
    }


def require_one(context: click.Context, of_a_campaign: frozenset[str]) -> None:
    """Refuse a question about neither or both of a file and a campaign, and options that only go with a file.

    ``of_a_campaign`` names the options that go with a campaign.
    """
    given = given_options(context)
    if ("file" in given) == ("campaign" in given):
        raise ConfigurationError(N_("Give either --series FILE.csv or --campaign ID."), code="usage.question")
    misplaced = [option for name, option in given.items() if name not in of_a_campaign]
    if "campaign" in given and misplaced:
        raise ConfigurationError(
            N_("{option} goes with --series; what is known of a campaign is stored with it."),
            code="usage.question",
            option=misplaced[0],
        )
