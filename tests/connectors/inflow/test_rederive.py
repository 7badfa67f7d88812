"""Reading history again: a changed rule changes what it explains, an undone rule leaves no trace, the rest stays."""

from dataclasses import replace
from datetime import date

import pytest

from connectors.config import SideEntrantRule
from connectors.database import schema
from connectors.database.engine import writing
from connectors.inflow.applied import Evidence, Origin, Standing, VacancySeen
from connectors.inflow.rederive import rederive
from connectors.inflow.rules import InflowRule, Rulebook
from connectors.sources import Source
from tests.connectors.inflow.conftest import NOW, PROVIDER, TELLS, an_application

DAY = date(2026, 3, 2)
NOBODY = Rulebook()


def book(*rules, **more):
    return Rulebook(own=rules, **more)


def rule(subject, field, value, result, match="exact", **more):
    return InflowRule(subject, field, match, value, result, **more)


def again(house, subject, now, before=NOBODY):
    with writing(house.engine) as connection:
        return rederive(connection, house.organisation.id, before, now, subject, 99)


def word(raw, **more):
    """Return an application of which only a word tells where it stands."""
    return an_application(standing=Standing(stage_raw=raw, **more))


MEET = rule("stage", "stage", "Kletsmoment", "interview")

# --- Sources -----------------------------------------------------------------------------------------------------------------


def test_a_new_rule_moves_old_applications_and_the_counts_of_their_days(both_houses):
    house = both_houses
    house.read(an_application("1"), an_application("2", origin=Origin(source="Zorgbord")))
    assert house.counted() == {
        (DAY, "job_boards", "unknown"): (1, 0, 0, 0, 0, 0, 0),
        (DAY, "zorgbord", "unknown"): (1, 0, 0, 0, 0, 0, 0),
    }
    rules = book(rule("source", "source", "zorgbord", "linkedin"))
    assert again(house, "source", rules) == 1
    assert house.counted() == {
        (DAY, "job_boards", "unknown"): (1, 0, 0, 0, 0, 0, 0),
        (DAY, "linkedin", "unknown"): (1, 0, 0, 0, 0, 0, 0),
    }
    assert house.stored("2")["source_raw"] == "Zorgbord"
    assert again(house, "source", rules, rules) == 0
    assert again(house, "source", NOBODY, rules) == 1
    assert house.stored("2")["source_id"] == "zorgbord"


@pytest.mark.parametrize(
    ("origin", "field", "value"),
    [
        (Origin(utm_medium="print"), "utm_medium", "print"),
        (Origin(utm_content="kantine"), "utm_content", "kantine"),
        (Origin(utm_campaign="lente"), "utm_campaign", "lente"),
    ],
)
def test_a_rule_that_is_undone_takes_its_source_with_it_where_nothing_else_tells(both_houses, origin, field, value):
    house = both_houses
    rules = book(rule("source", field, value, "radio_flyer"))
    house.read(an_application(origin=origin))
    assert house.stored()["source_id"] is None
    assert again(house, "source", rules) == 1
    assert house.stored()["source_id"] == "radio_flyer"
    assert again(house, "source", NOBODY, rules) == 1
    assert house.stored()["source_id"] is None
    assert house.counted() == {(DAY, "", "unknown"): (1, 0, 0, 0, 0, 0, 0)}


def test_of_two_rules_the_first_wins_and_their_order_can_be_turned(house):
    house.read(an_application(origin=Origin(source="Zorgbord", utm_campaign="lente")))
    by_tag, by_words = (
        rule("source", "utm_campaign", "lente", "radio_flyer"),
        rule("source", "source", "zorgbord", "linkedin"),
    )
    again(house, "source", book(by_tag, by_words))
    assert house.stored()["source_id"] == "radio_flyer"
    again(house, "source", book(by_words, by_tag), book(by_tag, by_words))
    assert house.stored()["source_id"] == "linkedin"


def test_a_rule_for_one_system_leaves_the_others_alone(house):
    house.read(an_application("1", origin=Origin(source="Zorgbord")))
    house.desk = replace(house.desk, provider="ander")
    house.read(an_application("2", origin=Origin(source="Zorgbord")))
    assert again(house, "source", book(rule("source", "source", "zorgbord", "linkedin", provider="ander"))) == 1
    assert house.rows_of(schema.application, "provider", "source_id") == [("ander", "linkedin"), (PROVIDER, "zorgbord")]


def test_what_applicants_say_is_read_again_apart_from_what_was_measured(house):
    tells = TELLS | {"self_reported"}
    house.read(an_application(tells=tells, origin=Origin(source="Indeed", self_reported="De serie")))
    assert house.stored()["self_reported_id"] == "de_serie"
    soap = {"nergens_beter": Source("nergens_beter", "campaign", "Soap")}
    rules = book(rule("source", "source", "serie", "nergens_beter", "contains"), known_sources=soap)
    assert again(house, "source", rules) == 1
    row = house.stored()
    assert (row["source_id"], row["self_reported_id"]) == ("job_boards", "nergens_beter")


def test_a_tag_is_read_again_where_it_gave_the_source(house):
    rules = book(rule("source", "tag", "Ambassadeur", "referral"))
    house.desk = replace(house.desk, rules=rules)
    house.read(an_application(origin=Origin(tags=("ambassadeur",))))
    assert house.stored()["source_id"] == "referral"
    later = book(rule("source", "tag", "ambassadeur", "open_day"))
    assert again(house, "source", later, rules) == 1
    assert house.stored()["source_id"] == "open_day"
    assert again(house, "source", NOBODY, later) == 1
    assert house.stored()["source_id"] is None


def test_an_erased_application_stays_as_it_was_counted(both_houses):
    house = both_houses
    house.read(
        an_application("1", origin=Origin(source="Zorgbord")), an_application("2", origin=Origin(source="Zorgbord"))
    )
    house.read(gone=[house.gone("1")])
    assert again(house, "source", book(rule("source", "source", "zorgbord", "linkedin"))) == 1
    assert house.stored("1")["source_id"] == "zorgbord"
    assert house.counted() == {
        (DAY, "linkedin", "unknown"): (1, 0, 0, 0, 0, 0, 0),
        (DAY, "zorgbord", "unknown"): (1, 0, 0, 0, 0, 0, 0),
    }


def test_an_application_without_a_day_is_read_again_and_counted_nowhere(house):
    house.read(an_application(applied_at=None, origin=Origin(source="Zorgbord")))
    assert again(house, "source", book(rule("source", "source", "zorgbord", "linkedin"))) == 1
    assert house.stored()["source_id"] == "linkedin"
    assert house.counted() == {}


def test_landing_once_more_after_a_change_gives_what_reading_again_gave(both_houses):
    house = both_houses
    told = [
        an_application("1", origin=Origin(source="Zorgbord")),
        an_application("2", standing=Standing(stage_raw="Kennismaking")),
        an_application("3", standing=Standing(stage_raw="Op de lange lijst", status="in_process")),
    ]
    rules = book(
        rule("source", "source", "zorgbord", "linkedin"),
        rule("stage", "stage", "kennismaking", "interview"),
        rule("stage", "stage", "lange lijst", "screened", "contains"),
    )
    house.read(*told)
    assert (again(house, "source", rules), again(house, "stage", rules)) == (1, 2)
    before = house.counted()
    house.desk = replace(house.desk, rules=rules)
    landed = house.read(*told, now=NOW)
    assert landed.tables["application"].written == 0
    assert house.counted() == before


# --- Groups of functions ---------------------------------------------------------------------------------------------------------

SEEN = VacancySeen("7", title="Nachtwaker", department="Beveiliging")


@pytest.mark.parametrize(
    "made",
    [
        rule("function_group", "title", "nachtwa", "security", "pattern"),
        rule("function_group", "department", "Beveiliging", "security"),
    ],
)
def test_a_rule_on_titles_moves_vacancy_applications_and_counts_and_can_be_undone(both_houses, made):
    house = both_houses
    house.read(an_application(), vacancies=[SEEN])
    assert house.stored()["function_group"] == "other"
    assert again(house, "function_group", book(made)) == 1
    assert house.stored()["function_group"] == "security"
    assert house.rows_of(schema.vacancy, "function_group") == [("security",)]
    assert house.rows_of(schema.application_daily, "function_group", "applied") == [("security", 1)]
    assert again(house, "function_group", NOBODY, book(made)) == 1
    assert house.rows_of(schema.vacancy, "function_group") == [("other",)]
    assert house.rows_of(schema.application_daily, "function_group", "applied") == [("other", 1)]


def test_a_group_that_the_system_itself_told_stays_when_no_rule_knows_the_title(house):
    house.read(an_application(), vacancies=[replace(SEEN, group="Verpleegkundigen")])
    assert house.stored()["function_group"] == "nurse"
    assert again(house, "function_group", book(rule("function_group", "title", "Kok", "kitchen_cleaning"))) == 0
    made = book(rule("function_group", "title", "Nachtwaker", "security"))
    assert again(house, "function_group", made) == 1
    assert house.stored()["function_group"] == "security"


# --- Side-entrants -----------------------------------------------------------------------------------------------------------------


def test_a_vacancy_for_side_entrants_is_evidence_and_gives_no_class(both_houses):
    house = both_houses
    house.read(an_application(), vacancies=[VacancySeen("7", title="Leren in de praktijk")])
    assert house.stored()["side_entrant_evidence"] == "none"
    rules = book(rule("side_entrant", "vacancy_track", "leren in", "track", "contains"))
    assert again(house, "side_entrant", rules) == 1
    row = house.stored()
    assert (row["side_entrant_evidence"], row["side_entrant"]) == ("vacancy_track", "unknown")
    assert again(house, "side_entrant", NOBODY, rules) == 1
    assert house.stored()["side_entrant_evidence"] == "none"
    assert house.rows_of(schema.vacancy, "side_entrant_track") == [(False,)]


def test_a_track_that_the_description_told_stays_when_another_rule_changes(house):
    seen = VacancySeen("7", title="Leren in de praktijk", texts=("voor zij-instromers",))
    house.read(an_application(), vacancies=[seen])
    assert again(house, "side_entrant", book(rule("side_entrant", "vacancy_track", "kok", "track"))) == 0
    assert house.rows_of(schema.vacancy, "side_entrant_track") == [(True,)]


def test_a_campaign_for_side_entrants_is_the_lowest_evidence(house):
    house.read(an_application(origin=Origin(source="Indeed", utm_campaign="omscholing-2026")))
    rules = book(rule("side_entrant", "campaign", "omscholing", "track", "contains"))
    assert again(house, "side_entrant", rules) == 1
    assert house.stored()["side_entrant_evidence"] == "campaign"
    assert again(house, "side_entrant", NOBODY, rules) == 1
    assert house.stored()["side_entrant_evidence"] == "none"


def test_a_higher_evidence_and_its_class_stay(house):
    evidence = Evidence(answers={"Ooit in de zorg gewerkt?": "nee", "Ben je ouder dan 25?": "ja"})
    house.read(an_application(evidence=evidence), vacancies=[VacancySeen("7", title="Leren in de praktijk")])
    row = house.stored()
    assert (row["side_entrant"], row["side_entrant_evidence"]) == ("side_entrant", "answer")
    rules = book(rule("side_entrant", "vacancy_track", "leren in", "track", "contains"))
    assert again(house, "side_entrant", rules) == 0
    assert house.stored()["side_entrant_evidence"] == "answer"


def test_the_rule_in_force_chooses_between_what_was_stored(house):
    evidence = Evidence(answers={"Ooit in de zorg gewerkt?": "nee", "Ben je ouder dan 25?": "ja"})
    house.read(an_application(evidence=evidence))
    assert again(house, "side_entrant", Rulebook(side_entrant=SideEntrantRule(rule="declared"))) == 1
    row = house.stored()
    assert (row["side_entrant"], row["side_entrant_basis"], row["side_entrant_cbs"]) == (
        "unknown",
        "none",
        "side_entrant",
    )


def test_an_erased_application_keeps_group_stage_and_class(house):
    house.read(word("Kletsmoment"), vacancies=[VacancySeen("7", title="Nachtwaker: leren in de praktijk")])
    house.read(gone=[house.gone("1", "anonymised")])
    before = house.stored()
    rules = book(
        MEET,
        rule("function_group", "title", "nachtwaker", "security", "contains"),
        rule("side_entrant", "vacancy_track", "leren in", "track", "contains"),
    )
    assert [again(house, subject, rules) for subject in ("stage", "function_group", "side_entrant")] == [0, 0, 0]
    assert house.stored() == before
