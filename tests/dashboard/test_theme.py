"""The palette holds for every reader and on both pages; marks and bands stand where they belong."""

from datetime import date
from itertools import combinations

import numpy as np
import pytest

from dashboard import i18n
from dashboard.charts import theme, timeline

# Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
PALETTES = [(theme.LIGHT, theme.LIGHT_GREY, theme.LIGHT_PAGE), (theme.DARK, theme.DARK_GREY, theme.DARK_PAGE)]


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    scaled = XYZ @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    x, y, z = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(XYZ[1] @ linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("colours", "grey", "page"), PALETTES)
def test_every_colour_stands_out_from_the_page(colours, grey, page):
    assert {colour: contrast(colour, page) for colour in (*colours, grey) if contrast(colour, page) < 3} == {}


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
def test_any_two_colours_stay_apart_for_colour_blind_readers(colours, sight):
    seen = {colour: lab(SIGHT[sight] @ linear(colour)) for colour in colours}
    distances = {pair: float(np.linalg.norm(seen[pair[0]] - seen[pair[1]])) for pair in combinations(colours, 2)}
    assert {pair: round(distance) for pair, distance in distances.items() if distance < 12} == {}


def test_a_thing_has_one_colour_symbol_dash_and_pattern():
    assert (theme.colour("youtube"), theme.symbol("youtube"), theme.dash("youtube"), theme.pattern("youtube")) == (
        theme.VERMILLION,
        "square",
        "dash",
        "/",
    )


def test_an_unknown_thing_is_grey():
    assert theme.colour("fax") == theme.GREY


def test_a_thing_keeps_its_colour_when_a_filter_hides_others():
    everything = ["soap", "vlog", "open-day"]
    assert theme.colours_of(everything)["vlog"] == theme.VERMILLION
    assert [theme.colours_of(everything)[one] for one in ("vlog",)] == [theme.VERMILLION]


def test_the_shared_layout_keeps_what_a_chart_does_not_change():
    figure = theme.figure([], yaxis={"title": {"text": "Applications"}})
    assert figure.layout.yaxis.title.text == "Applications"
    assert figure.layout.yaxis.rangemode == "tozero"


def test_the_dark_twin_of_a_figure_has_the_dark_colours_everywhere():
    figure = theme.figure([{"type": "bar", "x": ["a"], "y": [1], "marker": {"color": theme.BLUE}}])
    figure.add_annotation(text="a", font={"color": theme.GREY})
    dark = theme.for_background(figure, dark=True)
    assert dark.data[0].marker.color == theme.DARK[0]
    assert dark.layout.annotations[0].font.color == theme.DARK_GREY
    assert theme.for_background(figure, dark=False) is figure


def test_bands_marks_breaks_and_holidays_stand_behind_the_lines():
    backdrop = timeline.Backdrop(
        campaigns=[timeline.Span("Soap", date(2026, 1, 10), date(2026, 1, 20))],
        episodes=[
            timeline.Mark("1", "Episode 1", date(2026, 1, 10)),
            timeline.Mark("2", "Episode 2", date(2026, 1, 17)),
        ],
        breaks=[timeline.Mark("!", "Views are counted anew", date(2026, 1, 15))],
        holidays=[timeline.Span("Kerst", date(2025, 12, 22), date(2026, 1, 4))],
        incomplete_from=date(2026, 1, 30),
        last_day=date(2026, 1, 31),
    )
    with i18n.speaking("en"):
        figure = timeline.figure([], backdrop)
    shapes = [(shape.type, str(shape.x0), str(shape.x1)) for shape in figure.layout.shapes]
    assert shapes == [
        ("rect", "2025-12-21 12:00:00", "2026-01-04 12:00:00"),
        ("rect", "2026-01-09 12:00:00", "2026-01-20 12:00:00"),
        ("rect", "2026-01-29 12:00:00", "2026-01-31 12:00:00"),
        ("line", "2026-01-10", "2026-01-10"),
        ("line", "2026-01-17", "2026-01-17"),
        ("line", "2026-01-15", "2026-01-15"),
    ]
    assert {shape.layer for shape in figure.layout.shapes} == {"below"}
    hatched, starts, episodes, breaks = figure.data
    assert (hatched.fillpattern.shape, list(hatched.x)[1:3]) == ("/", ["2026-01-29 12:00:00", "2026-01-31 12:00:00"])
    assert list(starts.hovertext) == ["Soap: 10 Jan 2026 to 20 Jan 2026"]
    assert list(episodes.hovertext) == ["Episode 1", "Episode 2"]
    assert list(breaks.hovertext) == ["Views are counted anew"]
    assert {(trace.showlegend, trace.meta) for trace in figure.data} == {(False, timeline.BEHIND)}


def test_a_campaign_without_an_end_runs_to_the_end_of_the_chart():
    backdrop = timeline.Backdrop(campaigns=[timeline.Span("Soap", date(2026, 1, 10))], last_day=date(2026, 1, 31))
    figure = timeline.figure([], backdrop)
    assert str(figure.layout.shapes[0].x1) == "2026-01-31 12:00:00"


def test_an_empty_backdrop_draws_nothing():
    figure = timeline.figure([], timeline.Backdrop())
    assert (len(figure.layout.shapes), len(figure.data)) == (0, 0)


def test_the_axis_runs_over_the_figures_and_no_label_stretches_it():
    weeks = {
        "type": "bar",
        "x": ["2026-01-05 00:00", "2026-01-12 00:00"],
        "y": [1, 2],
        "offset": 0,
        "width": [6 * 864e5] * 2,
    }
    backdrop = timeline.Backdrop(
        campaigns=[timeline.Span("A long name of a campaign", date(2026, 1, 10))], last_day=date(2026, 1, 14)
    )
    figure = timeline.figure([weeks], backdrop)
    assert list(figure.layout.xaxis.range) == ["2026-01-04 12:00:00", "2026-01-18 12:00:00"]


def named(*campaigns: timeline.Span) -> tuple[object, dict[str, tuple[float, str]]]:
    figure = timeline.figure([], timeline.Backdrop(campaigns=campaigns, last_day=date(2026, 1, 31)))
    return figure, {label.text: (label.yshift, label.xanchor) for label in figure.layout.annotations}


def test_names_of_campaigns_stand_above_the_chart_and_make_room_for_themselves():
    one, two = timeline.Span("A long name (soap)", date(2026, 1, 10)), timeline.Span("Another", date(2026, 1, 12))
    figure, names = named(one, two)
    assert names == {"A long name": (0, "left"), "Another": (14, "left")}
    assert figure.layout.margin.t == theme.TOP + 28


def test_a_name_that_would_run_out_of_the_chart_ends_at_its_edge():
    _figure, names = named(timeline.Span("Early", date(2026, 1, 1)), timeline.Span("A late one", date(2026, 1, 30)))
    assert names == {"Early": (0, "left"), "A late one": (0, "right")}


def test_many_campaigns_are_a_letter_each_and_named_in_the_list():
    some = [timeline.Span(f"A campaign, number {number}", date(2026, 1, 1 + number)) for number in range(8)]
    figure, names = named(*some)
    assert len([name for name in names if len(name) > 1]) == 2
    listed = [(label, title) for label, _kind, title, _first, _last in figure.layout.meta["behind"]]
    assert [title for _label, title in listed] == [span.title for span in some]
    assert [label for label, _title in listed] == ["", "", "A", "B", "C", "D", "E", "F"]
    rows = {row for row, _anchor in names.values()}
    assert rows <= {0, 14, 28}


def test_episodes_close_to_each_other_share_one_label():
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 20)]
    marks = [timeline.Mark(str(place), f"Episode {place}", day) for place, day in enumerate(days, start=1)]
    backdrop = timeline.Backdrop(episodes=marks, campaigns=[timeline.Span("", date(2025, 10, 1), date(2026, 1, 31))])
    figure = timeline.figure([], backdrop)
    assert [label.text for label in figure.layout.annotations] == ["1", "3"]
    assert list(figure.data[0].hovertext) == ["Episode 1", "Episode 2", "Episode 3"]
