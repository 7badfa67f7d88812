"""The page about the inflow: match rate first, two levels, two readings, and no small number anywhere."""

import re
from datetime import date, timedelta

import pytest

from connectors.database import schema
from dashboard.queries.inflow import REACHED
from dashboard.widgets.chart_card import csv_bytes
from tests.dashboard.queries.test_inflow import applied, event
from tests.dashboard.shows import NOON, application_counts, opened, put, texts
from tests.dashboard.views.roles import opened_by, pages, with_sign_in

LANGUAGES = ("nl", "en", "fr")
COUNTED = (
    "Applications",
    "Side-entrants",
    "Came in",
    "Screened",
    "Interview",
    "Offer",
    "Hired",
    "Rejected",
    "Withdrew",
)


def table(test, *columns, place=0):
    found = [frame.value for frame in test.dataframe if set(columns) <= set(frame.value.columns)]
    return found[place]


def cells(test):
    """Return every count of applicants that stands in a table of the page, or in its download."""
    found = []
    for frame in test.dataframe:
        listed = [name for name in frame.value.columns if name in COUNTED]
        shown = frame.value[listed]
        found += shown.astype(str).to_numpy().ravel().tolist()
        found += [
            cell
            for line in csv_bytes(shown).decode("utf-8-sig").splitlines()[1:]
            for cell in line.replace('"', "").split(";")
        ]
    return found


def source(code, strategy, status="known"):
    return {
        "source_id": code,
        "strategy": strategy,
        "name": code.title(),
        "status": status,
        "first_seen": date(2026, 1, 1),
    }


@pytest.fixture
def small(own):
    """Four sources of two kinds, one of each small; the months January to March, of which February is small."""
    put(own, schema.source, *[source(code, "job_board") for code in ("indeed", "zorgbord")])
    put(
        own,
        schema.source,
        *[source(code, "social") for code in ("linkedin", "facebook")],
        source("blaadje", "offline", "new"),
    )
    counts = application_counts(
        (date(2026, 1, 5), 40, "indeed", "", "side_entrant"),
        (date(2026, 1, 6), 37, "indeed", "linkedin", "unknown"),
        (date(2026, 1, 7), 21, "linkedin", "", "other"),
        (date(2026, 1, 8), 9, "facebook", "", "unknown"),
        (date(2026, 2, 9), 3, "zorgbord", "linkedin", "side_entrant"),
        (date(2026, 3, 1), 17, "", "", "unknown"),
        (date(2026, 3, 2), 2, "blaadje", "", "unknown"),
    )
    counts[0]["hired"] = 2
    put(own, schema.application_daily, *counts)
    put(own, schema.application, applied(1, date(2026, 3, 2), observed_at=NOON))
    put(own, schema.application_event, *[event(each, "created", date(2026, 1, 5)) for each in range(3)])
    return own


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_tells_its_inflow(language):
    test = opened("inflow", language)
    assert not test.exception
    assert not test.error
    assert len(test.dataframe) == 6
    assert not re.search(r"\bnan\b|NaT|None\b|<NA>", texts(test))
    assert [number for number in cells(test) if number in {"1", "2", "3", "4"}] == []


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_organisation_is_told_what_to_do(language):
    test = opened("inflow", language)
    assert not test.exception
    assert not test.dataframe
    assert "below" not in texts(test)


@pytest.mark.usefixtures("in_demo")
def test_what_is_known_stands_before_the_figures_that_rest_on_it():
    test = opened("inflow", "en")
    assert [header.value for header in test.header] == [
        "How much has a known origin",
        "Where they came from",
        "What happened to them",
    ]
    said = texts(test)
    assert "Cohort reading: by the day of the application." in said
    assert "Activity reading: by the day of the event." in said
    assert len(test.metric) == 4


@pytest.mark.usefixtures("small")
def test_no_count_under_five_is_shown_or_can_be_downloaded():
    test = opened("inflow", "en")
    assert not test.exception
    assert [number for number in cells(test) if number in {"1", "2", "3", "4"}] == []


@pytest.mark.usefixtures("small")
def test_what_is_hidden_by_source_cannot_be_computed_from_its_kind():
    test = opened("inflow", "en")
    upper = table(test, "Kind of source", "Side-entrants").set_index("Kind of source")["Applications"].to_dict()
    lower = table(test, "Source", "Applications")
    assert upper["Job board"] == "80"
    job_boards = lower[lower["Kind of source"] == "Job board"]["Applications"].to_list()
    assert job_boards == ["≥ 5", "< 5"]
    assert upper["Offline"] == "< 5"
    for kind, whole in upper.items():
        parts = lower[lower["Kind of source"] == kind]["Applications"].to_list()
        hidden = [part for part in parts if not part.isdigit()]
        assert not whole.isdigit() or len(hidden) != 1


@pytest.mark.usefixtures("small")
def test_a_month_with_few_cannot_be_computed_from_the_others():
    months = table(opened("inflow", "en"), "Month", "Came in").set_index("Month")["Came in"].to_dict()
    assert months == {"Jan 2026": "107", "Feb 2026": "< 5", "Mar 2026": "≥ 5"}


@pytest.mark.usefixtures("small")
def test_a_new_source_says_so_and_what_was_measured_stands_apart_from_what_was_said():
    test = opened("inflow", "en")
    assert "Blaadje (new)" in table(test, "Source", "Applications")["Source"].to_list()
    said = table(test, "Source", "Applications", place=1)
    assert said["Source"].to_list() == ["unknown", "Linkedin"]
    assert said["Applications"].to_list() == ["89", "40"]


def test_with_a_higher_threshold_more_is_hidden(small):
    text = (small / "instroom.toml").read_text(encoding="utf-8") + "\n[privacy]\nminimum_cell = 10\n"
    (small / "instroom.toml").write_text(text, encoding="utf-8")
    test = opened("inflow", "en")
    numbers = [int(number.replace(",", "")) for number in cells(test) if number.replace(",", "").isdigit()]
    assert [number for number in numbers if 0 < number < 10] == []


def test_what_has_no_day_and_what_came_as_sums_is_told_also_without_any_day(own):
    put(own, schema.application, *[applied(number, None) for number in range(7)])
    total = {"provider": "afas", "vacancy_id": 0, "source_id": "", "span": "2026-02", "last_day": date(2026, 2, 28)}
    put(
        own,
        schema.vacancy_total,
        {**total, "applied": 12, "hired": 3, "views": None, "ingest": "api", "observed_at": NOON},
    )
    test = opened("inflow", "en")
    assert not test.exception
    assert "Without a day of application: 7." in texts(test)
    (row,) = table(test, "Span").to_dict("records")
    assert (row["Applications"], row["Hired"], row["Rejected"], row["Views"]) == ("12", "< 5", "–", "–")


def test_few_without_a_day_are_not_counted_out(own):
    put(own, schema.application, *[applied(number, None) for number in range(3)])
    assert "Without a day of application: < 5." in texts(opened("inflow", "en"))


def test_the_year_before_can_be_chosen_where_figures_reach_that_far(own):
    days = ((date(2026, 3, 1), 30), (date(2024, 6, 1), 12), (date(2024, 2, 1), 8))
    put(own, schema.application_daily, *application_counts(*[(day, count, "", "", "unknown") for day, count in days]))
    put(own, schema.application, applied(1, date(2026, 3, 1), observed_at=NOON + timedelta(days=1)))
    test = opened("inflow", "en", cohort="364d-before")
    assert not test.exception
    assert table(test, "Month", "Came in", place=0)["Came in"].to_list() == ["12"]


@pytest.mark.parametrize("group", ["hr", "web", "board", "nobody"])
def test_everybody_who_signs_in_may_read_it(small, group):
    with_sign_in(small)
    test = opened_by(group, "inflow")
    assert not test.exception
    assert [title.value for title in test.title] == ["Inflow"]
    assert "inflow" in pages(test)


def test_every_reading_has_a_column_for_each_thing_that_happens():
    assert len(COUNTED) == len(REACHED) + 2
