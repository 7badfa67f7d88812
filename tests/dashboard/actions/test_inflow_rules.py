"""Rules that a recruiter changes: kept in their order, history follows, what cannot work is refused and changes nothing."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from connectors.config import SideEntrantRule
from connectors.database import schema
from connectors.database.engine import reading, writing
from connectors.errors import ConfigurationError
from connectors.inflow.applied import Applied, Origin, Standing, VacancySeen
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows
from connectors.inflow.rules import InflowRule
from connectors.inflow.stored import rulebook
from connectors.landing import land, settle
from dashboard.actions import inflow_rules as actions
from dashboard.actions.campaigns import DemoIsFixed
from dashboard.queries import inflow_words

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)
ABOUT = {"side_entrant": SideEntrantRule(), "at": NOW, "actor": "recruiter"}
TELLS = frozenset({"vacancy", "source", "utm", "standing", "self_reported"})
LONG = "Netwerk van de samenwerkende zorgorganisaties in de hele regio"


@pytest.fixture
def house(engine, organisation):
    """A database with the organisation; gives what lands applications (number to where they came from)."""
    with writing(engine) as connection:
        settle(connection, organisation, ())

    def read(*origins, vacancies=(), stage="Kletsmoment", at=NOW):
        with writing(engine) as connection:
            rules = rulebook(connection, organisation.id, SideEntrantRule())
            desk = Desk("verzonnen", organisation.id, organisation.timezone, at, rules, (), key=b"k" * 32)
            told = [
                Applied(
                    f"{number}", TELLS, vacancy="7", applied_on=DAY, origin=origin, standing=Standing(stage_raw=stage)
                )
                for number, origin in enumerate(origins, start=1)
            ]
            return land(connection, organisation, inflow_rows(desk, told, vacancies), run_id=1, now=at)

    return read


def save(engine, organisation, subject, *rules):
    return actions.save_rules(engine, organisation.id, subject, rules, **ABOUT)


def made(subject="source", field="source", value="Zorgbord", result="linkedin", match="exact", **more):
    return InflowRule(subject, field, match, value, result, **more)


def rows(engine, table, *names):
    with reading(engine) as connection:
        return sorted(tuple(row) for row in connection.execute(select(*(table.c[name] for name in names))))


def audited(engine):
    with reading(engine) as connection:
        row = schema.audit.c
        query = select(row.actor, row.action, row.subject, row.detail).order_by(row.audit_id)
        return [(*each[:3], json.loads(each.detail)) for each in connection.execute(query)]


def new_sources(engine, organisation):
    with reading(engine) as connection:
        found = inflow_words.new_sources(connection, organisation.id)
        return list(zip(found["source_id"], found["name"], found["applications"], strict=True))


# --- Saving --------------------------------------------------------------------------------------------------------------------


def test_rules_are_kept_in_their_order_history_follows_and_the_change_is_written_down(engine, organisation, house):
    house(Origin(source="Zorgbord"), Origin(source="Zorgbord", utm_source="lente"))
    by_tag, by_words = made(field="utm_source", value="lente", result="radio_flyer"), made()
    assert save(engine, organisation, "source", by_tag, by_words) == 2
    assert rows(engine, schema.application, "source_id") == [("linkedin",), ("radio_flyer",)]
    assert rows(engine, schema.application_daily, "source_id", "applied") == [("linkedin", 1), ("radio_flyer", 1)]
    assert audited(engine) == [("recruiter", "inflow_rules.save", "source", {"rules": 2, "applications": 2})]
    with reading(engine) as connection:
        assert inflow_words.own_rules(connection, organisation.id, "source") == [by_tag, by_words]
    assert save(engine, organisation, "source", by_words, by_tag) == 1
    assert rows(engine, schema.application, "source_id") == [("linkedin",), ("linkedin",)]
    assert save(engine, organisation, "source", by_words, by_tag) == 0
    assert save(engine, organisation, "source") == 2
    assert rows(engine, schema.application, "source_id") == [("zorgbord",), ("zorgbord",)]
    assert rows(engine, schema.inflow_rule, "position") == []


@pytest.mark.parametrize(
    ("rule", "column", "before", "after"),
    [
        (made("stage", "stage", "Kletsmoment", "interview"), "stage", "applied", "interview"),
        (made("function_group", "title", "nachtwa", "security", "pattern"), "function_group", "other", "security"),
        (
            made("side_entrant", "vacancy_track", "nachtwaker", "track", "contains"),
            "side_entrant_evidence",
            "none",
            "vacancy_track",
        ),
    ],
)
def test_a_rule_of_each_subject_changes_history_and_is_undone(engine, organisation, house, rule, column, before, after):
    house(Origin(source="Zorgbord"), vacancies=[VacancySeen("7", title="Nachtwaker")])
    assert rows(engine, schema.application, column) == [(before,)]
    assert save(engine, organisation, rule.subject, rule) == 1
    assert rows(engine, schema.application, column) == [(after,)]
    assert save(engine, organisation, rule.subject) == 1
    assert rows(engine, schema.application, column) == [(before,)]


def test_the_rules_of_one_subject_leave_those_of_another(sqlite_engine, organisation, house_of):
    stage = made("stage", "stage", "Kletsmoment", "interview")
    save(sqlite_engine, organisation, "stage", stage)
    save(sqlite_engine, organisation, "source", made())
    save(sqlite_engine, organisation, "source")
    assert rows(sqlite_engine, schema.inflow_rule, "subject", "value") == [("stage", "Kletsmoment")]


@pytest.fixture
def house_of(sqlite_engine, organisation):
    with writing(sqlite_engine) as connection:
        settle(connection, organisation, ())


# --- What cannot work ------------------------------------------------------------------------------------------------------------

UNSOUND = {
    "field": (made(field="colour"), "looks at colour; it takes one of"),
    "match": (made(match="begins"), "compares by begins; it takes one of"),
    "no words": (made(value="  "), "has no words to compare with"),
    "only marks": (made(value="!?", match="contains"), "has no words to compare with"),
    "too long": (made(value="x" * 201), "has more than 200 characters"),
    "broken pattern": (made(value="(zorg", match="pattern"), "cannot be read: (zorg; it takes letters"),
    "for ever": (made(value="(a+)+b", match="pattern"), "too heavy: (a+)+b"),
    "every text": (made(value="zorg|", match="pattern"), "true of every text: zorg|"),
    "source": (made(result="nergens"), "leads to nergens; it takes one of"),
    "stage": (made("stage", "stage", "x", "hired/maybe"), "leads to hired/maybe; it takes one of"),
    "group": (made("function_group", "title", "x", "Nurse!"), "leads to Nurse!; it takes a short name"),
    "class": (
        made("side_entrant", "answer", "ja", "yes", name="Zorg?"),
        "leads to yes; it takes one of",
    ),
    "track": (
        made("side_entrant", "vacancy_track", "x", "side_entrant"),
        "; it takes one of: ",
    ),
    "no question": (made("side_entrant", "answer", "ja", "over_25", name=" ? "), "has no name of the question"),
    "one system": (
        made("function_group", "title", "x", "nurse", provider="afas"),
        "is for afas only; rules on vacancies are for every system",
    ),
}


@pytest.mark.parametrize("case", UNSOUND)
def test_a_rule_that_cannot_work_is_refused_by_its_number_and_nothing_is_written(
    sqlite_engine, organisation, house_of, case
):
    rule, problem = UNSOUND[case]
    good = {
        "source": made(),
        "stage": made("stage", "stage", "x", "offer"),
        "function_group": made("function_group", "title", "x", "nurse"),
        "side_entrant": made("side_entrant", "campaign", "x", "track"),
    }[rule.subject]
    save(sqlite_engine, organisation, rule.subject, good)
    before = audited(sqlite_engine)
    with pytest.raises(ConfigurationError) as refused:
        save(sqlite_engine, organisation, rule.subject, good, rule)
    assert refused.value.code == "rules.unsound"
    assert str(refused.value).startswith("Rule 2 ")
    assert problem in str(refused.value)
    assert audited(sqlite_engine) == before
    assert rows(sqlite_engine, schema.inflow_rule, "value") == [(good.value,)]


def test_a_rule_of_another_subject_is_refused(sqlite_engine, organisation, house_of):
    with pytest.raises(ConfigurationError, match=r"Rule 1 looks at .*stage; it takes one of"):
        save(sqlite_engine, organisation, "source", made("stage", "stage", "x", "offer"))


def test_a_rule_for_a_fact_needs_no_words_and_a_name_without_use_is_not_kept(sqlite_engine, organisation, house_of):
    fact = made("side_entrant", "custom_field", "", "over_25", name="Leeftijd 25+")
    save(sqlite_engine, organisation, "side_entrant", fact)
    save(sqlite_engine, organisation, "source", made(name="overbodig"))
    assert rows(sqlite_engine, schema.inflow_rule, "subject", "value") == [("side_entrant", ""), ("source", "Zorgbord")]
    with reading(sqlite_engine) as connection:
        (rule,) = inflow_words.own_rules(connection, organisation.id, "source")
    assert rule.name is None


def test_a_rule_may_lead_to_a_source_of_the_house_that_nobody_came_from_yet(sqlite_engine, organisation, house_of):
    assert save(sqlite_engine, organisation, "source", made(result="press")) == 0


# --- New sources -----------------------------------------------------------------------------------------------------------------


def test_a_new_source_is_placed_and_stays_so(engine, organisation, house):
    house(Origin(source="Zorgbord"), Origin(self_reported="zorgbord"))
    assert new_sources(engine, organisation) == [("zorgbord", "Zorgbord", 2)]
    actions.place_source(engine, organisation.id, "zorgbord", name=" Zorgbord Gent ", strategy="job_board", **ABOUT)
    assert new_sources(engine, organisation) == []
    house(Origin(source="ZORGBORD"), Origin(source="zorgbord"), at=NOW + timedelta(days=1))
    named = ("zorgbord", "job_board", "Zorgbord Gent", "known")
    assert named in rows(engine, schema.source, "source_id", "strategy", "name", "status")
    assert audited(engine)[0][1:3] == ("source.place", "zorgbord")


@pytest.mark.parametrize("source", ["Zorgbord", LONG])
def test_a_merged_source_is_not_made_again_by_the_next_landing(engine, organisation, house, source):
    house(Origin(source=source), Origin(utm_source=source), Origin(self_reported=source))
    ((code, _name, number),) = new_sources(engine, organisation)
    assert number == 3
    assert actions.merge_source(engine, organisation.id, code, "linkedin", **ABOUT) == 3
    assert new_sources(engine, organisation) == []
    later = f"{source} (uitgebreid)" if source == LONG else source.upper()
    house(*[Origin(source=later)] * 4, at=NOW + timedelta(days=1))
    assert rows(engine, schema.application, "source_id") == [("linkedin",)] * 4
    counted = rows(engine, schema.application_daily, "source_id", "applied")
    assert {code for code, _number in counted} == {"linkedin"}
    assert sum(number for _code, number in counted) == 4
    assert new_sources(engine, organisation) == []
    assert ("merged",) in rows(engine, schema.source, "status")


def test_a_source_can_be_merged_into_one_that_was_placed(sqlite_engine, organisation, house_of):
    engine = sqlite_engine
    with writing(engine) as connection:
        new = {"organisation_id": organisation.id, "strategy": "other", "status": "new", "first_seen": DAY}
        for code in ("zorgbord", "zorgbordje"):
            connection.execute(schema.source.insert().values(source_id=code, name=code, **new))
    actions.place_source(engine, organisation.id, "zorgbord", name="Zorgbord", strategy="job_board", **ABOUT)
    actions.merge_source(engine, organisation.id, "zorgbordje", "zorgbord", **ABOUT)
    with reading(engine) as connection:
        book = rulebook(connection, organisation.id, SideEntrantRule())
    found = book.source_of("verzonnen", {"source": "Zorgbordje"})
    assert (found.source_id, found.strategy, found.is_new) == ("zorgbord", "job_board", False)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda e, o: actions.place_source(e, o, "elders", name="x", strategy="other", **ABOUT), "source.unknown"),
        (lambda e, o: actions.place_source(e, o, "zorgbord", name=" ", strategy="other", **ABOUT), "source.name"),
        (lambda e, o: actions.place_source(e, o, "zorgbord", name="x", strategy="tv", **ABOUT), "configuration"),
        (lambda e, o: actions.merge_source(e, o, "elders", "linkedin", **ABOUT), "source.unknown"),
        (lambda e, o: actions.merge_source(e, o, "zorgbord", "zorgbord", **ABOUT), "source.unknown"),
        (lambda e, o: actions.merge_source(e, o, "zorgbord", "nergens", **ABOUT), "source.unknown"),
        (lambda e, o: actions.merge_source(e, o, "linkedin", "zorgbord", **ABOUT), "source.unknown"),
    ],
)
def test_what_cannot_be_placed_or_merged_is_refused_and_nothing_changes(engine, organisation, house, act, code):
    house(Origin(source="Zorgbord"), Origin(source="LinkedIn"))
    before = rows(engine, schema.source, "source_id", "strategy", "name", "status")
    with pytest.raises(ConfigurationError) as refused:
        act(engine, organisation.id)
    assert refused.value.code == code
    assert rows(engine, schema.source, "source_id", "strategy", "name", "status") == before
    assert audited(engine) == []
    assert rows(engine, schema.inflow_rule, "value") == []


# --- The demo ----------------------------------------------------------------------------------------------------------------------


def test_in_the_demo_nothing_changes(sqlite_engine):
    demo = {"organisation_id": "demo", "name": "Demo", "country": "BE", "timezone": "UTC", "language": "nl"}
    with writing(sqlite_engine) as connection:
        connection.execute(schema.organisation.insert().values(**demo, is_demo=True))
    for act in (
        lambda: actions.save_rules(sqlite_engine, "demo", "source", [made()], **ABOUT),
        lambda: actions.place_source(sqlite_engine, "demo", "x", name="x", strategy="other", **ABOUT),
        lambda: actions.merge_source(sqlite_engine, "demo", "x", "linkedin", **ABOUT),
    ):
        with pytest.raises(DemoIsFixed):
            act()
    assert rows(sqlite_engine, schema.inflow_rule, "value") == []
