"""Which vacancies are one: numbers, addresses, persons; and who speaks."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.inflow.identity import refresh
from connectors.inflow.matching import Decision, Named, identities, kind_of, numbers_of
from connectors.landing import land

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MINE = "nergens"


def vacancy(key, provider, number, **more):
    return Named(key, provider, number, **more)


def found(*vacancies, decisions=()):
    return {key: (each.identity_id, each.basis) for key, each in identities(vacancies, decisions).items()}


def together(*vacancies, decisions=()):
    """Return the sets of vacancies that are one, those of more than one vacancy."""
    sets = {}
    for key, (identity, _basis) in found(*vacancies, decisions=decisions).items():
        sets.setdefault(identity, set()).add(key)
    return sorted(map(sorted, (each for each in sets.values() if len(each) > 1)))


# --- Numbers and addresses -------------------------------------------------------------------------------------------------


def test_a_vacancy_that_nobody_else_names_speaks_for_itself():
    assert found(vacancy(1, "recruitee", "101")) == {1: (1, "alone")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (vacancy(1, "recruitee", "123456"), vacancy(2, "careers_site", "123456")),
        (vacancy(1, "recruitee", "7", reference="VIG-2026-014"), vacancy(2, "feed:x", "vig-2026-014 ")),
        (vacancy(1, "recruitee", "7", reference="9101"), vacancy(2, "linkedin", "3456789012", reference="9101")),
        (vacancy(1, "teamtailor", "27"), vacancy(2, "feed:x", "teamtailor-27")),
        (vacancy(1, "teamtailor", "27"), vacancy(2, "careers_site", "A", reference="Teamtailor_27")),
        (vacancy(1, "teamtailor", "27"), vacancy(2, "board:teamtailor", "u-1", reference="teamtailor-27")),
    ],
)
def test_an_equal_number_or_reference_makes_one(one, other):
    assert found(one, other) == {1: (1, "external_id"), 2: (1, "external_id")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (vacancy(1, "recruitee", "101"), vacancy(2, "careers_site", "101")),
        (vacancy(1, "recruitee", "27"), vacancy(2, "feed:x", "teamtailor-27")),
        (vacancy(1, "recruitee", "123456"), vacancy(2, "feed:x", "teamtailor-123456")),
        (
            vacancy(1, "file", "Verpleegkundige 24", title="Verpleegkundige 24"),
            vacancy(2, "feed:x", "Verpleegkundige 24"),
        ),
        (vacancy(1, "file", "Verpleegkundige"), vacancy(2, "feed:x", "Verpleegkundige")),
        (vacancy(1, "feed:x", "123456"), vacancy(2, "feed:x", "7", reference="123456")),
    ],
    ids=["short", "another system", "another system, long", "title", "words", "one provider"],
)
def test_short_numbers_other_systems_and_titles_make_nothing_one(one, other):
    systems = vacancy(9, "teamtailor", "1")
    assert together(one, other, systems) == []


def test_an_equal_address_makes_one_and_a_number_is_the_stronger_reason():
    mine, site = vacancy(1, "recruitee", "1", url="n.example/a"), vacancy(2, "careers_site", "2", url="n.example/a")
    assert found(mine, site) == {1: (1, "url"), 2: (1, "url")}
    mine, site = (
        vacancy(1, "recruitee", "55555", url="n.example/a"),
        vacancy(2, "careers_site", "55555", url="n.example/a"),
    )
    assert found(mine, site) == {1: (1, "external_id"), 2: (1, "external_id")}


def test_an_address_that_all_vacancies_of_a_system_share_says_nothing():
    same = "n.example/vacatures"
    mine = [vacancy(key, "recruitee", str(key), url=same) for key in (1, 2)]
    assert together(*mine, vacancy(3, "careers_site", "x", url=same)) == []


def test_a_board_may_show_one_vacancy_more_than_once():
    shown = [vacancy(key, "linkedin", str(key), reference="9101") for key in (5, 6)]
    assert together(vacancy(1, "recruitee", "9101"), *shown) == [[1, 5, 6]]
    assert together(*shown) == []


def test_the_applicant_tracking_system_speaks_then_the_own_site_then_a_board():
    linkedin, site = vacancy(1, "linkedin", "1", reference="9101"), vacancy(2, "careers_site", "9101")
    ats, export = vacancy(8, "recruitee", "9101"), vacancy(9, "file", "9101")
    assert {each[0] for each in found(linkedin, site, ats, export).values()} == {8}
    assert {each[0] for each in found(linkedin, site).values()} == {2}
    assert [kind_of(name) for name in ("file", "afas", "feed:x", "board:lever", "linkedin", "linkedin_jobs")] == [
        *(0, 0, 1, 1, 2, 2)
    ]


def test_numbers_name_their_system():
    named = vacancy(1, "feed:x", "teamtailor-27", reference="2026-014")
    assert numbers_of(named, {"teamtailor"}) == {("teamtailor", "27"), ("", "2026-014")}


# --- Persons ---------------------------------------------------------------------------------------------------------------

LEFT = vacancy(1, "recruitee", "9101", url="n.example/a")
MIDDLE = vacancy(2, "careers_site", "9101", url="n.example/b")
RIGHT = vacancy(3, "linkedin", "3456", url="n.example/b")


def test_a_person_makes_one_of_what_no_rule_knows():
    one, other = vacancy(1, "recruitee", "1"), vacancy(2, "linkedin", "2")
    assert found(one, other, decisions=[Decision(1, 2, is_same=True)]) == {1: (1, "person"), 2: (1, "person")}


def test_a_persons_no_keeps_apart_what_a_rule_would_join():
    assert together(LEFT, MIDDLE) == [[1, 2]]
    assert found(LEFT, MIDDLE, decisions=[Decision(1, 2, is_same=False)]) == {1: (1, "alone"), 2: (2, "alone")}


def test_a_persons_no_holds_through_what_lies_between():
    assert together(LEFT, MIDDLE, RIGHT) == [[1, 2, 3]]
    assert together(LEFT, MIDDLE, RIGHT, decisions=[Decision(1, 3, is_same=False)]) == [[1, 2]]


def test_a_persons_yes_goes_before_a_rule_when_both_cannot_be():
    said = [Decision(1, 3, is_same=False), Decision(2, 3, is_same=True)]
    assert together(LEFT, MIDDLE, RIGHT, decisions=said) == [[2, 3]]


def test_a_decision_about_a_vacancy_that_is_no_more_changes_nothing():
    assert together(LEFT, MIDDLE, decisions=[Decision(1, 77, is_same=True), Decision(77, 2, is_same=False)]) == [[1, 2]]


NUMBERS = ["9101", "9102", "teamtailor-27", "27", "x"]
SOME = st.lists(
    st.tuples(
        st.sampled_from(["recruitee", "teamtailor", "careers_site", "feed:x", "linkedin"]),
        st.sampled_from(NUMBERS),
        st.sampled_from([None, *NUMBERS]),
        st.sampled_from([None, "n.example/a", "n.example/b"]),
    ),
    max_size=8,
)
SAID = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=5)


@given(SOME, SAID, st.randoms(use_true_random=False))
def test_the_order_makes_no_difference_and_a_no_always_holds(rows, said, mixed):
    listed = [Named(key, *row) for key, row in enumerate(rows)]
    pairs = {(min(a, b), max(a, b)): same for a, b, same in said if a != b}
    decisions = [Decision(a, b, same) for (a, b), same in pairs.items()]
    expected = identities(listed, decisions)
    shuffled, mixed_decisions = list(listed), list(decisions)
    mixed.shuffle(shuffled)
    mixed.shuffle(mixed_decisions)
    assert identities(shuffled, mixed_decisions) == expected
    for (one, other), same in pairs.items():
        if not same and max(one, other) < len(listed):
            assert expected[one].identity_id != expected[other].identity_id
    for each in expected.values():
        assert expected[each.identity_id].identity_id == each.identity_id


# --- In the database -------------------------------------------------------------------------------------------------------


def row(key, provider, number, **more):
    return {
        "vacancy_id": key,
        "provider": provider,
        "external_id": number,
        "title": None,
        "reference": None,
        "url": None,
        "observed_at": NOW,
        **more,
    }


def put(engine, organisation, *rows, run_id=1):
    with writing(engine) as connection:
        return land(connection, organisation, {"vacancy": rows}, run_id=run_id, now=NOW)


def stored(engine):
    column = schema.vacancy_identity.c
    with reading(engine) as connection:
        query = select(column.vacancy_id, column.identity_id, column.basis).order_by(column.vacancy_id)
        return [tuple(each) for each in connection.execute(query)]


def test_landing_keeps_the_identities_and_the_same_rows_again_change_nothing(engine, organisation):
    put(engine, organisation, row(1, "careers_site", "9101"))
    assert stored(engine) == [(1, 1, "alone")]
    put(engine, organisation, row(2, "recruitee", "9101"), run_id=2)
    assert stored(engine) == [(1, 2, "external_id"), (2, 2, "external_id")]
    put(engine, organisation, row(2, "recruitee", "9102"), run_id=3)
    assert len(stored(engine)) == 2
    with writing(engine) as connection:
        assert refresh(connection, MINE, 4).written == 0


def test_that_a_vacancy_was_seen_again_moves_its_day_and_counts_as_no_change(engine, organisation):
    seen = {"first_seen_on": date(2026, 3, 1), "last_seen_on": date(2026, 3, 1)}
    put(engine, organisation, row(1, "careers_site", "9101", **seen))
    again = {"vacancy_id": 1, "provider": "careers_site", "external_id": "9101", "last_seen_on": date(2026, 3, 4)}
    assert put(engine, organisation, again, run_id=2).tables["vacancy"].written == 0
    assert put(engine, organisation, {**again, "last_seen_on": date(2026, 3, 2)}, run_id=3)
    column = schema.vacancy.c
    with reading(engine) as connection:
        days = connection.execute(select(column.first_seen_on, column.last_seen_on)).one()
    assert tuple(days) == (date(2026, 3, 1), date(2026, 3, 4))


def test_other_organisations_are_left_alone(engine, organisation):
    other = {"organisation_id": "elders", "vacancy_id": 5, "identity_id": 5, "basis": "alone"}
    with writing(engine) as connection:
        store.upsert(connection, schema.vacancy_identity, [other], run_id=1)
    put(engine, organisation, row(1, "careers_site", "9101"))
    assert stored(engine) == [(1, 1, "alone"), (5, 5, "alone")]


def test_ten_thousand_vacancies_take_a_few_statements(sqlite_engine, organisation):
    rows = [row(key, "recruitee", f"{key + 1000}") for key in range(1, 5001)]
    rows += [row(key + 5000, "feed:x", f"{key + 1000}") for key in range(1, 5001)]
    put(sqlite_engine, organisation, *rows)
    asked = []
    event.listen(sqlite_engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with writing(sqlite_engine) as connection:
        assert refresh(connection, MINE, 2).written == 0
    assert len([each for each in asked if each.lower().startswith("select")]) == 3
    assert len({identity for _key, identity, _basis in stored(sqlite_engine)}) == 5000
