"""The page about channels: figures that are never added, steps, landing pages, what is offline, effort, and fit."""

import json
from datetime import date

import plotly.graph_objects as go
import pytest

from connectors.database import schema
from dashboard import i18n
from tests.dashboard.shows import application_counts, frames, opened, put, texts


def said(test) -> str:
    return texts(test).replace("\\", "")


def table(test, *columns):
    """Return the first table that has these columns."""
    return next(each.value for each in frames(test) if set(columns) <= set(each.value))


def opened_part(part, language, **parameters):
    test = opened("channels", language, part=part, **parameters)
    assert not test.exception
    assert not test.error
    return test


@pytest.mark.story("M1")
@pytest.mark.story("M3")
@pytest.mark.story("M8")
@pytest.mark.story("M10")
@pytest.mark.usefixtures("in_demo")
def test_a_year_of_the_demo_has_every_part_and_figures_counted_differently_have_no_change():
    parts = ("reach", "steps", "landing", "effort", "offline")
    every = {part: opened_part(part, "en", period="2025", compare="year", landing="radio_flyer") for part in parts}
    for test in every.values():
        for element in test.get("plotly_chart"):
            assert go.Figure(json.loads(element.proto.spec)).data
            assert element.proto.alt
    assert [len(test.get("plotly_chart")) for test in every.values()] == [1, 1, 1, 1, 0]
    test = every["reach"]
    reach = table(test, "What counts")
    views = reach[reach["Figure"] == "YouTube Analytics API: views"].iloc[0]
    assert views["Change"] == "– (counted differently from 31 Mar 2025)"
    assert "Counts after the first seconds" in views["What counts"]
    assert views["Days cut in"] == "America/Los_Angeles"
    never = reach[reach["Channel"] == "All channels"].set_index("Figure")["Value"]
    assert never["Impressions of all channels"] == never["Views of all channels"] == "cannot be added"
    assert (never["Cost"], never["Applications"]) == ("€10,799", "2,423")
    assert "YouTube, 31 Mar 2025: YouTube counts every start of a Short as a view from this day." in said(test)
    flyer = table(every["offline"], "Area").set_index("Placement").loc["Flyer in de bus"]
    assert (flyer["Copies"], flyer["Visits by code"], flyer["Counted by hand"], flyer["Cash"]) == (
        "18,000",
        "243",
        "31",
        "€4,800",
    )
    assert (
        "Most hours went into LinkedIn: 41% of all hours, and 9% (8–9%) of the applications are tracked to it."
        in said(every["effort"])
    )
    assert "94% of what was published belongs to no campaign: 127 of 135 posts." in said(every["effort"])
    assert table(every["landing"], "Medium")[["Source", "Visits"]].to_numpy().tolist() == [["qr", "243"]]


@pytest.mark.story("M2")
@pytest.mark.story("M3")
@pytest.mark.story("M9")
@pytest.mark.usefixtures("in_demo")
def test_in_dutch_steps_have_intervals_missing_days_are_no_zeros_and_hours_without_evidence_stand_out():
    test = opened_part("steps", "nl")
    steps = table(test, "Niet gemeten").set_index("Kanaal")
    assert steps.loc["LinkedIn", "Klikken op advertenties"] == "1.308"
    assert steps.loc["LinkedIn", "Gestart van bezoeken"] == "6,4% (5,4–7,6%)"
    assert steps.loc["YouTube", "Sollicitaties in het eigen systeem"] == "…"
    assert steps.loc["YouTube", "Niet gemeten"] == "klikken"
    campaigns = table(test, "Sollicitaties, gemeten", "Tag").set_index("Tag")
    assert campaigns.loc["nergens-beter", ["Bezoeken", "Sollicitaties, gemeten"]].to_list() == ["8.520", "128"]
    test = opened_part("landing", "nl")
    assert (
        "Op 2 dagen is op de site niets gemeten (21-03-2026 t/m 22-03-2026): dat ontbreekt, het is geen nul."
        in said(test)
    )
    days = table(test, "Dag").set_index("Dag")["Bezoeken"]
    assert (days["21-03-2026"], days["01-04-2026"]) == ("niet gemeten", "0")
    test = opened_part("fit", "nl")
    assert "Er ging 118 uur naar LinkedIn, en niemand legde vast hoe we weten dat de groep daar is." in said(test)
    fit = table(test, "Onderbouwing").set_index("Kanaal")
    assert fit.loc["LinkedIn", ["Onderbouwing", "Vanuit de zorg", "Verpleegkundigen"]].to_list() == [
        "geen onderbouwing ⚠",
        "✓ ?",
        "✗",
    ]


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_empty_organisation_is_told_what_to_do(language):
    test = opened("channels", language, landing="x", period="x")
    assert not test.exception
    assert not test.get("plotly_chart")
    with i18n.speaking(language):
        assert i18n._("There are no figures yet.") in texts(test)


def test_a_few_applications_through_a_channel_are_told_nowhere(own):
    few = [(date(2026, 2, 2), 30, "own_site", "", "unknown"), (date(2026, 2, 3), 3, "linkedin", "linkedin", "unknown")]
    put(own, schema.application_daily, *application_counts(*few, (date(2026, 3, 2), 1, "own_site", "", "unknown")))
    parts = {part: opened_part(part, "en", period="1m") for part in ("reach", "steps", "effort", "offline", "fit")}
    steps = table(parts["steps"], "Not measured").set_index("Channel")["Applications in the own system"]
    assert steps.to_dict() == {"LinkedIn": "…", "Own website": "…"}
    assert not any("What counts" in each.value for each in frames(parts["reach"]))
    every = [str(cell) for test in parts.values() for each in frames(test) for cell in each.value.to_numpy().ravel()]
    assert not {"3", "30", "33"} & set(every)


@pytest.mark.story("M9")
def test_with_applications_alone_every_part_says_what_it_needs_and_a_fit_is_written_down(own):
    put(own, schema.application_daily, *application_counts((date(2026, 2, 2), 30, "linkedin", "", "unknown")))
    put(own, schema.application_daily, *application_counts((date(2026, 3, 2), 1, "linkedin", "", "unknown")))
    for part, sentence in {
        "reach": "No channel has figures in this period.",
        "landing": "No visit carries the tag of a campaign yet.",
        "offline": "Nothing outside the internet was out in this period.",
        "effort": "No hours or money are written down in this period.",
        "fit": "Nobody wrote down yet which group is on which channel.",
    }.items():
        assert sentence in said(opened_part(part, "en", landing="nothing", period="1m"))
    steps = opened_part("steps", "en", period="1m")
    assert table(steps, "Not measured").iloc[0][["Channel", "Applications in the own system"]].to_list() == [
        "LinkedIn",
        "30",
    ]
    test = opened_part("fit", "en", period="1m")
    test.selectbox(key="fit-channel").set_value("linkedin")
    test.selectbox(key="fit-audience").set_value("nurse")
    test.text_input(key="fit-evidence").set_value("*Counted* in LinkedIn")
    next(each for each in test.button if each.label == "Write down").click().run()
    assert not test.exception
    assert table(test, "Evidence").iloc[0][["Channel", "Nurses"]].to_list() == ["LinkedIn", "✓ · 0"]
