"""Words, numbers and dates in Dutch and in English."""

import math
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from connectors.errors import Said
from dashboard import i18n
from dashboard.analysis.figures import Money, Number, Percentage
from dashboard.analysis.suppression import count
from dashboard.charts.plotly_words import plotly_locale
from dashboard.i18n import ago, day, day_range, moment, money, number, percent, say, speaking, use

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _dutch():
    with speaking("nl"):
        yield


GLOSSARY = {
    "Applications": ("Sollicitaties", "Candidatures"),
    "Side-entrants": ("Zij-instromers", "Personnes en reconversion"),
    "Returner": ("Herintreder", "Personne qui réintègre le secteur"),
    "Hires": ("Aannames", "Engagements"),
    "Offer": ("Aanbod", "Proposition d'engagement"),
    "Interview": ("Gesprek", "Entretien"),
    "Screening": ("Voorselectie", "Présélection"),
    "Withdrawn": ("Teruggetrokken", "Désistement"),
    "Impressions": ("Vertoningen", "Impressions"),
    "Views": ("Weergaven", "Vues"),
    "Reach": ("Bereik", "Portée"),
    "Mentions": ("Vermeldingen", "Mentions"),
    "Tone": ("Toon", "Tonalité"),
    "Time to fill": ("Tijd tot invulling", "Délai de pourvoi du poste"),
    "Time to hire": ("Tijd tot aanname", "Délai d'engagement"),
    "Cost per application": ("Kosten per sollicitatie", "Coût par candidature"),
    "Full cost": ("Integrale kosten", "Coût complet"),
    "Own hours": ("Eigen uren", "Heures internes"),
    "Turnover": ("Verloop", "Rotation du personnel"),
    "Audience": ("Doelgroep", "Groupe cible"),
    "Open day": ("Open dag", "Journée portes ouvertes"),
}


@pytest.mark.story("X1")
def test_the_words_of_the_field_are_those_of_the_glossary():
    spoken = {}
    for place, language in enumerate(("nl", "fr")):
        with speaking(language):
            spoken[language] = {term: i18n._(term) for term in GLOSSARY}
        assert spoken[language] == {term: words[place] for term, words in GLOSSARY.items()}


@pytest.mark.story("X1")
@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("fr", ["1 234 567,9", "1 235", "12,3 %", "1 234 €", "1 234,50 €", "04/03/2026"]),
        ("nl", ["1.234.567,9", "1.235", "12,3%", "€ 1.234", "€ 1.234,50", "04-03-2026"]),
        ("en", ["1,234,567.9", "1,235", "12.3%", "€1,234", "€1,234.50", "4 Mar 2026"]),
    ],
)
def test_the_same_figures_are_written_as_the_language_does(language, written):
    with speaking(language):
        said = [
            number(1234567.89, 1),
            number(1234.5001),
            percent(0.1234, 1),
            money(1234.4, "EUR"),
            money(1234.5, "EUR", 2),
            day(date(2026, 3, 4)),
        ]
    assert [text.replace("\xa0", " ").replace("\u202f", " ") for text in said] == written


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA, pd.NaT])
def test_what_is_missing_is_a_dash_and_never_zero(missing):
    assert {number(missing), percent(missing), money(missing, "EUR"), day(missing), ago(missing, NOON)} == {"–"}
    assert moment(missing, "Europe/Brussels") == "–"
    assert day_range(None, None) == "–"


def test_zero_is_zero():
    assert (number(0), percent(0.0)) == ("0", "0%")


@pytest.mark.story("X4")
def test_a_moment_is_written_in_the_zone_that_is_asked_for():
    assert moment(NOON, "Europe/Brussels") == "04-03-2026 13:00"
    assert moment(NOON, "America/Los_Angeles") == "04-03-2026 04:00"


def test_how_long_ago_is_said_in_words():
    assert ago(datetime(2026, 3, 2, 12, 0, tzinfo=UTC), NOON) == "2 dagen geleden"
    with speaking("en"):
        assert ago(datetime(2026, 3, 2, 12, 0, tzinfo=UTC), NOON) == "2 days ago"


def test_a_period_of_one_day_is_that_day():
    with speaking("en"):
        assert day_range(date(2026, 3, 4), date(2026, 3, 4)) == "4 Mar 2026"
        assert day_range(date(2026, 3, 4), date(2026, 3, 5)) == "4 Mar 2026 to 5 Mar 2026"
        assert day_range(None, date(2026, 3, 5)) == "until 5 Mar 2026"
        assert day_range(date(2026, 3, 4), None) == "from 4 Mar 2026"


def test_a_sentence_writes_its_values_in_the_language_of_the_page():
    values = {
        "few": 404,
        "year": 2026,
        "many": 1234567,
        "half": 2.5,
        "day": "2026-03-04",
        "no_day": "2026-13-77",
        "date": date(2026, 3, 4),
        "yes": True,
        "none": None,
        "number": Number(1234.5, 1),
        "share": Percentage(0.256),
        "money": Money(1500, "EUR"),
        "count": count(1200),
        "hidden": count(3),
        "inner": Said("of {n}", {"n": 12000}),
    }
    text = say(Said(" | ".join(f"{{{name}}}" for name in values), values)).replace("\xa0", " ")
    assert text == (
        "404 | 2026 | 1.234.567 | 2,5 | 04-03-2026 | 2026-13-77 | 04-03-2026 | True | – | "
        "1.234,5 | 26% | € 1.500 | 1.200 | < 5 | of 12.000"
    )


def test_a_place_without_a_value_does_not_break_the_page():
    assert say(Said("{known} and {unknown}", {"known": "a"})) == "a and …"


def test_a_text_without_places_may_hold_braces():
    assert say(Said("a {b} c")) == "a {b} c"


def test_a_text_that_is_not_translated_stays_as_it_is():
    assert i18n._("no such text 7f3a") == "no such text 7f3a"
    assert i18n._("") == ""


def test_singular_and_plural_follow_the_count():
    with speaking("en"):
        assert i18n.ngettext("{n} row 7f3a", "{n} rows 7f3a", 1) == "{n} row 7f3a"
        assert i18n.ngettext("{n} row 7f3a", "{n} rows 7f3a", 2) == "{n} rows 7f3a"


def test_an_unknown_language_is_refused():
    with pytest.raises(KeyError):
        use("xx")


def test_a_language_for_a_while_gives_the_earlier_one_back():
    with speaking("en"):
        assert i18n.language() == "en"
    assert i18n.language() == "nl"


def test_plotly_writes_dutch_months_and_decimals():
    nl = plotly_locale()["locales"]["nl"]["format"]
    assert (nl["months"][4], nl["shortMonths"][2], nl["days"][0], nl["decimal"], nl["thousands"]) == (
        "mei",
        "mrt",
        "zondag",
        ",",
        ".",
    )
    assert (nl["dayMonth"], nl["dayMonthYear"]) == ("%-d %b", "%-d %b %Y")


def test_a_catalogue_is_read_from_its_po_file(tmp_path, monkeypatch):
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "day"\nmsgstr "dag"\n\n'
    text += 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} dag"\nmsgstr[1] "{n} dagen"\n'
    (folder / "messages.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(i18n, "_FOLDER", tmp_path)
    i18n._catalogue.cache_clear()
    try:
        assert (i18n._("day"), i18n.ngettext("{n} day", "{n} days", 3)) == ("dag", "{n} dagen")
    finally:
        i18n._catalogue.cache_clear()
