"""The sites that a campaign left out, each by itself, beside those that it featured."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from connectors.errors import N_, NotEnoughData, Said
from dashboard.analysis.impact.left_out import LeftOut, left_out
from dashboard.analysis.periods import Period
from dashboard.queries.case_file import CaseFile, Told, case_file
from dashboard.queries.evidence_cases import make_case
from dashboard.queries.evidence_series import daily
from dashboard.queries.evidence_slices import FUNCTION_GROUP, SIDE_ENTRANTS, SITE, Slice, kind_of


def left_out_sites(
    connection: Connection, organisation_id: str, campaign_id: str, outcome: str, *, as_of: date
) -> LeftOut:
    """Return the comparison with the sites that were left out, with what was known on the morning of a day.

    Raises a ConfigurationError for a campaign or outcome that is not there.
    """
    return left_out_in(case_file(connection, organisation_id), campaign_id, outcome, as_of=as_of)


def left_out_in(file: CaseFile, campaign_id: str, outcome: str, *, as_of: date) -> LeftOut:
    """Return the same from what was read of an organisation already."""
    try:
        case = make_case(file, campaign_id, outcome, as_of=as_of)
    except NotEnoughData as error:
        return LeftOut(refused=error.said)
    told, days = file.campaigns[campaign_id], file.days(as_of)
    kind, key = kind_of(outcome)
    if not told.featured.sites or not set(file.sites) - told.featured.sites:
        return LeftOut(
            refused=Said(N_("No site was left out: the campaign ran at all sites, or is not linked to any."))
        )
    if kind == SITE and key not in told.featured.sites:
        return LeftOut(refused=Said(N_("The campaign did not run at this site.")))
    assert days is not None
    elsewhere = set().union(*_busy(file, told, case.window.until(case.last_day) or case.window, as_of))
    sites = sorted(set(file.sites) - told.featured.sites - elsewhere)
    groups = frozenset({key}) if kind == FUNCTION_GROUP else None
    classes = frozenset({SIDE_ENTRANTS}) if kind == SIDE_ENTRANTS else None
    slices = [Slice(site, frozenset({site}), groups, classes) for site in sites]
    return left_out(replace(case, controls=daily(file.counts, slices, days)))


def _busy(file: CaseFile, told: Told, window: Period, as_of: date) -> Iterator[frozenset[str]]:
    """Yield the sites at which another campaign ran on the same days, but not at all of the featured ones.

    They do not show what comes in without a campaign. What ran everywhere, or as long as there are figures, is the same on
    both sides of the comparison.
    """
    days = file.days(as_of)
    for other in file.campaigns.values():
        ran = other.window(as_of)
        if other.id == told.id or told.featured.sites <= other.featured.sites or not ran.overlap(window):
            continue
        if days is None or ran.overlap(days) < days.days:
            yield other.featured.sites
