"""Reports as they are opened again: the numbers of the pages, native charts, and what stands on every page."""

import re
import zipfile
from io import BytesIO

import pytest
from defusedxml import ElementTree
from pptx import Presentation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from dashboard import i18n
from dashboard.exports.report import from_document, to_document
from dashboard.exports.writing import FORMATS, written
from tests.dashboard.exports.conftest import LANGUAGES
from tests.dashboard.shows import frames, opened, texts

BANNER = {
    "nl": "Demo: een fictieve organisatie.",
    "en": "Demo: a fictional organisation.",
    "fr": "Démo : une organisation fictive.",
}
KNOWN = {"nl": "zoals bekend op 29-06-2026", "en": "as known on 29 Jun 2026", "fr": "tel que connu le 29/06/2026"}


def slide_texts(show):
    return [
        "\n".join(
            [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
            + [cell.text for shape in slide.shapes if shape.has_table for row in shape.table.rows for cell in row.cells]
        )
        for slide in show.slides
    ]


def pages(content):
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def said(report):
    return [
        *report.lead,
        *(tile.value for tile in report.tiles),
        *(line for section in report.sections for line in (*section.sentences, *section.points)),
    ]


@pytest.mark.story("D8")
@pytest.mark.story("D2")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_on_a_campaign_has_the_numbers_of_its_page(made, in_reports_demo, language):
    page = opened("campaign", language, campaign="soap")
    here = re.sub(r"\\(.)", r"\1", texts(page))
    report = made("campaign", language)
    by_key = {tile.key: tile for tile in report.tiles}
    for key in ("tracked", "self_reported", "extra", "cash", "full_cost"):
        assert f"### {by_key[key].value}" in here
    assert report.lead[0] in here
    assert by_key["side_entrants"].value.replace("\u00a0", " ") in here.replace("\u00a0", " ")
    extra = report.sections[1]
    assert all(sentence in here for sentence in (*extra.sentences, *extra.points) if ": " not in sentence)
    on_page = {
        tuple(
            tuple(re.sub(r"\\(.)", r"\1", cell) for cell in row)
            for row in frame.value.fillna("–").astype(str).itertuples(index=False, name=None)
        )
        for frame in frames(page)
    }
    equal = {piece.key for piece in report.pieces if piece.table.rows in on_page}
    assert equal >= {
        "expected",
        "quiet",
        "cost",
        "unit-costs",
        "timeline",
        "first-hours",
        "origins",
        "sources",
        "crossed",
    }
    charts = {chart.proto.alt for chart in page.get("plotly_chart")}
    assert all(any(piece.picture.alt in alt for alt in charts) for piece in report.pieces if piece.picture)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_on_all_has_the_numbers_of_the_first_page(made, in_reports_demo, language):
    page = opened("overview", language, period="6m")
    here = re.sub(r"\\(.)", r"\1", texts(page))
    report = made("overview", language)
    metrics = {metric.label: metric.value for metric in page.metric}
    assert {tile.label: tile.value for tile in report.tiles} == metrics
    for tile in report.tiles:
        assert all(line in here for line in tile.beside), tile
    assert all(point.split(": ", 1)[1] in here for point in report.sections[0].points)


@pytest.mark.parametrize(("name", "language"), [("campaign", "nl"), ("overview", "en"), ("overview", "fr")])
def test_every_form_says_whose_it_is_when_known_and_that_it_is_invented(made, name, language):
    report = made(name, language)
    page_texts = pages(written(report, "pdf"))
    for text in (*page_texts, *slide_texts(Presentation(BytesIO(written(report, "pptx"))))):
        assert BANNER[language] in text.replace("\u00a0", " ")
        assert KNOWN[language] in text.replace("\u00a0", " ")
        assert "Zorggroep Nergensland (fictief)" in text
    book = CalamineWorkbook.from_filelike(BytesIO(written(report, "xlsx")))
    for sheet in book.sheet_names:
        first = book.get_sheet_by_name(sheet).to_python()[0][0]
        assert first.replace("\u00a0", " ").startswith(BANNER[language])
    page = written(report, "html").decode("utf-8")
    assert f'<html lang="{language}">' in page
    assert BANNER[language] in page.replace("\u00a0", " ")
    assert KNOWN[language] in page


@pytest.mark.story("D8")
def test_the_dossier_has_six_parts_on_four_pages_at_most_with_the_numbers_of_the_dashboard(made):
    for language in LANGUAGES:
        report = made("dossier", language)
        paper = pages(written(report, "pdf"))
        assert len(paper) <= 4
        assert [tile.value for tile in report.tiles] == [tile.value for tile in made("campaign", language).tiles]
    nl = made("dossier")
    assert [section.heading for section in nl.sections] == [
        "Doel",
        "Aanpak",
        "Kosten",
        "Resultaten",
        "Onzekerheid",
        "Lessen",
    ]
    paper = pages(written(nl, "pdf"))
    assert all(f"pagina {number} van {len(paper)}" in text for number, text in enumerate(paper, start=1))
    assert "dankzij" not in " ".join(paper).lower()


def test_paper_holds_the_signs_of_our_languages_and_is_a4(made):
    reader = PdfReader(BytesIO(written(made("overview", "fr"), "pdf")))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    text = "".join(page.extract_text() for page in reader.pages)
    assert "€" in text
    assert "é" in text
    assert len(reader.pages) <= 3


def test_charts_of_slides_are_native_and_have_alt_texts(made):
    report = made("campaign")
    show = Presentation(BytesIO(written(report, "pptx")))
    frames = [shape for slide in show.slides for shape in slide.shapes if shape.has_chart]
    descriptions = {frame._element.nvGraphicFramePr.cNvPr.get("descr") for frame in frames}
    drawn = [piece for piece in report.pieces if piece.picture is not None]
    assert {piece.picture.alt for piece in drawn} <= descriptions
    assert len(frames) == len(drawn) + 1  # views and applications are two fields
    origins = next(frame.chart for frame in frames if frame.name == "chart-origins")
    piece = next(piece for piece in report.pieces if piece.key == "origins")
    assert [i18n_number(value) for value in origins.plots[0].series[0].values] == [row[1] for row in piece.table.rows]
    assert list(origins.plots[0].categories) == [row[0] for row in piece.table.rows]


def i18n_number(value):
    with i18n.speaking("nl"):
        return i18n.number(value)


def test_lines_of_slides_run_through_and_no_number_in_a_table_is_broken(made):
    show = Presentation(BytesIO(written(made("overview"), "pptx")))
    shapes = [shape for slide in show.slides for shape in slide.shapes]
    lines = {shape.name: list(shape.chart.plots[0].series) for shape in shapes if shape.has_chart}
    assert len(lines) >= 4
    for some in lines.values():
        assert all(None not in each.values for each in some if len(some) > 1), some
    key_figures = max((shape.table for shape in shapes if shape.has_table), key=lambda table: len(table.columns))
    assert key_figures.columns[1].width.inches > 0.7  # “72.470” at 11 points
    assert key_figures.columns[3].width.inches > 0.9  # “Vergeleken”


def test_charts_of_sheets_are_native_and_numbers_can_be_reckoned_with(made):
    report = made("campaign")
    content = written(report, "xlsx")
    with zipfile.ZipFile(BytesIO(content)) as book:
        charts = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
        drawings = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/drawings/drawing")]
    assert len(charts) == sum(piece.picture is not None for piece in report.pieces) + 1
    assert all('descr="' in drawing for drawing in drawings)
    origins = next(piece for piece in report.pieces if piece.key == "origins")
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheet = next(name for name in book.sheet_names if origins.title.startswith(name))
    values = {row[0]: row[1] for row in book.get_sheet_by_name(sheet).to_python()}
    assert {row[0]: i18n_number(values[row[0]]) for row in origins.table.rows} == dict(origins.table.rows)


def test_a_page_of_html_opens_without_a_connection(made):
    page = written(made("campaign"), "html").decode("utf-8")
    shown, _scripts = re.subn(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.search(r'(src|href)="', shown)
    assert "default-src 'none'" in shown
    assert page.count("Plotly.newPlot") >= 1
    body = re.sub(r"<(meta|br)[^>]*>", "", shown.split("<!DOCTYPE html>", 1)[1])
    ElementTree.fromstring(body.replace("&nbsp;", " "))  # every mark is closed
    assert shown.count('role="img"') == sum(bool(piece.figure) for piece in made("campaign").pieces)


@pytest.mark.parametrize("name", ["campaign", "dossier", "overview"])
def test_a_kept_report_is_read_again_as_it_was_and_written_the_same(made, name):
    report = made(name)
    again = from_document(to_document(report))
    assert again == report
    for form in FORMATS:
        assert written(again, form) == written(report, form)


def test_a_document_of_another_version_is_refused():
    with pytest.raises(ValueError, match="version"):
        from_document('{"version": 99, "report": {}}')
