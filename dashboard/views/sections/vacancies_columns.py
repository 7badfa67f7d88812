"""The columns of the list of vacancies: what is written in each cell."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TypeVar

from dashboard.charts.words import count_text
from dashboard.i18n import MISSING, _, day, number
from dashboard.queries.vacancies import LINKEDIN, Listed
from dashboard.views.sections.vacancies_words import by_platform, group_of, place_of, providers, title_of

Figure = TypeVar("Figure")


def lines(shown: Sequence[Listed], hard: Collection[str], today: date) -> list[dict[str, str]]:
    """Return one line for each vacancy; a column in which no vacancy has anything is left out where it is not of LinkedIn."""
    told = [_line(each, hard, today) for each in shown]
    optional = (_("Views elsewhere"), _("Clicks on apply elsewhere"), _("Applications elsewhere"), _("Closed"))
    empty = {name for name in optional if all(line[name] == MISSING for line in told)}
    return [{name: text for name, text in line.items() if name not in empty} for line in told]


def _line(each: Listed, hard: Collection[str], today: date) -> dict[str, str]:
    return {
        _("Vacancy"): title_of(each.speaks),
        _("Applications"): count_text(each.applied),
        **linkedin(each),
        _("Status"): status(each),
        _("Days open"): number(each.days_open(today)),
        _("Hard to fill"): _("yes") if each.speaks.is_open and each.speaks.group in hard else _("no"),
        _("Site"): place_of(each.speaks),
        _("Function group"): group_of(each.speaks),
        _("Opened"): day(each.opened),
        _("Closed"): day(each.closed),
        _("Posts"): number(each.posts) if each.posts else MISSING,
        _("For side-entrants"): told(each.is_track),
        _("Pay stated"): told(each.pay_stated),
        _("Views elsewhere"): by_platform(_elsewhere(each.views)),
        _("Clicks on apply elsewhere"): by_platform(_elsewhere(each.apply_clicks)),
        _("Applications elsewhere"): by_platform(_elsewhere(each.platform_applications)),
        _("Named by"): providers(each.providers),
    }


def linkedin(each: Listed) -> dict[str, str]:
    """Return what LinkedIn counted of a vacancy; a figure that it does not tell is a dash, never a zero."""
    applications = each.platform_applications.get(LINKEDIN)
    if applications is not None:
        text = count_text(applications)
    else:
        text = _("applications run through the own site") if each.applies_on_own_site else MISSING
    return {
        _("Views on LinkedIn"): number(each.views.get(LINKEDIN)),
        _("Clicks on apply on LinkedIn"): number(each.apply_clicks.get(LINKEDIN)),
        _("Applications as LinkedIn counts them"): text,
    }


def status(each: Listed) -> str:
    """Return how a vacancy stands."""
    if each.speaks.status == "draft":
        return _("Draft")
    return _("Open now") if each.speaks.is_open else _("Closed")


def told(answer: bool | None) -> str:  # noqa: FBT001  an answer of the source, not a switch
    """Return what a source says, or a dash where none does."""
    return MISSING if answer is None else _("yes") if answer else _("no")


def _elsewhere(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    return {platform: figure for platform, figure in figures.items() if platform != LINKEDIN}
