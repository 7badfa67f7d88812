"""The list of vacancies: one line each, figures by platform, small counts hidden, posts, and what stays unmatched."""

from datetime import UTC, date, datetime

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.inflow import identity
from dashboard.analysis.spans import Span, added
from dashboard.queries import vacancies

MINE = "nergens"
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)


def put(engine, table, *rows):
    with writing(engine) as connection:
        groups = {}
        for row in rows:
            groups.setdefault(frozenset(row), []).append({"organisation_id": MINE, **row})
        for some in groups.values():
            store.upsert(connection, table, some, run_id=1)
        if table is schema.vacancy:
            identity.refresh(connection, MINE, 1)


def vacancy(key, provider, number, title="Verpleegkundige", **more):
    row = {"vacancy_id": key, "provider": provider, "external_id": number, "title": title, "observed_at": NOW}
    return {**row, "site_id": "gent", **more}


def counted(key, number, site="gent", day=DAY):
    names = [name for name in schema.application_daily.info["counts"] if name != "applied"]
    texts = ("source_id", "self_reported_id", "utm_campaign", "function_group")
    return {
        **dict.fromkeys(texts, ""),
        **dict.fromkeys(names, 0),
        "day": day,
        "vacancy_id": key,
        "site_id": site,
        "side_entrant": "unknown",
        "side_entrant_declared": "unknown",
        "basis": "live",
        "applied": number,
    }


def figures(key, platform, day=DAY, **more):
    row = {"vacancy_id": key, "platform": platform, "day": day, "day_zone": "UTC", "ingest": "api"}
    return {**row, "quality": "reported", "is_final": True, "observed_at": NOW, **more}


def total(key, provider, first, last, **more):
    span = f"{first or ''}..{last}"
    row = {"vacancy_id": key, "provider": provider, "source_id": "", "span": span, "first_day": first, "last_day": last}
    return {**row, "ingest": "export", "observed_at": NOW, **more}


def asked(engine, query, *arguments):
    with reading(engine) as connection:
        return query(connection, MINE, *arguments)


def listed(engine):
    return {each.speaks.vacancy_id: each for each in asked(engine, vacancies.listed)}


# --- The list --------------------------------------------------------------------------------------------------------------


def test_a_vacancy_that_three_systems_name_stands_there_once(engine):
    put(
        engine,
        schema.vacancy,
        vacancy(1, "linkedin", "33", reference="9101", opened_at=None),
        vacancy(2, "careers_site", "x", url="n.example/a", opened_at=date(2026, 1, 7)),
        vacancy(9, "recruitee", "9101", url="n.example/a", first_seen_on=date(2026, 1, 9)),
        vacancy(5, "feed:x", "other", title="Kok", status="closed", closed_at=DAY),
    )
    (first, second) = asked(engine, vacancies.listed)
    assert (first.speaks.vacancy_id, first.providers) == (9, ("recruitee", "careers_site", "linkedin"))
    assert (first.opened, first.speaks.is_open) == (date(2026, 1, 7), True)
    assert (second.speaks.vacancy_id, second.speaks.is_open) == (5, False)


@pytest.mark.story("R10")
def test_figures_stand_by_platform_and_are_never_added(engine):
    put(engine, schema.vacancy, vacancy(1, "linkedin", "33", reference="9101"), vacancy(9, "recruitee", "9101"))
    put(
        engine,
        schema.vacancy_daily,
        figures(1, "linkedin", views=100, apply_clicks=7, applications=6, unique_views=80),
        figures(1, "linkedin", day=date(2026, 3, 2), views=50, apply_clicks=None, applications=None, unique_views=40),
        figures(9, "website", views=30, apply_clicks=None, applications=None, unique_views=None),
    )
    each = listed(engine)[9]
    assert each.views == {"linkedin": 150, "website": 30}
    assert each.apply_clicks == {"linkedin": 7}
    assert {name: count.text for name, count in each.platform_applications.items()} == {"linkedin": "6"}


def test_sums_without_days_count_only_where_a_platform_gave_no_days(engine):
    put(engine, schema.vacancy, vacancy(1, "linkedin", "33"), vacancy(2, "linkedin", "34", title="Kok"))
    put(
        engine,
        schema.vacancy_total,
        total(1, "linkedin", None, date(2026, 2, 1), views=500, applied=12),
        total(1, "linkedin", None, date(2026, 3, 1), views=700, applied=20),
        total(2, "linkedin", None, date(2026, 3, 1), views=900, applied=None),
    )
    put(engine, schema.vacancy_daily, figures(2, "linkedin", views=11, apply_clicks=None, applications=None))
    found = listed(engine)
    assert (found[1].views, found[2].views) == ({"linkedin": 700}, {"linkedin": 11})
    assert found[1].platform_applications["linkedin"].value == 20
    assert found[2].platform_applications == {}


def test_applications_of_the_system_as_a_sum_are_its_own_and_no_platforms(engine):
    put(engine, schema.vacancy, vacancy(9, "recruitee", "9101"))
    put(
        engine, schema.vacancy_total, total(9, "recruitee", date(2026, 1, 1), date(2026, 1, 31), applied=14, views=None)
    )
    each = listed(engine)[9]
    assert (each.applied.value, each.platform_applications, each.views) == (14, {}, {})


@pytest.mark.story("R10")
def test_a_vacancy_without_any_count_is_not_known_and_never_zero(engine):
    put(engine, schema.vacancy, vacancy(9, "recruitee", "9101"))
    each = listed(engine)[9]
    assert (each.applied.text, each.views, each.posts) == ("–", {}, 0)


# --- Small counts ----------------------------------------------------------------------------------------------------------


def three(engine, numbers, unknown=0):
    rows = [vacancy(key, "recruitee", f"910{key}", title=f"T{key}") for key in range(1, len(numbers) + 1)]
    put(engine, schema.vacancy, *rows)
    counts = [counted(key, number) for key, number in enumerate(numbers, start=1)]
    put(engine, schema.application_daily, *counts, *([counted(0, unknown)] if unknown else []))
    return [each.applied.text for _key, each in sorted(listed(engine).items())]


@pytest.mark.parametrize(
    ("numbers", "unknown", "shown"),
    [
        ((20, 10, 5), 0, ["20", "10", "5"]),
        ((20, 10, 3), 0, ["20", "≥ 5", "< 5"]),
        ((20, 3, 2), 0, ["20", "< 5", "< 5"]),
        ((5, 3), 0, ["…", "…"]),
        ((20, 10), 3, ["20", "≥ 5"]),
    ],
)
def test_a_small_count_is_hidden_with_what_would_give_it_away(sqlite_engine, numbers, unknown, shown):
    assert three(sqlite_engine, numbers, unknown) == shown


def test_each_site_is_protected_by_itself_since_other_pages_show_its_number(sqlite_engine):
    put(
        sqlite_engine,
        schema.vacancy,
        vacancy(1, "recruitee", "9101"),
        vacancy(2, "recruitee", "9102", title="Kok"),
        vacancy(3, "recruitee", "9103", title="Arts", site_id="aalst"),
        vacancy(4, "recruitee", "9104", title="Bode", site_id="aalst"),
    )
    counts = [counted(1, 30), counted(2, 8), counted(3, 12, "aalst"), counted(4, 3, "aalst")]
    put(sqlite_engine, schema.application_daily, *counts)
    assert [each.applied.text for _key, each in sorted(listed(sqlite_engine).items())] == ["30", "8", "≥ 5", "< 5"]


def test_applications_by_a_platform_are_hidden_in_the_same_way(sqlite_engine):
    put(sqlite_engine, schema.vacancy, *(vacancy(key, "linkedin", str(key), title=f"T{key}") for key in (1, 2, 3)))
    rows = [
        figures(key, "linkedin", views=9, apply_clicks=2, applications=number)
        for key, number in ((1, 40), (2, 9), (3, 2))
    ]
    put(sqlite_engine, schema.vacancy_daily, *rows)
    found = listed(sqlite_engine)
    assert [found[key].platform_applications["linkedin"].text for key in (1, 2, 3)] == ["40", "≥ 5", "< 5"]


# --- Posts -----------------------------------------------------------------------------------------------------------------


def test_posts_that_link_to_any_address_of_a_vacancy_are_about_it(engine):
    put(
        engine,
        schema.vacancy,
        vacancy(1, "linkedin", "33", reference="9101", url="linkedin.com/jobs/view/33"),
        vacancy(9, "recruitee", "9101", url="n.example/a"),
    )
    put(engine, schema.channel, {"channel_id": 1, "platform": "linkedin", "external_id": "page"})
    shared = {"channel_id": 1, "kind": "post", "published_at": NOW}
    put(
        engine,
        schema.content,
        {"content_id": 10, "external_id": "a", "title": "Kom erbij", "author_role": None, **shared},
        {"content_id": 11, "external_id": "b", "title": "Mijn dag", "author_role": "ambassador", **shared},
        {"content_id": 12, "external_id": "c", "title": "Elders", "author_role": None, **shared},
    )
    put(
        engine,
        schema.content_link,
        {"content_id": 10, "url": "n.example/a"},
        {"content_id": 10, "url": "linkedin.com/jobs/view/33"},
        {"content_id": 11, "url": "n.example/a"},
        {"content_id": 12, "url": "n.example/b"},
    )
    posts = asked(engine, vacancies.posts_about)
    assert [(post.identity_id, post.content_id, post.title) for post in posts] == [(9, 10, "Kom erbij"), (9, 11, None)]
    assert asked(engine, vacancies.posts_about, 9) == posts
    assert asked(engine, vacancies.posts_about, 1) == ()
    assert listed(engine)[9].posts == 2


# --- Unmatched -------------------------------------------------------------------------------------------------------------


def test_what_leads_to_no_system_is_unmatched_and_pairs_are_proposed(engine):
    dates = {"opened_at": date(2026, 1, 5)}
    put(
        engine,
        schema.vacancy,
        vacancy(1, "linkedin", "33", **dates),
        vacancy(2, "careers_site", "9101", **dates),
        vacancy(9, "recruitee", "9101", **dates),
        vacancy(8, "recruitee", "9108", title="Kok", **dates),
        vacancy(3, "linkedin", "34", title="Kok", site_id="aalst", **dates),
    )
    found = asked(engine, vacancies.unmatched)
    assert [each.vacancy_id for each in found.vacancies] == [3, 1]
    assert [(each.one.vacancy_id, each.other.vacancy_id) for each in found.proposals] == [(9, 1)]
    assert (found.has_system, found.left_out, found.decided) == (True, 0, ())


def test_without_a_system_that_is_said(engine):
    put(engine, schema.vacancy, vacancy(2, "careers_site", "9101"))
    assert asked(engine, vacancies.unmatched).has_system is False


# --- Spans -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "sum_"),
    [
        ([], None),
        ([Span(None, DAY, None)], None),
        ([Span(None, date(2026, 1, 1), 5), Span(None, DAY, 9)], 9),
        ([Span(date(2026, 1, 1), date(2026, 1, 31), 5), Span(date(2026, 2, 1), date(2026, 2, 28), 4)], 9),
        ([Span(date(2026, 1, 1), date(2026, 1, 31), 5), Span(date(2026, 1, 1), date(2026, 12, 31), 50)], 5),
        ([Span(None, date(2026, 1, 15), 5), Span(date(2026, 1, 10), DAY, 7), Span(date(2026, 1, 16), DAY, 2)], 7),
    ],
)
def test_only_what_does_not_overlap_is_added(spans, sum_):
    assert added(spans) == sum_
