"""The page about the inflow: match rate first, two levels, two readings, and no small number anywhere."""

import re
from datetime import date, timedelta

import pytest

from connectors.database import schema
from dashboard.queries.inflow import REACHED
from dashboard.widgets.tables import csv_bytes
from tests.dashboard.queries.test_inflow import applied, event
from tests.dashboard.shows import NOON, application_counts, frames, opened, put, texts
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
    found = [frame.value for frame in frames(test) if set(columns) <= set(frame.value.columns)]
    return found[place]


def cells(test):
    """Return every count of applicants that stands in a table of the page, or in its download."""
    found = []
    for frame in frames(test):
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
    assert len(frames(test)) == 7
    assert not re.search(r"\bnan\b|NaT|None\b|<NA>", texts(test))
    assert [number for number in cells(test) if number in {"1", "2", "3", "4"}] == []


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_organisation_is_told_what_to_do(language):
    test = opened("inflow", language)
    assert not test.exception
    assert not frames(test)
    assert "below" not in texts(test)


@pytest.mark.usefixtures("in_demo")
def test_what_is_known_stands_before_the_figures_that_rest_on_it():
    test = opened("inflow", "en")
    assert [header.value for header in test.header] == [
        "How much has a known origin",
        "How many came in",
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


def totals(test, *columns):
    """Return the names and numbers of a table, and its total apart."""
    rows = table(test, *columns)
    numbers = dict(zip(rows[columns[0]], rows["Applications"], strict=True))
    whole = {name: int(number.replace(",", "")) for name, number in numbers.items()}
    return {name: number for name, number in whole.items() if name != "Total"}, whole["Total"]


@pytest.mark.usefixtures("small")
@pytest.mark.story("R1")
def test_sources_add_up_to_all_with_the_unknown_ones_and_few_are_counted_with_others():
    test = opened("inflow", "en", by="source")
    assert not test.exception
    kinds, whole = totals(test, "Kind of source", "Part of all")
    sources, again = totals(test, "Source", "Part of all")
    assert (sum(kinds.values()), sum(sources.values()), whole, again) == (110, 110, 110, 110)
    assert kinds == {"Job board": 80, "Social media": 30}
    assert sources == {"Linkedin": 21, "Facebook": 9, "Counted together: Indeed, Zorgbord": 80}
    explored, all_of_them = totals(test, "Measured source", "Part of all")
    assert (explored, all_of_them) == (sources, 110)


@pytest.mark.usefixtures("small")
def test_a_month_with_few_is_not_told_apart_from_another():
    test = opened("inflow", "en")
    months = table(test, "Month", "Came in").set_index("Month")["Came in"].to_dict()
    assert months == {"Jan 2026": "…", "Feb 2026": "…"}
    assert "There are too few applications to show." in texts(test)


def test_a_new_source_says_so_and_what_was_measured_stands_apart_from_what_was_said(own):
    put(own, schema.source, source("blaadje", "offline", "new"), source("linkedin", "social"))
    counts = [
        (date(2026, 1, 5), 40, "blaadje", "linkedin", "other"),
        (date(2026, 1, 6), 30, "blaadje", "", "other"),
        (date(2026, 2, 20), 20, "", "", "other"),
    ]
    put(own, schema.application_daily, *application_counts(*counts))
    put(own, schema.application, applied(1, date(2026, 2, 1), observed_at=NOON))
    test = opened("inflow", "en", period="2026-01")
    assert totals(test, "Source", "Part of all") == ({"Blaadje (new)": 70}, 70)
    assert totals(test, "Answer", "Part of all") == ({"Linkedin": 40, "unknown": 30}, 70)


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


def test_a_calendar_year_can_be_chosen_and_months_without_figures_are_left_out(own):
    days = ((date(2026, 2, 1), 30), (date(2024, 6, 1), 12), (date(2024, 3, 1), 8))
    put(own, schema.application_daily, *application_counts(*[(day, count, "", "", "unknown") for day, count in days]))
    put(own, schema.application, applied(1, date(2026, 2, 1), observed_at=NOON + timedelta(days=1)))
    test = opened("inflow", "en", period="2024")
    assert not test.exception
    shown = table(test, "Month", "Came in").set_index("Month")["Came in"].to_dict()
    assert {name: number for name, number in shown.items() if number != "0"} == {"Mar 2024": "8", "Jun 2024": "12"}
    assert "Complete figures of applications run from Mar 2024 to Dec 2024" in texts(test)


@pytest.mark.usefixtures("in_demo")
def test_two_filters_that_are_not_put_together_are_told_in_words_with_what_to_choose():
    test = opened("inflow", "en", site="BE", group="nurse", by="source")
    assert not test.exception
    assert any("never put together" in each.value for each in test.info)
    test = opened("inflow", "en", site="BE", by="audience")
    assert any("choose 2025" in each.value for each in test.info)
    test.button(key="year-explorer").click().run()
    assert test.query_params["period"] in ("2025", ["2025"])
    told, whole = totals(test, "Origin", "Part of all")
    assert sum(told.values()) == whole == 2441


@pytest.mark.usefixtures("in_demo")
@pytest.mark.story("R1")
def test_each_number_leads_to_as_many_applications_without_a_name_and_under_another_number_in_each_list():
    test = opened("inflow", "en", by="source", period="2026-03..2026-05")
    lists = {}
    for place in (1, 2):
        test.selectbox(key="list-source").set_value(place).run()
        assert not test.exception
        lists[place] = table(test, "Number of the application in this list").iloc[:, 0].to_list()
        label = test.selectbox(key="list-source").options[place]
        assert label.endswith(f"({len(lists[place])})")
    assert all(re.fullmatch(r"[0-9A-F]{10}", each) for some in lists.values() for each in some)
    assert lists[1] == sorted(lists[1])
    test = opened("inflow", "en", by="strategy", period="2026-03..2026-05")
    test.selectbox(key="list-strategy").set_value(0).run()
    everybody = set(table(test, "Number of the application in this list").iloc[:, 0])
    assert everybody.isdisjoint(lists[1])


@pytest.mark.parametrize("group", ["web", "board"])
def test_only_who_works_with_applications_can_open_the_list(small, group):
    with_sign_in(small)
    test = opened_by(group, "inflow")
    assert not [each for each in test.selectbox if (each.key or "").startswith("list-")]


@pytest.mark.usefixtures("in_demo")
@pytest.mark.story("R7")
def test_the_measured_source_stands_beside_the_answer_and_the_sums_match():
    test = opened("inflow", "en", period="2025")
    rows = table(test, "Measured ↓ Answer →")
    assert rows.iloc[-1]["Total"] == "3,388"
    for name in ("Job board", "Own website"):
        total = rows.set_index("Measured ↓ Answer →")["Total"][name]
        assert total == {"Job board": "1,262", "Own website": "821"}[name]
    assert "neither overwrites" not in texts(test)
    assert "A click tells the last step; an answer tells what people remember." in texts(test)


@pytest.mark.usefixtures("in_demo")
@pytest.mark.story("R8")
def test_the_funnel_counts_who_was_hired_in_every_earlier_stage_and_open_ones_apart():
    test = opened("inflow", "en", period="2026-03..2026-05")
    rows = table(test, "Stage", "Applications").set_index("Stage")["Applications"].to_dict()
    assert rows["Still open"] == "11"
    reached = [int(rows[name]) for name in ("Applied", "Screened", "Interview", "Hired")]
    assert reached == [875, 635, 242, 51]
    assert "Of 875 applications 51 led to a hire until now; 11 are still open" in texts(test)
    share = table(test, "Stage", "Applications").set_index("Stage")["Of the stage before that is shown"]["Screened"]
    assert share == "73% (70–75%)"


@pytest.mark.usefixtures("in_demo")
@pytest.mark.story("R1")
@pytest.mark.parametrize("by", ["week", "day"])
def test_weeks_and_days_add_up_and_tell_no_small_number(by):
    test = opened("inflow", "en", by=by, period="2026-01..2026-03")
    assert not test.exception
    numbers = [int(each) for each in table(test, {"week": "Weeks", "day": "Days"}[by], "Applications")["Applications"]]
    assert not [each for each in numbers if 0 < each < 5]
    assert by == "week" or sum(numbers) == 481 + 435 + 381


@pytest.mark.parametrize("group", ["hr", "web", "board", "nobody"])
def test_everybody_who_signs_in_may_read_it(small, group):
    with_sign_in(small)
    test = opened_by(group, "inflow")
    assert not test.exception
    assert [title.value for title in test.title] == ["Inflow"]
    assert "inflow" in pages(test)


def test_every_reading_has_a_column_for_each_thing_that_happens():
    assert len(COUNTED) == len(REACHED) + 2
