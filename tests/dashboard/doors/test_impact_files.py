"""How a file of figures is read: its separators, encodings, numbers and days, and what is refused and why."""

from datetime import date, timedelta

import pytest

from connectors.errors import ConfigurationError, FileError
from dashboard.doors.asked import Asked
from dashboard.doors.series import read_series

DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(40)]


def read(path, outcome="n", **more):
    series = read_series(Asked(path, (outcome,), **more))
    window, _warnings = series.rows.window(series.rows.first, None)
    return series, series.case(window)


def write(path, lines, encoding="utf-8"):
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def values(case, column="n"):
    return [None if value != value else value for value in case.outcome[column]]  # noqa: PLR0124  NaN


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings_are_found_by_the_content(tmp_path, separator, encoding):
    lines = [separator.join(("dag", "n", "verpleging é"))] + [
        f"{day}{separator}{n}{separator}7" for n, day in enumerate(DAYS)
    ]
    series, case = read(write(tmp_path / "a.csv", lines, encoding), controls=("verpleging é",))
    assert values(case) == list(range(40))
    assert series.days.column == "dag"


@pytest.mark.parametrize(
    "write_day",
    [
        lambda day: f"{day:%d-%m-%Y}",
        lambda day: f"{day:%d/%m/%Y}",
        lambda day: f"{day.day}.{day.month}.{day.year}",
        lambda day: f"{day:%m/%d/%Y}",
        lambda day: f"{day:%Y%m%d}",
        lambda day: f"{day} 00:00:00",
        lambda day: f"{day:%Y/%m/%d}",
    ],
)
def test_days_are_read_however_they_are_written(tmp_path, write_day):
    lines = ["name,when,n", *(f"x,{write_day(day)},{n}" for n, day in enumerate(DAYS))]
    series, case = read(write(tmp_path / "a.csv", lines))
    assert (series.rows.grain, series.rows.first, series.rows.last) == ("day", DAYS[0], DAYS[-1])
    assert values(case) == list(range(40))


@pytest.mark.parametrize(
    ("header", "rows", "grain", "first", "last"),
    [
        ("week,n", ["2026-W01,1", "2026-W02,2", "2026-W03,3"], "week", date(2025, 12, 29), date(2026, 1, 18)),
        ("d,n", ["2026-01-05,1", "2026-01-12,2", "2026-01-26,3"], "week", date(2026, 1, 5), date(2026, 2, 1)),
        ("m,n", ["2026-01,1", "2026-02,2", "2026-04,3"], "month", date(2026, 1, 1), date(2026, 4, 30)),
        ("m,n", ["01-12-2025,1", "01-01-2026,2", "01-02-2026,3"], "month", date(2025, 12, 1), date(2026, 2, 28)),
        ("m,n", ["2025-12-31,1", "2026-01-31,2", "2026-02-28,3"], "month", date(2025, 12, 1), date(2026, 2, 28)),
        ("year,month,n", ["2025,12,1", "2026,1,2", "2026,2,3"], "month", date(2025, 12, 1), date(2026, 2, 28)),
        ("jaar,week,n", ["2026,1,1", "2026,2,2", "2026,3,3"], "week", date(2025, 12, 29), date(2026, 1, 18)),
    ],
)
def test_the_grain_is_seen_from_the_rows(tmp_path, header, rows, grain, first, last):
    series, case = read(write(tmp_path / "a.csv", [header, *rows]))
    assert (series.rows.grain, series.rows.first, series.rows.last) == (grain, first, last)
    assert [value for value in values(case) if value is not None] == [1, 2, 3]


def test_rows_may_come_in_any_order(tmp_path):
    lines = ["d,n", *(f"{day},{n}" for n, day in reversed(list(enumerate(DAYS))))]
    assert values(read(write(tmp_path / "a.csv", lines))[1]) == list(range(40))


def test_a_missing_row_and_an_empty_cell_are_not_known_and_never_zero(tmp_path):
    lines = ["d,n", *(f"{day},{n if n != 5 else ''}" for n, day in enumerate(DAYS) if n != 9)]
    series, case = read(write(tmp_path / "a.csv", lines))
    assert [n for n, value in enumerate(values(case)) if value is None] == [5, 9]
    assert str(series.warnings[0]).startswith("1 of 40 rows")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1.234", "950", "12.500,0"], [1234, 950, 12500]),
        (["1,234", "950", "12,500.0"], [1234, 950, 12500]),
        (["1 234", "1'000", "12"], [1234, 1000, 12]),
        (["110.0", "125.0", "3.0"], [110, 125, 3]),
        (["1.234", "950", "2.000"], [1234, 950, 2000]),
    ],
)
def test_thousands_and_decimals_are_told_apart(tmp_path, lines, expected):
    rows = ["d;n", *(f"{day};{line}" for day, line in zip(DAYS, lines, strict=False))]
    assert values(read(write(tmp_path / "a.csv", rows))[1]) == expected


def test_what_the_column_does_not_tell_is_read_as_the_rest_of_the_file_and_said(tmp_path):
    rows = ["d;n;x", *(f"{day};1.234;0,5" for day in DAYS)]
    series, case = read(write(tmp_path / "a.csv", rows), controls=("x",))
    assert values(case)[0] == 1234
    assert "“1.234” was read with “,” as the decimal mark" in str(series.warnings[-1])


def test_one_of_several_series_is_taken_by_a_condition(tmp_path):
    lines = ["d,site,n", *(f"{day},{site},{n}" for n, day in enumerate(DAYS) for site in ("BE", "NL"))]
    path = write(tmp_path / "a.csv", lines)
    assert values(read(path, where=("site=NL",))[1]) == list(range(40))


def test_a_workbook_is_read_as_well(tmp_path):
    import pandas as pd

    path = tmp_path / "a.xlsx"
    frame = pd.DataFrame({"Datum": pd.to_datetime(DAYS), "n": range(40), "x": [0.5] * 40})
    frame.to_excel(path, index=False, engine="xlsxwriter")
    series, case = read(path, controls=("x",))
    assert (series.rows.grain, values(case)) == ("day", list(range(40)))


@pytest.mark.parametrize(
    ("cell", "value"), [("-3", "-3"), ("many", "many"), ("2.5", "2.5"), ("1e3x", "1e3x"), ("5 %", "5 %")]
)
def test_an_outcome_that_is_no_count_is_refused_by_row_column_and_value(tmp_path, cell, value):
    lines = ["d,n", *(f"{day},{cell if n == 4 else n}" for n, day in enumerate(DAYS))]
    with pytest.raises(FileError) as error:
        read(write(tmp_path / "a.csv", lines))
    assert str(error.value) == (f"a.csv, row 6, column “n”: “{value}”; expected is a count: a whole number, 0 or more.")
    assert error.value.exit_code == 1


def test_a_figure_that_nothing_ever_counts_to_is_refused(tmp_path):
    lines = ["d,n", *(f"{day},{'1e308' if n == 4 else n}" for n, day in enumerate(DAYS))]
    with pytest.raises(FileError, match="row 6, column “n”: “1e308”; expected is a number of at most"):
        read(write(tmp_path / "a.csv", lines))


def test_empty_rows_at_the_end_are_not_known_and_zeros_are(tmp_path):
    lines = ["d,n,x", *(f"{day},{n if n < 30 else ''},7" for n, day in enumerate(DAYS))]
    series, case = read(write(tmp_path / "a.csv", lines), controls=("x",))
    assert (series.rows.last, case.last_day, series.warnings) == (DAYS[29], DAYS[29], ())
    assert len(case.controls) == 30
    lines = ["d,n", *(f"{day},{n if n < 30 else 0}" for n, day in enumerate(DAYS))]
    assert values(read(write(tmp_path / "a.csv", lines))[1]) == [*range(30), *[0] * 10]
    nothing = ["d,n", *(f"{day}," for day in DAYS)]
    assert values(read(write(tmp_path / "a.csv", nothing))[1]) == [None] * 40


def test_a_control_in_which_nothing_was_counted_is_left_out_and_said(tmp_path):
    lines = ["d,n,x,y", *(f"{day},{n},0,5" for n, day in enumerate(DAYS))]
    series, case = read(write(tmp_path / "a.csv", lines), controls=("x", "y"))
    assert list(case.controls) == ["y"]
    assert [str(said) for said in series.warnings] == ["Control “x” was left out: nothing was counted in it."]


def test_a_control_may_hold_decimals_but_nothing_below_zero(tmp_path):
    lines = ["d,n,x", *(f"{day},{n},{n / 2}" for n, day in enumerate(DAYS))]
    assert read(write(tmp_path / "a.csv", lines), controls=("x",))[1].controls["x"].iloc[1] == 0.5
    with pytest.raises(FileError, match="expected is a number, 0 or more"):
        read(write(tmp_path / "a.csv", [line.replace(",0.5", ",-0.5") for line in lines]), controls=("x",))


def test_a_day_that_is_there_twice_names_both_rows(tmp_path):
    lines = ["d,n", *(f"{day},{n}" for n, day in enumerate(DAYS)), f"{DAYS[3]},9"]
    with pytest.raises(FileError, match="2026-01-04 is there twice, in row 5 and row 42"):
        read(write(tmp_path / "a.csv", lines))


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2026-01-01", "2026-01-04", "2026-01-07"], "after 2026-01-01 comes 2026-01-04"),
        (
            ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-20", "2026-01-27", "2026-02-03"],
            "after 2026-01-19 comes 2026-01-20",
        ),
        (["2026-01-01", "2026-07-01", "2027-01-01"], "after 2026-01-01 comes 2026-07-01"),
        (["2026-01-01"], "one day only"),
    ],
)
def test_rows_without_a_rhythm_name_the_first_gap(tmp_path, days, told):
    with pytest.raises(FileError, match=told):
        read(write(tmp_path / "a.csv", ["d,n", *(f"{day},1" for day in days)]))


def test_a_total_under_the_days_is_named(tmp_path):
    lines = ["d,n", *(f"{day},{n}" for n, day in enumerate(DAYS)), "Total,780"]
    with pytest.raises(FileError, match="row 42, column “d”: “Total”; expected is a day such as"):
        read(write(tmp_path / "a.csv", lines))


def test_a_file_without_days_names_its_columns(tmp_path):
    with pytest.raises(ConfigurationError) as error:
        read(write(tmp_path / "a.csv", ["name,n", "x,1", "y,2"]))
    assert str(error.value) == "No column of a.csv holds days."
    assert str(error.value.hint).endswith("Columns: name, n.")


@pytest.mark.parametrize(
    ("first_row", "grain", "last"),
    [
        ("1969-01", "month", date(1969, 3, 31)),
        ("2026-W01", "week", date(2026, 1, 18)),
        ("2026-01-01", "day", date(2026, 1, 3)),
    ],
)
def test_a_file_without_days_is_told_where_it_begins(tmp_path, first_row, grain, last):
    series, case = read(write(tmp_path / "a.csv", ["row,n", "1,7", "2,8", "3,9"]), first_row=first_row)
    assert (series.rows.grain, series.rows.last, values(case)) == (grain, last, [7, 8, 9])


def test_a_first_row_that_is_no_day_says_what_it_takes(tmp_path):
    with pytest.raises(ConfigurationError, match="--first-row takes a day such as"):
        read(write(tmp_path / "a.csv", ["row,n", "1,7"]), first_row="January")


def test_a_decimal_comma_without_quotation_marks_is_not_shifted_into_the_next_column(tmp_path):
    lines = ["d,n,x", *(f"{day},{n},0,5" for n, day in enumerate(DAYS))]
    with pytest.raises(FileError, match=r"row 2 has more fields \(4\) than the header \(3\)"):
        read(write(tmp_path / "a.csv", lines))
