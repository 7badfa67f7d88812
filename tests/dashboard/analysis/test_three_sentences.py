"""The three sentences are made from the figures by a rule: none of them names a cause that the figures do not show."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import i18n
from dashboard.analysis.canon import CANON
from dashboard.analysis.chance import of_counts, of_means
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.kpis import MISSING, Figure
from dashboard.analysis.overview import Tile, Value
from dashboard.analysis.overview_facts import CampaignFinding
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import Interval
from dashboard.analysis.surroundings import Happening
from dashboard.analysis.three_sentences import changed, effect, three_sentences, why
from dashboard.charts.words import tell
from tests.dashboard.analysis.impact.found import START, finding

PERIOD = Period(date(2026, 1, 1), date(2026, 3, 31))
REPORT = Happening("tv", "broadcast", "Tv-reportage", Period(date(2026, 2, 2), date(2026, 2, 3)), 0.02)
CAUSE = re.compile(
    r"because|caused|due to|thanks to|brought|led to|likely|effect of"
    r"|dankzij|doordat|veroorzaakt|door de|leidde|zorgde|waarschijnlijk"
    r"|grâce|à cause|en raison|causé|entraîné|probable",
    re.IGNORECASE,
)
"""Words of a cause or of an effect that is there, in the three languages."""


def tile(key, now, before, times=1.0):
    difference = of_counts(now, before, times)
    return Tile(CANON[key], Value(Figure(now)), Value(Figure(before)), difference, None, None, ())


def tone_tile(now, before, half):
    ends = [Interval(each - half, each + half) for each in (now, before)]
    difference = of_means(*ends, now - before)
    return Tile(CANON["tone"], Value(Figure(now), ends[0]), Value(Figure(before), ends[1]), difference, None, None, ())


def named(**more):
    return CampaignFinding("soap", "Nergens Beter", finding(**more))


def in_each_language(said):
    found = []
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            found.append(tell(said))
    return found


def test_the_largest_change_beyond_chance_is_told_with_its_numbers():
    i18n.use("en")
    some = [tile("applications", 400, 300), tile("views", 900, 200), tile("mentions", 68, 70)]
    assert tell(changed(some)) == (
        "YouTube views went up from 200 to 900: 4.5 times as many, between 4.0 and 5.1 times (90% sure). That is more than "
        "months usually differ; so is: Applications (33% more)."
    )


def test_a_fall_is_told_as_one():
    i18n.use("en")
    assert tell(changed([tile("applications", 150, 300)])) == (
        "Applications went down from 300 to 150: 50% less, between 41% and 58% (90% sure). That is more than months usually "
        "differ."
    )


def test_a_difference_that_months_usually_have_is_not_told_as_a_change():
    i18n.use("en")
    some = [tile("applications", 274, 336, times=6.0)]
    assert tell(changed(some)) == "No key figure moved more than months usually differ from each other."
    assert tell(changed([])) == "There is nothing to compare these months with yet."


def test_a_finding_that_is_sure_is_told_with_its_interval():
    i18n.use("en")
    assert tell(why([named()], [REPORT], ())) == (
        "“Nergens Beter” (14 Jan 2026 to 27 Jan 2026): about 90 extra applications are likely, between 60 and 118 extra "
        "(90% sure). In the same months, which shows no cause: Tv-reportage (2 Feb 2026)."
    )


def test_small_numbers_of_a_finding_are_left_out():
    i18n.use("en")
    said = tell(why([named(observed=4.0, expected=1.0, extra=3.0, low=0.5, high=5.0)], [], ()))
    assert said == (
        "“Nergens Beter” (14 Jan 2026 to 27 Jan 2026): an effect is likely; the numbers are too small to show."
    )


def test_what_is_not_known_names_the_campaigns_and_what_is_open():
    i18n.use("en")
    hires = Tile(CANON["hires"], Value(Figure(20)), Value(MISSING), None, None, None, ())
    cannot = CampaignFinding("vlog", "Vlog", finding(verdict=Verdict.CANNOT_TELL, low=-20.0, high=31.0, extra=4.0))
    ran = [Happening("new", "video", "Nieuw", PERIOD, 1.0)]
    findings = [cannot, CampaignFinding("new", "Nieuw", None), CampaignFinding("old", "Oud", None)]
    found = three_sentences([hires], findings, ran, [], [], PERIOD)
    assert tell(found.unknown) == (
        "Not known: whether these had an effect: Vlog; what these did, which is not reckoned yet: Nieuw; how many of the "
        "recent applications become a hire. Two periods beside each other show no cause."
    )
    assert tell(found.why) == "Of no campaign in these months is an effect shown."


VERDICTS = st.sampled_from(Verdict)
NUMBERS = st.floats(-500, 500).map(lambda number: round(number, 1))


@st.composite
def findings(draw):
    """Draw a finding whose interval holds zero, or which knows only what came before: no effect may be named."""
    low, high = -abs(draw(NUMBERS)), abs(draw(NUMBERS))
    before_after = draw(st.booleans())
    if before_after:
        low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    extra = draw(st.floats(low, high)) if low < high else low
    return finding(
        verdict=draw(VERDICTS),
        extra=extra,
        low=low,
        high=high,
        expected=None if before_after else 120.4,
        probability=draw(st.floats(0, 1)),
        cross_check=None,
    )


@pytest.mark.story("D3")
@settings(deadline=None, max_examples=150)
@given(
    st.lists(findings(), max_size=3),
    st.lists(st.tuples(st.integers(5, 3000), st.integers(5, 3000), st.floats(1, 12)), max_size=3),
    st.floats(-1, 1),
    st.booleans(),
)
def test_no_sentence_states_a_cause_when_the_interval_holds_zero_or_two_periods_are_all_there_is(
    some, counts, tone, happened
):
    tiles = [tile(key, *each) for key, each in zip(("applications", "views", "mentions"), counts, strict=False)]
    tiles.append(tone_tile(tone, 0.1, 0.1))
    campaigns = [CampaignFinding(f"c{place}", f"Campagne {place}", each) for place, each in enumerate(some)]
    events = [REPORT] if happened else []
    found = three_sentences(tiles, campaigns, [], events, [(START, "x")] if happened else [], PERIOD)
    for said in found.all:
        for text in in_each_language(said):
            assert not CAUSE.search(text), text
    assert not any(map(effect, some))


@pytest.mark.story("D3")
@settings(deadline=None, max_examples=80)
@given(VERDICTS, NUMBERS, NUMBERS)
def test_an_effect_is_named_only_where_verdict_and_interval_both_say_so(verdict, one, other):
    low, high = sorted((one, other))
    found = finding(verdict=verdict, low=low, high=high, extra=(low + high) / 2)
    assert (effect(found) == 1) is (verdict is Verdict.LIKELY_EXTRA and low > 0)
    assert (effect(found) == -1) is (verdict is Verdict.LIKELY_LESS and high < 0)


def test_a_campaign_whose_window_only_reaches_into_the_months_is_told_of():
    after = Period(START + timedelta(days=10), START + timedelta(days=60))
    assert "Nergens Beter" in tell(three_sentences([], [named()], [], [], [], after).why)
    later = Period(START + timedelta(days=20), START + timedelta(days=60))
    assert "Nergens Beter" not in tell(three_sentences([], [named()], [], [], [], later).why)
