"""One look for every figure: a fixed colour per thing, a second channel beside it, and the layout all charts share.

Six colours from the Okabe-Ito family without its yellow, darkened or lightened until each has a contrast of 3 to 1 with the
page and any two stay apart for colour-blind readers; the tests measure both. Figures are made with the light list;
:func:`for_background` turns a finished figure into its dark twin.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape

import plotly.graph_objects as go

LIGHT = ("#005A96", "#D05A00", "#00936B", "#B5508F", "#3D9BDA", "#6B4E00")
DARK = ("#4A86F0", "#F08038", "#2CD493", "#D184C4", "#C6EAFB", "#7A6F3A")
LIGHT_GREY, DARK_GREY = "#767676", "#9A9FA8"
LIGHT_PAGE, DARK_PAGE = "#FFFFFF", "#14181F"
LIGHT_INK, DARK_INK = "#262730", "#FAFAFA"
BLUE, VERMILLION, GREEN, PURPLE, SKY, BROWN = LIGHT
GREY = LIGHT_GREY

SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
PATTERNS = ("", "/", ".", "x", "\\", "+")

COLOURS: Mapping[str, str] = {
    # what is counted
    "applications": BLUE,
    "views": VERMILLION,
    "watch_minutes": BROWN,
    "engaged_views": SKY,
    "visits": GREEN,
    "mentions": PURPLE,
    "tone": BROWN,
    "cash": BLUE,
    "hours": SKY,
    # the three lenses
    "tracked": BLUE,
    "self_reported": VERMILLION,
    "modelled": GREEN,
    # who applies
    "side_entrant": GREEN,
    "returner": PURPLE,
    "within_care": BLUE,
    "other": SKY,
    "others": BLUE,
    "unknown": GREY,
    # how long it takes
    "time_to_hire": GREEN,
    "days_open": BLUE,
    "time_to_fill": VERMILLION,
    # platforms
    "youtube": VERMILLION,
    "linkedin": BLUE,
    "website": GREEN,
    "facebook": SKY,
    "instagram": PURPLE,
    "google_reviews": BROWN,
    "news": GREY,
    # how people speak
    "positive": GREEN,
    "neutral": GREY,
    "negative": VERMILLION,
    # strategies of a source
    "campaign": VERMILLION,
    "own_site": GREEN,
    "job_board": BLUE,
    "social": SKY,
    "referral": PURPLE,
    "agency": BROWN,
    "school": BROWN,
    "event": PURPLE,
    "offline": SKY,
    # what is drawn behind the lines
    "band": PURPLE,
    "episode": PURPLE,
    "happening": BROWN,
    "vacancy_wave": SKY,
    "break": GREY,
    "holiday": GREY,
    "expected": GREY,
}
NO_TEMPLATE: Mapping[str, object] = {}
"""Without it Plotly adds its own look to every figure, several times as large as the figure."""
HEIGHT = 360
TOP = 38


def colour(thing: str) -> str:
    """Return the light colour of a thing by its code; a thing without one is grey."""
    return COLOURS.get(thing, GREY)


def place(thing: str) -> int:
    """Return the place of a thing's colour in the lists: its symbol, dash and pattern stand at the same place."""
    light = colour(thing)
    return LIGHT.index(light) if light in LIGHT else 0


def symbol(thing: str) -> str:
    """Return the marker of a thing: the second channel beside its colour."""
    return SYMBOLS[place(thing)]


def dash(thing: str) -> str:
    """Return the line style of a thing."""
    return DASHES[place(thing)]


def pattern(thing: str) -> str:
    """Return the fill pattern of a thing's bars."""
    return PATTERNS[place(thing)]


def colours_of(things: Sequence[str]) -> dict[str, str]:
    """Return a colour for each thing of an open list (campaigns, series) by its place in the *full* list.

    Give the full list also when a filter shows a part of it, so that a thing keeps its colour.
    """
    return {thing: COLOURS.get(thing) or LIGHT[number % len(LIGHT)] for number, thing in enumerate(things)}


def layout(**more: object) -> dict[str, object]:
    """Return the layout that charts share; the title stands above the chart, in the page, not in it."""
    shared: dict[str, object] = {
        "height": HEIGHT,
        "margin": {"l": 8, "r": 8, "t": TOP, "b": 8},
        "legend": {"orientation": "h", "yref": "container", "yanchor": "top", "y": 1, "xanchor": "left", "x": 0},
        "hovermode": "x unified",
        "bargap": 0.15,
        "xaxis": {"showgrid": False, "automargin": True},
        "yaxis": {"rangemode": "tozero", "automargin": True, "zeroline": True},
    }
    return _merged(shared, more)


def figure(traces: Sequence[Mapping[str, object]], **more: object) -> go.Figure:
    """Return a figure of traces given as plain dicts, with the shared layout and whatever is added to it.

    Plotly would look at every value again on every run of a page, which takes most of the time; a test does it instead.
    """
    shared = {"template": NO_TEMPLATE, **layout(**more)}
    return go.Figure({"data": [dict(trace) for trace in traces], "layout": shared}, _validate=False)


def named(names: Sequence[str]) -> dict[str, object]:
    """Return an axis of cells with a name each; a name may hold line breaks."""
    texts = [escape(name, quote=False).replace("\n", "<br>") for name in names]
    look = {"zeroline": False, "showgrid": False, "fixedrange": True, "ticks": ""}
    return {"tickvals": list(range(len(names))), "ticktext": texts, **look}


def _merged(base: Mapping[str, object], more: Mapping[str, object]) -> dict[str, object]:
    result = dict(base)
    for key, value in more.items():
        known = result.get(key)
        both = isinstance(known, Mapping) and isinstance(value, Mapping)
        result[key] = _merged(known, value) if both else value  # type: ignore[arg-type]
    return result


_TWINS = {**dict(zip(LIGHT, DARK, strict=True)), LIGHT_GREY: DARK_GREY, LIGHT_PAGE: DARK_PAGE}


def for_background(drawn: go.Figure, *, dark: bool) -> go.Figure:
    """Return the figure with the colours of the dark list, or as it is for a light page."""
    if not dark:
        return drawn
    text = drawn.to_json()
    for light, twin in _TWINS.items():
        text = text.replace(f'"{light}"', f'"{twin}"')
    return go.Figure(json.loads(text), _validate=False)
