"""The rule table of side-entrants: three facts, the applicant's own answer, and which of the two counts."""

import pytest

from connectors.config import SideEntrantRule
from connectors.side_entrant import Classes, cbs_class, classify, declared_class, fact, older_than_25

YES, NO, UNKNOWN = True, False, None


@pytest.mark.parametrize(
    ("over_25", "ever", "recently", "expected"),
    [
        (YES, NO, NO, "side_entrant"),
        (YES, NO, UNKNOWN, "side_entrant"),
        (NO, NO, NO, "other"),
        (UNKNOWN, NO, NO, "unknown"),
        (YES, YES, NO, "returner"),
        (NO, YES, NO, "returner"),
        (UNKNOWN, YES, NO, "returner"),
        (YES, YES, YES, "within_care"),
        (UNKNOWN, UNKNOWN, YES, "within_care"),
        (YES, NO, YES, "within_care"),
        (YES, YES, UNKNOWN, "unknown"),
        (YES, UNKNOWN, NO, "unknown"),
        (NO, UNKNOWN, NO, "unknown"),
        (YES, UNKNOWN, UNKNOWN, "unknown"),
        (UNKNOWN, UNKNOWN, UNKNOWN, "unknown"),
    ],
)
@pytest.mark.story("R6")
def test_the_cbs_rule_follows_from_the_facts_and_a_missing_history_is_unknown(over_25, ever, recently, expected):
    assert cbs_class(over_25=over_25, ever_in_care=ever, recently_in_care=recently) == expected


@pytest.mark.parametrize(("years", "expected"), [(24, False), (25, False), (26, True), (60, True)])
@pytest.mark.story("R6")
def test_someone_of_exactly_25_is_not_older_than_25(years, expected):
    assert older_than_25(years) is expected


def test_an_organisation_may_count_newcomers_of_unknown_age_as_side_entrants():
    found = cbs_class(over_25=None, ever_in_care=False, recently_in_care=False, without_age="side_entrant")
    assert found == "side_entrant"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Zij-instromer", "side_entrant"),
        ("zij instromer", "side_entrant"),
        ("CARRIÈRESWITCHER", "side_entrant"),
        ("Ja", "side_entrant"),
        ("En reconversion", "side_entrant"),
        ("Career changer", "side_entrant"),
        ("herintreder", "returner"),
        ("Retour dans le secteur", "returner"),
        ("Binnen de zorg", "within_care"),
        ("schoolverlater", "other"),
        ("nee", "other"),
        ("weet ik niet", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_the_usual_answers_in_three_languages_mean_a_class(answer, expected):
    assert declared_class(answer, {}) == expected


def test_the_organisations_own_answers_come_before_the_usual_ones():
    answers = {"Nieuw in de zorg!": "side_entrant", "nee": "unknown"}
    assert declared_class("nieuw in de zorg", answers) == "side_entrant"
    assert declared_class("Nee", answers) == "unknown"


@pytest.mark.story("R6")
def test_both_classes_are_kept_and_the_rule_chooses_the_one_that_counts():
    facts = {"over_25": True, "ever_in_care": True, "recently_in_care": False, "answer": "zij-instromer"}
    assert classify(**facts, rule=SideEntrantRule(rule="cbs")) == Classes(
        "returner", "side_entrant", "returner", "facts"
    )
    declared = classify(**facts, rule=SideEntrantRule(rule="declared"))
    assert declared == Classes("returner", "side_entrant", "side_entrant", "declared")


def test_without_facts_the_answer_does_not_stand_in_for_the_cbs_class():
    none = {"over_25": None, "ever_in_care": None, "recently_in_care": None}
    found = classify(**none, answer="zij-instromer", rule=SideEntrantRule(rule="cbs"))
    assert found == Classes("unknown", "side_entrant", "unknown", "none")
    found = classify(**none, answer=None, rule=SideEntrantRule(rule="declared"))
    assert found == Classes("unknown", "unknown", "unknown", "none")


@pytest.mark.parametrize("answer", ["ja", "Ja", "JA ", "yes", "oui", "1", 1, 1.0, "x", "X", True, "true"])
def test_a_yes_is_true(answer):
    assert fact(answer) is True


@pytest.mark.parametrize("answer", ["nee", "Neen", "no", "non", "0", 0, 0.0, False])
def test_a_no_is_false(answer):
    assert fact(answer) is False


@pytest.mark.parametrize("answer", [None, "", "-", "misschien", 2, "n.v.t."])
def test_anything_else_is_not_known(answer):
    assert fact(answer) is None
