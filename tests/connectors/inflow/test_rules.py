"""Rules: the organisation's own come first, closed words pass the sieve and nothing else does, the highest evidence wins."""

import pytest

from connectors.config import SideEntrantRule
from connectors.inflow.applied import Evidence
from connectors.inflow.rules import InflowRule, Rulebook
from connectors.sources import Source
from tests.fakes.applicants import CANARIES, EMAILS, FREE_TEXT, NAMES, PHONES

NOW_IN_CARE = "Werk je nu (of werkte je het afgelopen jaar) in zorg of welzijn?"
EVER_IN_CARE = "Heb je eerder in zorg of welzijn gewerkt?"
OLDER = "Ben je ouder dan 25?"


def rule(subject, field, value, result, *, match="exact", name=None, provider=None):
    return InflowRule(subject, field, match, value, result, name=name, provider=provider)


def book(*own, **more):
    return Rulebook(own=own, **more)


def known(rules, evidence, *, track=None, campaign=None):
    return rules.known_of("verzonnen", evidence, track=track, campaign=campaign)


# --- Order ---------------------------------------------------------------------------------------------------------------


def test_the_organisation_s_own_rules_come_before_those_of_the_house():
    rules = book(
        rule("source", "source", "Indeed", "agency"),
        rule("stage", "stage", "Gesprek", "screened"),
        rule("function_group", "title", "kok", "logistics", match="contains"),
    )
    assert rules.source_of("verzonnen", {"source": "INDEED"}).source_id == "agency"
    assert rules.stage("verzonnen", "gesprek")[0].stage == "screened"
    assert rules.stage("verzonnen", "gesprek")[1] == "rule"
    assert rules.function_group(title="Kok in de keuken") == "logistics"


def test_without_an_own_rule_the_house_decides():
    assert book().source_of("verzonnen", {"source": "Indeed"}).source_id == "job_boards"
    meaning, basis = book().stage("verzonnen", "Tweede gesprek")
    assert (meaning.stage, basis) == ("interview", "words")
    assert book().stage("verzonnen", "Fase Q") is None
    assert book().function_group(title="Verpleegkundige") == "nurse"


def test_the_first_own_rule_that_matches_wins():
    rules = book(
        rule("source", "source", "beurs", "open_day", match="contains"), rule("source", "source", "Beurs", "school")
    )
    assert rules.source_of("verzonnen", {"source": "Beurs"}).source_id == "open_day"


def test_a_rule_for_one_system_leaves_another_alone():
    rules = book(rule("stage", "stage", "Gesprek", "offer", provider="ander"))
    assert rules.stage("verzonnen", "Gesprek")[0].stage == "interview"
    assert rules.stage("ander", "Gesprek")[0].stage == "offer"


def test_a_rule_may_lead_to_a_source_that_a_person_placed():
    placed = {"zorgbeurs": Source("zorgbeurs", "event", "Zorgbeurs")}
    rules = book(rule("source", "tag", "beurs 2026", "zorgbeurs"), known_sources=placed)
    assert rules.source_of("verzonnen", {}, ("Beurs 2026",)).strategy == "event"


def test_a_rule_to_a_source_that_is_not_there_is_passed_over():
    rules = book(rule("source", "source", "Indeed", "weg"))
    assert rules.source_of("verzonnen", {"source": "Indeed"}).source_id == "job_boards"


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("interview", ("interview", "in_process")),
        ("offer/rejected", ("offer", "rejected")),
        ("hired", ("hired", "hired")),
    ],
)
def test_a_stage_rule_gives_a_stage_and_may_give_a_status(result, expected):
    meaning, _ = book(rule("stage", "stage", "Fase Q", result)).stage("verzonnen", "fase q")
    assert (meaning.stage, meaning.status) == expected


# --- The sieve -----------------------------------------------------------------------------------------------------------


def test_no_free_text_name_mail_or_phone_passes_the_sieve_of_the_house():
    texts = [*CANARIES, FREE_TEXT, f"ja, {NAMES[0]}"]
    asked = {
        f"{question} {number}": text for number, text in enumerate(texts) for question in (NOW_IN_CARE, "Zij-instromer")
    }
    found = book().sieve("verzonnen", answers=asked, fields=asked, tags=[*texts, f"zij-instromer {NAMES[0]}"])
    assert found == Evidence()


@pytest.mark.parametrize("match", ["contains", "pattern"])
def test_an_own_rule_lets_only_its_own_words_pass(match):
    rules = book(
        rule("side_entrant", "answer", "nee", "side_entrant", match=match, name="zorg of welzijn"),
        rule("side_entrant", "custom_field", "nee", "side_entrant", match=match, name="achtergrond"),
        rule("side_entrant", "tag", "zij", "side_entrant", match=match),
        rule("source", "tag", "beurs", "open_day", match=match),
    )
    told = f"nee, {NAMES[0]}, bel {PHONES[0]} of mail {EMAILS[0]}"
    found = rules.sieve(
        "verzonnen",
        answers={"Werk in zorg of welzijn?": told},
        fields={"Achtergrond": told},
        tags=[f"zij {NAMES[1]} {PHONES[1]}", f"beurs {NAMES[2]}"],
    )
    assert found == Evidence({"Werk in zorg of welzijn?": "nee"}, {"Achtergrond": "nee"}, ("beurs", "zij"))
    assert known(rules, found).classes.declared == "side_entrant"


def test_a_question_that_holds_a_person_s_data_does_not_pass():
    assert book().sieve("verzonnen", answers={f"Zij-instromer {EMAILS[0]}": "ja"}) == Evidence()


def test_closed_words_pass():
    found = book().sieve(
        "verzonnen",
        answers={NOW_IN_CARE: "Nee", EVER_IN_CARE: False, "Waarom wil je hier werken?": "ja"},
        fields={"Zij-instromer": "Ja", "Rijbewijs": "ja", "Zij-instroom": None},
        tags=["Zij-instromer", "Teamlid van Marieke"],
    )
    assert found == Evidence({NOW_IN_CARE: "Nee", EVER_IN_CARE: "False"}, {"Zij-instromer": "Ja"}, ("Zij-instromer",))


def test_a_tag_with_a_person_s_data_in_it_is_not_kept():
    rules = book(rule("source", "tag", "beurs", "open_day", match="contains"))
    assert rules.keeps_tag("beurs 2026")
    assert not rules.keeps_tag(f"beurs {EMAILS[0]}")
    assert not rules.keeps_tag(NAMES[0])


# --- Classes and evidence ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "ever", "older", "expected"),
    [
        ("nee", "nee", "ja", "side_entrant"),
        ("nee", "nee", "nee", "other"),
        ("nee", "nee", None, "unknown"),
        ("nee", "ja", None, "returner"),
        ("ja", None, None, "within_care"),
        (None, "ja", None, "unknown"),
        (None, None, "ja", "unknown"),
    ],
)
def test_closed_questions_give_the_class_of_the_definition(now, ever, older, expected):
    asked = {NOW_IN_CARE: now, EVER_IN_CARE: ever, OLDER: older}
    evidence = Evidence(answers={question: answer for question, answer in asked.items() if answer})
    assert known(book(), evidence).classes.cbs == expected


def test_who_never_worked_in_care_may_count_without_an_age():
    rules = book(side_entrant=SideEntrantRule(without_age="side_entrant"))
    assert known(rules, Evidence(answers={NOW_IN_CARE: "nee", EVER_IN_CARE: "nee"})).classes.in_force == "side_entrant"


ANSWER = {NOW_IN_CARE: "nee"}
FIELD = {"Zij-instromer": "ja"}
TAG = ("zij-instromer",)


@pytest.mark.parametrize(
    ("evidence", "track", "campaign", "level"),
    [
        (Evidence(ANSWER, FIELD, TAG), True, "zij-instroom", "answer"),
        (Evidence({}, FIELD, TAG), True, "zij-instroom", "tag"),
        (Evidence({}, FIELD, ()), True, "zij-instroom", "custom_field"),
        (Evidence(), True, "zij-instroom", "vacancy_track"),
        (Evidence(), False, "zij-instroom", "campaign"),
        (Evidence(), None, "nergens-beter", "none"),
    ],
)
def test_the_highest_evidence_is_kept(evidence, track, campaign, level):
    rules = book(rule("side_entrant", "campaign", "zij instroom", "side_entrant"))
    assert known(rules, evidence, track=track, campaign=campaign).evidence == level


@pytest.mark.parametrize(("track", "campaign"), [(True, None), (None, "zij-instroom")])
def test_a_vacancy_or_a_campaign_for_side_entrants_makes_nobody_one(track, campaign):
    rules = book(
        rule("side_entrant", "campaign", "zij instroom", "side_entrant"), side_entrant=SideEntrantRule(rule="declared")
    )
    classes = known(rules, Evidence(), track=track, campaign=campaign).classes
    assert (classes.in_force, classes.declared, classes.cbs) == ("unknown", "unknown", "unknown")


def test_what_was_declared_and_what_the_facts_say_stay_apart():
    evidence = Evidence({NOW_IN_CARE: "ja"}, FIELD)
    by_facts = known(book(), evidence).classes
    by_word = known(book(side_entrant=SideEntrantRule(rule="declared")), evidence).classes
    assert (by_facts.in_force, by_facts.basis, by_facts.declared) == ("within_care", "facts", "side_entrant")
    assert (by_word.in_force, by_word.basis, by_word.cbs) == ("side_entrant", "declared", "within_care")


def test_learning_on_the_job_alone_is_no_track():
    assert book().is_track("Verzorgende IG leer-werktraject (zij-instroom)")
    assert not book().is_track("Verzorgende IG BBL", None)
    assert book(rule("side_entrant", "vacancy_track", "bbl", "side_entrant", match="contains")).is_track(
        "Verzorgende IG BBL"
    )
