"""The first page on one sheet: always one, in every language, with everything that the page promises."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from connectors.errors import Said
from dashboard import i18n
from dashboard.analysis.labour_market import Published
from dashboard.analysis.periods import Period
from dashboard.analysis.surroundings import Happening
from dashboard.exports.one_page import Sheet, one_page
from tests.dashboard.analysis.test_overview import FACTS, LAST, applicants, page
from tests.dashboard.applicants import told

SHEET = Sheet(
    "Zorggroep Nergensland (fictief)", "en", "Europe/Brussels", datetime(2026, 1, 15, 9, tzinfo=UTC), is_demo=True
)
CARE = Published(
    "care_vacancies", "Zeeland", "", Period(date(2025, 7, 1), date(2025, 9, 30)), 1.4, "thousands", "CBS", True
)


@pytest.fixture(scope="module")
def whole():
    busy = {date(2025, month, 1): 300 for month in (10, 11, 12)}
    return page(told(applicants(busy), date(2024, 1, 1), LAST), replace(FACTS, context=(CARE,)))


def read(content):
    found = PdfReader(BytesIO(content))
    return found, " ".join(" ".join(each.extract_text() for each in found.pages).split())


@pytest.mark.story("D1")
def test_everything_stands_on_one_sheet_of_a4(whole):
    i18n.use("en")
    paper, said = read(one_page(whole, SHEET))
    assert len(paper.pages) == 1
    assert [round(float(side)) for side in paper.pages[0].mediabox[2:]] == [595, 842]
    for part in (
        "Demo: a fictional organisation",
        "Oct 2025 to Dec 2025, beside Jul 2025 to Sept 2025",
        "What changed. Applications went up from 360 to 900",
        "Target 2025: 2,000. After 12 of 12 months: 1,980, 99% of it.",
        "Result: up",
        "€10.22",
        "Own hours: 100 × €39.00 = €3,900.",
        "Q3 2025: 1.4 thousand vacancies in care in Zeeland",
        "provisional",
        "until 14 Jan 2026",
    ):
        assert part in said, part


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_page_with_very_much_to_say_is_drawn_smaller_and_stays_one_sheet(whole, language):
    much = Said("word " * 900)
    happened = tuple(Happening(str(n), "event", "A long title " * 12, whole.selection.period, 1.0) for n in range(30))
    full = replace(whole, sentences=replace(whole.sentences, why=much, unknown=much), happened=happened)
    with i18n.speaking(language):
        paper, said = read(one_page(full, replace(SHEET, language=language)))
    assert len(paper.pages) == 1
    assert "Nergensland" in said


def test_a_page_without_figures_is_a_sheet_as_well():
    i18n.use("nl")
    nothing = page(told([], None, None), replace(FACTS, until=None))
    paper, said = read(one_page(nothing, replace(SHEET, is_demo=False)))
    assert len(paper.pages) == 1
    assert "Demo" not in said
