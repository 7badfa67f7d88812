"""The first page as a value: exact figures, targets that are never scaled, filters that say why, axes that stay apart."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard import i18n
from dashboard.analysis.mentions import KINDS, TONES, Mentions
from dashboard.analysis.overview_facts import OverviewFacts
from dashboard.analysis.overview_page import page_of
from dashboard.analysis.overview_tiles import TILES
from dashboard.analysis.selection import Selection, against, read_months
from dashboard.charts.overview_words import axes_line, before_text, target_text, tiles_table, value_text
from tests.dashboard.applicants import Applicant, months, told

LAST = date(2025, 12, 1)


def applicants(per_month):
    """Return applicants of 2024 and 2025: in each month of three audiences, half of them at each of two sites."""
    some = []
    for month in (*months(2024), *months(2025)):
        for place in range(per_month.get(month, 120)):
            audience = ("side_entrant", "within_care", "within_care", "within_care", "unknown", "other")[place % 6]
            stage = "hired" if place % 10 == 0 else "applied"
            some.append(Applicant(month, site="AB"[place % 2], function_group="nurse", audience=audience, stage=stage))
    return some


def mentions(daily):
    columns = ["day", "mentions", *TONES]
    rows = pd.DataFrame(daily, columns=columns).assign(**dict.fromkeys(KINDS))
    return Mentions(rows.astype(dict.fromkeys(("mentions", *TONES, *KINDS), "Int64")))


def each_day(first, last, counts):
    return [(first + timedelta(days=day), *counts) for day in range((last - first).days + 1)]


NOTHING_SAID = mentions([])
EVENTS = pd.DataFrame(columns=["event_id", "kind", "day", "until", "title", "platform", "metric", "site_id"])
FACTS = OverviewFacts(
    today=date(2026, 1, 15),
    until=date(2026, 1, 14),
    views={},
    views_until=None,
    vacancies=pd.DataFrame(
        [(date(2024, 1, 1), None, "nurse", "A")] * 10, columns=["opened_at", "closed_at", "function_group", "site_id"]
    ),
    campaigns=pd.DataFrame(
        [("soap", "Soap", "series", date(2025, 10, 1), date(2025, 12, 31), 9_200.0, 100.0, 13_100.0)],
        columns=["campaign_id", "name", "kind", "starts_on", "ends_on", "cash", "hours", "full_cost"],
    ),
    currency="EUR",
    mentions=NOTHING_SAID,
    targets={("applications", "2025"): 2000.0, ("side_entrant_share", "2025"): 0.25},
    findings=(),
    events=EVENTS,
    context=(),
)
QUARTER = read_months("2025-10..2025-12", LAST)


@pytest.fixture(scope="module")
def everybody():
    busy = {date(2025, month, 1): 300 for month in (10, 11, 12)}
    return told(applicants(busy), date(2024, 1, 1), LAST)


def page(people, facts=FACTS, period=QUARTER, compare="previous", **narrowing):
    return page_of(facts, people, Selection(period, against(period, compare), compare, **narrowing))


@pytest.mark.story("D1")
def test_eight_figures_each_with_value_comparison_trend_and_definition(everybody):
    found = page(everybody)
    assert tuple(tile.passport.key for tile in found.tiles) == TILES
    assert len(found.tiles) <= 8
    applications = found.tile("applications")
    assert (applications.now.figure.value, applications.before.figure.value) == (900, 360)
    assert applications.difference.value == pytest.approx(1.5)
    assert applications.direction == 1
    assert applications.trend[-4:] == (
        (date(2025, 9, 1), 120),
        *((date(2025, month, 1), 300) for month in (10, 11, 12)),
    )
    assert len(applications.trend) == 13
    assert all(tile.passport.definition and tile.passport.formula for tile in found.tiles)


def test_a_share_has_its_interval_its_base_and_the_unknown_part(everybody):
    share = page(everybody).tile("side_entrant_share")
    assert share.now.figure.value == pytest.approx(150 / 750)
    assert share.now.base == 750
    assert share.now.interval.low < 0.2 < share.now.interval.high
    assert share.note.values["share"].share == pytest.approx(150 / 900)  # noqa: PD011  values of a message


@pytest.mark.story("D1")
def test_a_target_of_a_year_stands_beside_the_year_so_far_and_is_never_scaled(everybody):
    i18n.use("en")
    standing = page(everybody).tile("applications").target
    assert (standing.target, standing.so_far.figure.value, standing.months) == (2000.0, 9 * 120 + 900, 12)
    half = page(everybody, period=read_months("2025-04..2025-06", LAST)).tile("applications")
    assert target_text(half.passport, half.target) == "Target 2025: 2,000. After 6 of 12 months: 720, 36% of it."
    share = page(everybody).tile("side_entrant_share")
    assert target_text(share.passport, share.target) == "Target 2025: 25.0%. Over 12 of 12 months: 20.0%."
    assert page(everybody, site="A").tile("applications").target is None


@pytest.mark.story("D2")
def test_cash_and_full_cost_stand_side_by_side_and_no_hires_is_said(everybody):
    spent = page(everybody).spent
    assert (spent.cash, spent.full, spent.hours, spent.hours_value) == (9_200.0, 13_100.0, 100.0, 3_900.0)
    assert (spent.per_application.cash, spent.per_application.full) == (9_200 / 900, 13_100 / 900)
    assert (spent.per_hire.cash, spent.per_hire.full) == (9_200 / 90, 13_100 / 90)
    nobody_hired = told([Applicant(month) for month in months(2025) for _ in range(50)], date(2025, 1, 1), LAST)
    per_hire = page(nobody_hired).spent.per_hire
    assert (per_hire.full, per_hire.reason.text) == (None, "no hires yet")


def test_hires_are_shown_and_not_compared(everybody):
    i18n.use("en")
    hires = page(everybody).tile("hires")
    assert (hires.now.figure.value, hires.difference) == (90, None)
    said = before_text(hires, page(everybody).selection)
    assert said == "Months before: 36; not compared, recent applications are still open"


def test_a_filter_that_makes_a_figure_unavailable_says_why(everybody):
    i18n.use("en")
    found = page(everybody, site="A")
    assert found.tile("applications").now.figure.value == 450
    assert value_text(found.tile("views").passport, found.tile("views").now) == "only known for the whole organisation"
    both = page(everybody, site="A", audience="side_entrant").tile("applications")
    assert value_text(both.passport, both.now) == (
        "for this choice only given over a whole calendar year: a small number could be computed"
    )
    assert both.now.figure.value is None
    share = found.tile("side_entrant_share")
    assert value_text(share.passport, share.now) == value_text(both.passport, both.now)
    one = page(everybody, audience="side_entrant").tile("side_entrant_share")
    assert value_text(one.passport, one.now) == "one audience is looked at"


@pytest.mark.story("D4")
def test_nine_times_as_many_mentions_with_a_falling_tone_is_attention_up_and_tone_down(everybody):
    usual = each_day(date(2024, 1, 1), date(2025, 10, 31), (2, 1, 1, 0))
    report = each_day(date(2025, 11, 1), date(2025, 11, 5), (18, 1, 6, 11))
    after = each_day(date(2025, 11, 6), date(2025, 11, 30), (2, 1, 1, 0))
    facts = replace(FACTS, mentions=mentions([*usual, *report, *after]))
    same = told(applicants({}), date(2024, 1, 1), LAST)
    found = page(same, facts, read_months("2025-11", LAST))
    assert (found.tile("mentions").now.figure.value, found.tile("mentions").before.figure.value) == (140, 62)
    assert found.tile("tone").now.figure.value == pytest.approx((30 - 55) / 140)
    for language, line in {
        "nl": "Aandacht ↑ omhoog · Toon ↓ omlaag · Resultaat → ongeveer gelijk",
        "en": "Attention ↑ up · Tone ↓ down · Result → about the same",
    }.items():
        with i18n.speaking(language):
            assert axes_line(found.axes) == line
    assert [axis.direction for axis in found.axes] == [1, -1, 0]
    assert not any("score" in name for name in vars(found))


def test_figures_of_attention_that_move_apart_are_called_mixed(everybody):
    steady = each_day(date(2024, 1, 1), date(2025, 9, 30), (9, 3, 3, 3))
    fewer = each_day(date(2025, 10, 1), date(2025, 12, 31), (1, 1, 0, 0))
    views = {month: 1000.0 + month.month for month in (*months(2024), *months(2025))}
    views |= {date(2025, month, 1): 90_000.0 for month in (10, 11, 12)}
    facts = replace(FACTS, mentions=mentions([*steady, *fewer]), views=views, views_until=date(2025, 12, 31))
    attention = page(everybody, facts).axes[0]
    assert (attention.is_mixed, attention.direction) == (True, None)


def test_months_of_which_views_may_still_change_have_no_figure(everybody):
    views = dict.fromkeys(months(2025), 1000.0)
    facts = replace(FACTS, views=views, views_until=date(2025, 12, 30))
    assert page(everybody, facts).tile("views").now.figure.value is None
    assert page(everybody, replace(facts, views_until=date(2025, 12, 31))).tile("views").now.figure.value == 3000


def test_without_any_application_everything_else_still_stands():
    nobody = told([], None, None)
    found = page(nobody, replace(FACTS, until=None, targets={}))
    assert found.tile("applications").now.reason.text == "no figures from that time"
    assert found.months[-1][1].value is None
    assert found.spent.full == 13_100.0
    assert [axis.direction for axis in found.axes] == [None, None, None]
    i18n.use("en")
    assert tiles_table(found).shape == (8, 8)
