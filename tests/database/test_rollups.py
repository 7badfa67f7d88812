from collections import defaultdict
from datetime import date, timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.database import store
from connectors.database.engine import reading, writing
from connectors.database.schema import content_daily
from connectors.database.upgrade import check
from tests.database.days import MONDAY, MONTHS, OWN, REVISIONS, WEEKS, day, stored

FIRST = date(2025, 12, 22)  # the days run over a change of week, month and year
COLUMNS = ("views", "watch_minutes", "reactions")


def _written(engine, *rows):
    with writing(engine) as connection:
        store.upsert(connection, content_daily, rows, run_id=1)


def _read(engine, table, *columns):
    with reading(engine) as connection:
        return stored(connection, table, *columns)


def test_days_are_summed_by_iso_week_and_by_month(engine):
    days = [date(2025, 12, 28), date(2025, 12, 29), date(2025, 12, 31), date(2026, 1, 1)]
    _written(engine, *(day(when, views=10**number) for number, when in enumerate(days)))
    assert _read(engine, WEEKS, "week_start", "views", "days") == [
        (date(2025, 12, 22), 1, 1),
        (date(2025, 12, 29), 1110, 3),
    ]
    assert _read(engine, MONTHS, "month_start", "views", "days") == [
        (date(2025, 12, 1), 111, 3),
        (date(2026, 1, 1), 1000, 1),
    ]


def test_a_sum_over_days_without_a_figure_is_missing_and_not_zero(engine):
    _written(engine, day(views=None, reactions=0), day(MONDAY + timedelta(days=1), views=None, reactions=None))
    assert _read(engine, WEEKS, "views", "reactions", "days") == [(None, 0, 2)]


def test_a_sum_that_loses_its_only_figure_is_missing_again(engine):
    _written(engine, day(views=3))
    _written(engine, day(views=None))
    assert _read(engine, WEEKS, "views", "days") == [(None, 1)]


def test_removing_days_lowers_the_sums_and_the_last_one_removes_the_row(engine):
    _written(engine, day(views=3), day(MONDAY + timedelta(days=1), views=4), day(content_id=2, views=5))
    with writing(engine) as connection:
        assert store.remove(connection, content_daily, content_daily.c.views == 3) == 1
    assert _read(engine, WEEKS, "content_id", "views", "days") == [(1, 4, 1), (2, 5, 1)]
    with writing(engine) as connection:
        assert store.remove(connection, content_daily, content_daily.c.content_id == 1) == 1
    assert _read(engine, WEEKS, "content_id", "views", "days") == [(2, 5, 1)]
    assert _read(engine, MONTHS, "content_id", "views", "days") == [(2, 5, 1)]


def test_removing_a_day_forgets_what_it_said_before(engine):
    with writing(engine) as connection:
        store.upsert(connection, content_daily, [day(views=3), day(content_id=2, views=3)], run_id=1)
        store.upsert(connection, content_daily, [day(views=4), day(content_id=2, views=4)], run_id=2)
        store.remove(connection, content_daily, content_daily.c.content_id == 1)
    assert _read(engine, REVISIONS, "content_id", "views") == [(2, 3)]


def test_removing_nothing_is_nothing(engine):
    with writing(engine) as connection:
        assert store.remove(connection, content_daily, content_daily.c.content_id == 1) == 0


def test_replacing_a_scope_removes_the_days_that_are_gone_keeps_what_they_said_and_lowers_the_sums(engine):
    tuesday = MONDAY + timedelta(days=1)
    _written(engine, day(views=3), day(tuesday, views=4), day(content_id=2, views=50))
    with writing(engine) as connection:
        scope = {"organisation_id": OWN, "content_id": 1}
        written = store.replace(connection, content_daily, scope, [day(views=6)], run_id=2)
    assert (written.changed, written.removed) == (1, 1)
    assert _read(engine, content_daily, "content_id", "day", "views") == [(1, MONDAY, 6), (2, MONDAY, 50)]
    assert _read(engine, WEEKS, "content_id", "views", "days") == [(1, 6, 1), (2, 50, 1)]
    assert _read(engine, REVISIONS, "day", "superseded_by_run", "views") == [(MONDAY, 2, 3), (tuesday, 2, 4)]


def test_replacing_a_scope_by_nothing_empties_it(engine):
    _written(engine, day(views=3), day(content_id=2, views=50))
    with writing(engine) as connection:
        written = store.replace(connection, content_daily, {"organisation_id": OWN, "content_id": 1}, [], run_id=2)
    assert written.removed == 1
    assert _read(engine, content_daily, "content_id") == [(2,)]
    assert _read(engine, MONTHS, "content_id") == [(2,)]


# --- Whatever is written and removed, the sums are the sums of the days --------------------------------------------------

figure = st.one_of(st.none(), st.integers(-5, 1000))
row = st.builds(
    lambda offset, content_id, views, reactions: day(
        FIRST + timedelta(days=offset),
        content_id,
        views=views,
        reactions=reactions,
        watch_minutes=None if views is None else views / 4,
    ),
    st.integers(0, 20),
    st.integers(1, 3),
    figure,
    figure,
)
upserts = st.tuples(st.just("upsert"), st.lists(row, min_size=1, max_size=12))
removes = st.tuples(st.just("remove"), st.tuples(st.integers(1, 3), st.integers(0, 20)))
replaces = st.tuples(st.just("replace"), st.tuples(st.integers(1, 3), st.lists(row, max_size=6)))
steps = st.lists(st.one_of(upserts, upserts, removes, replaces), min_size=1, max_size=6)


def _expected(days, first_of):
    sums = defaultdict(lambda: [None] * len(COLUMNS) + [0])
    for (content_id, when), figures in days.items():
        total = sums[content_id, first_of(when)]
        for place, value in enumerate(figures):
            if value is not None:
                total[place] = value + (total[place] or 0)
        total[-1] += 1
    return sorted((*key, *values) for key, values in sums.items())


def _apply(connection, days, kind, what, run_id):
    """Do one step to the database and to ``days``, which says what should be there."""
    if kind == "remove":
        content_id, offset = what
        until = FIRST + timedelta(days=offset)
        store.remove(
            connection, content_daily, (content_daily.c.content_id == content_id) & (content_daily.c.day <= until)
        )
        for key in [key for key in days if key[0] == content_id and key[1] <= until]:
            del days[key]
        return
    rows = what if kind == "upsert" else [one for one in what[1] if one["content_id"] == what[0]]
    if kind == "replace":
        scope = {"organisation_id": OWN, "content_id": what[0]}
        store.replace(connection, content_daily, scope, rows, run_id=run_id)
        for key in [key for key in days if key[0] == what[0]]:
            del days[key]
    else:
        store.upsert(connection, content_daily, rows, run_id=run_id)
    days.update({(one["content_id"], one["day"]): tuple(one[name] for name in COLUMNS) for one in rows})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_the_sums_equal_the_days_after_every_step(engine, steps):
    days = {}
    runs = count(1)
    with writing(engine) as connection:
        store.remove(connection, content_daily, content_daily.c.organisation_id == OWN)
        for kind, what in steps:
            _apply(connection, days, kind, what, next(runs))
            found = stored(connection, content_daily, "content_id", "day", *COLUMNS)
            assert found == sorted((*key, *values) for key, values in days.items())
            weeks = stored(connection, WEEKS, "content_id", "week_start", *COLUMNS, "days")
            assert weeks == _expected(days, lambda when: when - timedelta(days=when.weekday()))
            months = stored(connection, MONTHS, "content_id", "month_start", *COLUMNS, "days")
            assert months == _expected(days, lambda when: when.replace(day=1))
    assert [problem for problem in check(engine) if "sums" in str(problem)] == []
