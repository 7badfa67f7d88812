from datetime import date, timedelta

from dashboard import i18n
from dashboard.analysis.came_in import CameIn, came_in
from dashboard.analysis.impact.finding import Check, Verdict
from dashboard.analysis.lenses import Counted, Modelled, lenses, modelled_extra
from dashboard.analysis.narrative import campaign_headline
from dashboard.analysis.periods import Period
from dashboard.i18n import Said, say
from tests.dashboard.analysis.impact.found import START, finding
from tests.dashboard.analysis.test_came_in import SOAP, SOURCES, WHOLE, WINDOW

OWN = Period(START, START + timedelta(days=13))


def soap() -> CameIn:
    return came_in(WHOLE, SOURCES, SOAP)


def test_without_a_finding_the_third_lens_is_not_measured_yet():
    lens = soap().lenses.extra
    assert (lens.figure, lens.modelled, lens.verdict) == (None, None, None)
    assert "that takes a comparison" in lens.why.text


def test_the_third_lens_is_an_estimate_with_its_interval_and_never_a_part_of_what_was_counted():
    found = lenses(Counted(500, 400, 258, 422, 128, 208), soap().crossed, finding(), OWN)
    assert found.extra.modelled == Modelled(89.6, 60.2, 117.9, 0.90, Verdict.LIKELY_EXTRA)
    assert found.extra.figure is None
    assert (found.tracked.figure.part.value, found.self_reported.figure.part.value) == (128, 208)


def test_the_days_of_the_finding_stand_in_the_definition_when_they_are_others():
    with i18n.speaking("en"):
        assert say(modelled_extra(finding(), OWN).definition) == "Would not have come in without the campaign."
        assert say(modelled_extra(finding(), WINDOW).definition) == (
            "Would not have come in without the campaign. Looked at: 14 Jan 2026 to 27 Jan 2026."
        )


def test_a_small_count_or_one_that_follows_from_others_leaves_the_lens_without_a_number():
    small = modelled_extra(finding(observed=4.0), OWN)
    assert (small.modelled, small.verdict) == (None, Verdict.LIKELY_EXTRA)
    given_away = modelled_extra(finding(), OWN, numbers=False)
    assert given_away.modelled is None
    assert "left out" in str(given_away.why)


def test_too_little_data_says_why_in_the_lens():
    checks = (Check("history", ok=False, detail=Said("Only 9 weeks of history."), blocks=True),)
    lens = modelled_extra(finding(verdict=Verdict.NOT_ENOUGH_DATA, checks=checks), OWN)
    assert lens.modelled is None
    assert str(lens.why) == "Not enough data to tell. Only 9 weeks of history."


def test_the_other_two_lenses_stay_as_they_are():
    before = soap().lenses
    after = before.with_finding(finding(), WINDOW)
    assert (after.coverage, after.tracked, after.self_reported) == (
        before.coverage,
        before.tracked,
        before.self_reported,
    )
    assert after.extra.modelled is not None


def test_the_headline_leaves_the_third_lens_to_the_finding():
    window = Period(date(2026, 1, 14), date(2026, 5, 5))
    assert campaign_headline(soap(), window)[-1].text.endswith("is not measured yet.")
    assert len(campaign_headline(soap(), window, measured=True)) == 2
