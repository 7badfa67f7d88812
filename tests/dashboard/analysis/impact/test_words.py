import re
from datetime import date

import pytest

from dashboard import i18n
from dashboard.analysis.impact import words
from dashboard.analysis.impact.case import Promise
from dashboard.analysis.impact.finding import Check, PerExtra, Stage, Verdict
from dashboard.analysis.suppression import protect
from dashboard.i18n import Said, say
from tests.dashboard.analysis.impact.found import finding


@pytest.fixture(autouse=True)
def in_english():
    with i18n.speaking("en"):
        yield


def cannot_tell(**more):
    figures = {"observed": 145.0, "expected": 121.0, "extra": 24.0, "low": -12.4, "high": 40.2, "probability": 0.91}
    return finding(**{"verdict": Verdict.CANNOT_TELL, **figures, **more})


def test_a_likely_effect_is_said_with_its_interval_and_both_numbers():
    assert say(finding().sentence) == (
        "About 90 extra applications (between 60 and 118 extra, 90% sure): 210 came in, 120 were expected without the "
        "campaign. Likely an effect."
    )


def test_what_cannot_be_told_says_fewer_where_the_interval_goes_under_zero():
    assert say(cannot_tell().sentence) == (
        "We cannot tell: 145 applications came in, 121 were expected without the campaign. The difference lies between "
        "12 fewer and 40 extra (90% sure)."
    )


def test_a_signal_that_is_not_confirmed_says_so():
    assert say(cannot_tell(low=3.1).sentence).endswith(
        "The difference lies between 3 and 40 extra (90% sure), but that is not confirmed."
    )


def test_likely_fewer_has_no_minus_sign():
    less = finding(verdict=Verdict.LIKELY_LESS, observed=80.0, expected=121.0, extra=-41.0, low=-60.0, high=-20.0)
    assert say(less.sentence) == (
        "About 41 fewer applications than expected (between 20 and 60 fewer, 90% sure): 80 came in, 121 were expected "
        "without the campaign."
    )


def test_only_what_is_too_small_to_matter_is_called_small():
    small = finding(verdict=Verdict.TOO_SMALL_TO_MATTER, observed=122.0, expected=121.0, extra=1.0, low=-9.0, high=11.0)
    assert say(small.sentence) == (
        "Too small to matter: 122 applications came in, 121 were expected without the campaign. The difference (between "
        "9 fewer and 11 extra, 90% sure) is smaller than what was written down before the start as worth it."
    )


def test_not_enough_data_says_which_check_stopped_it():
    nothing = dict.fromkeys(("observed", "expected", "extra", "low", "high", "relative", "probability"))
    checks = (
        Check("season", ok=False, detail=Said("The season is guessed.")),
        Check("history", ok=False, detail=Said("Only {weeks} weeks of history.", {"weeks": 9}), blocks=True),
    )
    found = finding(verdict=Verdict.NOT_ENOUGH_DATA, checks=checks, **nothing)
    assert say(found.sentence) == "Not enough data to tell. Only 9 weeks of history."
    assert say(finding(verdict=Verdict.NOT_ENOUGH_DATA, checks=(), **nothing).sentence) == "Not enough data to tell."


def test_not_enough_data_names_the_lack_of_data_before_what_cannot_be_read():
    checks = (
        Check("stable", ok=False, detail=Said("The level jumped."), blocks=True),
        Check("detectable", ok=False, detail=Said("Too little to see."), blocks=True),
    )
    found = finding(verdict=Verdict.NOT_ENOUGH_DATA, checks=checks)
    assert say(found.sentence) == "Not enough data to tell. Too little to see."


def test_the_column_of_a_file_is_named_as_it_is():
    assert say(cannot_tell(unit="aanmeldingen {x}").sentence).startswith("We cannot tell: 145 aanmeldingen {x} came in")
    assert say(cannot_tell(unit="side_entrants").sentence).startswith("We cannot tell: 145 side-entrants came in")


@pytest.mark.parametrize("verdict", [Verdict.CANNOT_TELL, Verdict.LIKELY_EXTRA, Verdict.TOO_SMALL_TO_MATTER])
def test_a_small_count_leaves_no_number_in_any_sentence(verdict):
    small = finding(verdict=verdict, observed=3.0, expected=1.2, extra=1.8, low=0.3, high=2.9)
    said = [say(small.sentence), say(words.cost_said(small)), say(words.second_method_said(small))]
    assert "too small to show (< 5)" in said[0]
    assert not re.search(r"\d", " ".join(said).replace("< 5", ""))


def test_the_threshold_of_the_organisation_decides_what_is_small():
    protect(12)
    try:
        assert say(words.sentence(finding(observed=11.0))).endswith("too small to show (< 12).")
    finally:
        protect(5)


def test_none_at_all_is_a_number_that_is_shown():
    none = finding(verdict=Verdict.LIKELY_LESS, observed=0.0, expected=21.3, extra=-21.3, low=-29.0, high=-14.0)
    assert "0 came in, 21 were expected" in say(none.sentence)


def test_numbers_are_left_out_where_others_beside_them_would_give_a_small_one_away():
    said = say(words.sentence(finding(), numbers=False))
    assert said.startswith("More applications came in than were expected without the campaign. Likely an effect.")
    assert not re.search(r"\d", said)


def test_a_number_under_one_is_not_rounded_to_nothing():
    assert say(words.range_said(0.4, 30.2)) == "between 0.4 and 30 extra"
    assert say(words.range_said(-8.0, 0.0)) == "between 0 and 8 fewer"


@pytest.mark.parametrize(
    ("probability", "confirmed", "expected"),
    [
        (0.9996, True, "99 of 100: likely."),
        (0.981, False, "98 of 100: a signal, not confirmed."),
        (0.9499, True, "94 of 100: perhaps."),
        (0.8, False, "80 of 100: perhaps."),
        (0.7999, False, "79 of 100: no verdict."),
        (0.2001, False, "21 of 100: no verdict."),
        (0.07, False, "7 of 100: no sign of extra ones."),
        (0.0001, True, "1 of 100: no sign of extra ones."),
    ],
)
def test_how_sure_is_said_in_a_word_that_the_number_never_outruns(probability, confirmed, expected):
    assert say(words.probability_said(probability, confirmed=confirmed)).endswith(expected)


def test_cost_is_a_lower_bound_where_there_may_be_none_extra():
    assert say(words.cost_said(finding())) == "Cost per extra application: €580 with own hours, €240 of it cash."
    bound = PerExtra(364.2, None, at_least=True, currency="EUR")
    assert say(words.cost_said(finding(per_extra=bound))) == (
        "Cost per extra application: at least an unknown part with own hours, at least €364 of it cash."
    )
    assert say(words.cost_said(finding(per_extra=None))) == "Cost per extra application: not known."


def test_a_signal_that_is_not_confirmed_gets_no_more_than_a_lower_bound_of_its_cost():
    found = finding(verdict=Verdict.CANNOT_TELL, extra=50.0, high=100.0)
    assert say(words.cost_said(found)) == (
        "Cost per extra application: at least €290 with own hours, at least €120 of it cash."
    )


def test_the_second_method_says_its_own_certainty():
    assert say(words.second_method_said(finding())) == (
        "Second method, before and during beside the other groups: between 41 and 120 extra (90% sure), 98 of 100 for extra."
    )
    assert "no second method" in say(words.second_method_said(finding(cross_check=None)))


def test_quiet_periods_are_counted_in_the_direction_of_the_campaign():
    assert say(words.quiet_said(finding())) == (
        "Test on 4 quiet periods: in none of them was the difference this large."
    )
    assert say(words.quiet_said(finding(relative=0.05))) == (
        "Test on 4 quiet periods: in 2 of 4 the difference was this large by chance."
    )
    assert words.as_large(finding(relative=-0.1)) == 1
    assert words.as_large(finding(quiet=())) is None


def test_the_stage_says_when_it_is_read_again():
    assert say(words.stage_said(finding(stage=Stage.PRELIMINARY))) == (
        "Preliminary: 14 Jan 2026 to 27 Jan 2026, read again from 24 Mar 2026."
    )


def test_what_was_promised_stands_beside_what_was_found():
    promise = Promise(None, None, 55.0, date(2026, 1, 2))
    assert say(words.promise_said(promise, finding())).startswith(
        "Written down on 2 Jan 2026, before the start: 55 extra"
    )
    assert "With these numbers 61 extra (51% more) could be seen" in say(words.promise_said(None, finding()))


def test_advice_leaves_out_what_has_been_done():
    done = words.would_help(
        history_weeks=110, has_control=True, stage=Stage.FINAL, final_on=None, minimum_detectable_relative=0.4
    )
    assert done == ()
    every = words.would_help(
        history_weeks=40,
        has_control=False,
        stage=Stage.PRELIMINARY,
        final_on=date(2026, 3, 24),
        minimum_detectable_relative=None,
    )
    assert len(every) == 4
    assert "24 Mar 2026" in say(every[0])


def test_with_too_little_history_only_earlier_applications_would_help():
    (only,) = words.would_help(
        history_weeks=0,
        has_control=False,
        stage=Stage.RUNNING,
        final_on=date(2026, 3, 24),
        minimum_detectable_relative=None,
    )
    assert say(only).startswith("Load earlier applications: 0 weeks before the start are known")


@pytest.mark.parametrize(
    ("at_least", "expected"),
    [
        (False, "Cost per extra application: €580, all of it own hours."),
        (True, "Cost per extra application: at least €580, all of it own hours."),
    ],
)
def test_a_campaign_without_a_bill_costs_hours_only(at_least, expected):
    each = PerExtra(0.0, 579.5, at_least=at_least, currency="EUR")
    assert say(words.cost_said(finding(per_extra=each))) == expected


def test_no_sentence_claims_a_proof_or_an_absence():
    stages = [finding(stage=stage) for stage in Stage]
    said = [say(finding(verdict=verdict).sentence) for verdict in Verdict] + [say(words.stage_said(f)) for f in stages]
    assert not re.search(r"prove[nds]|no effect|thanks to|because", " ".join(said), re.IGNORECASE)
    assert {say(words.verdict_said(verdict)) for verdict in Verdict} == {
        "Likely extra",
        "Likely fewer",
        "Too small to matter",
        "Cannot tell",
        "Not enough data",
    }
