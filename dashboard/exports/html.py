"""A report as one page of HTML that opens without a connection: charts that answer to the mouse, tables beside them."""

import json
from collections.abc import Iterator
from html import escape

from plotly.offline import get_plotlyjs

from dashboard.charts.plotly_words import plotly_config
from dashboard.exports import wording
from dashboard.exports.report import Piece, Report, Section, Table, Tile
from dashboard.i18n import _

_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:"
)
_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", Verdana, sans-serif; color: #22262E; background: #FFF;
  margin: 0 auto; max-width: 60rem; padding: 1rem 1.25rem 3rem; }
h1 { line-height: 1.2; margin: .6rem 0 .2rem; } h2 { margin-top: 2.2rem; border-bottom: 1px solid #D5D8DD; }
h3 { font-size: 1.05rem; margin: 0 0 .3rem; } .quiet { color: #5B616B; font-size: .9rem; }
.demo, .warning { border-left: 4px solid #005A96; background: #EEF4F9; padding: .5rem .8rem; margin: .6rem 0; }
.warning { border-color: #D05A00; background: #FDF1E7; } .lead { font-size: 1.15rem; font-weight: 600; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .7rem; padding: 0; margin: 1rem 0; }
.tile { border: 1px solid #D5D8DD; border-radius: .5rem; padding: .6rem .8rem; list-style: none; }
.tile b { display: block; font-size: 1.6rem; } .tile p { margin: 0; }
article { border: 1px solid #D5D8DD; border-radius: .5rem; padding: .8rem 1rem; margin: 1rem 0; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #E6E8EB; vertical-align: top; }
summary { cursor: pointer; } footer { margin-top: 3rem; border-top: 1px solid #D5D8DD; }
@media print { body { max-width: none; font-size: 11px; } article, .tile { break-inside: avoid; } @page { size: A4; } }
"""


def html(report: Report) -> bytes:
    """Return the page, in the language of the report."""
    charts = [piece for piece in report.pieces if piece.figure]
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(report.language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(report.title)} · Instroom</title><style>{_STYLE}</style>",
        f"<script>{get_plotlyjs()}</script>" if charts else "",
        "</head><body>",
        *_head(report),
        *(part for section in report.sections for part in _section(section)),
        *_foot(report),
        _script(charts) if charts else "",
        "</body></html>",
    ]
    return "\n".join(part for part in parts if part).encode("utf-8")


def _head(report: Report) -> Iterator[str]:
    if report.is_demo:
        yield f'<p class="demo">{escape(wording.demo_said())}</p>'
    yield f"<header><h1>{escape(report.title)}</h1>"
    if report.subtitle:
        yield f"<p>{escape(report.subtitle)}</p>"
    yield f'<p class="quiet">{escape(wording.about(report))}</p></header><main>'
    for said in report.warnings:
        yield f'<p class="warning">{escape(said)}</p>'
    for said in report.lead:
        yield f'<p class="lead">{escape(said)}</p>'
    if report.tiles:
        yield f'<ul class="tiles">{"".join(map(_tile, report.tiles))}</ul>'


def _tile(tile: Tile) -> str:
    beside = "".join(f'<p class="quiet">{escape(said)}</p>' for said in tile.beside)
    more = (
        f'<details class="quiet"><summary>{escape(_("Definition"))}</summary>{_paragraphs(tile.definition)}</details>'
    )
    return f'<li class="tile"><p>{escape(tile.label)}</p><b>{escape(tile.value)}</b>{beside}{more if tile.definition else ""}</li>'


def _section(section: Section) -> Iterator[str]:
    yield f"<section><h2>{escape(section.heading)}</h2>"
    yield from (f"<p>{escape(said)}</p>" for said in section.sentences)
    if section.points:
        yield "<ul>" + "".join(f"<li>{escape(said)}</li>" for said in section.points) + "</ul>"
    for piece in section.pieces:
        yield from _piece(piece)
    yield from (f'<p class="quiet">{escape(said)}</p>' for said in section.notes)
    yield "</section>"


def _piece(piece: Piece) -> Iterator[str]:
    yield f'<article id="{escape(piece.key)}"><h3>{escape(piece.title)}</h3>'
    if piece.figure:
        alt = piece.picture.alt if piece.picture else piece.title
        yield f'<div id="chart-{escape(piece.key)}" role="img" aria-label="{escape(alt)}"></div>'
        yield f"<details><summary>{escape(_('Table behind this chart'))}</summary>{_table(piece.table)}</details>"
    else:
        yield _table(piece.table)
    if piece.source_line:
        yield f'<p class="quiet">{escape(piece.source_line)}</p>'
    if piece.passport:
        words = escape(_("Definition"))
        yield f'<details class="quiet"><summary>{words}</summary>{_paragraphs(piece.passport)}</details>'
    yield "</article>"


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in table.headings)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _foot(report: Report) -> Iterator[str]:
    yield f"</main><footer><h2>{escape(_('Sources'))}</h2><ul>"
    yield from (f"<li>{escape(said)}</li>" for said in report.sources)
    yield f'</ul><p class="quiet">{escape(wording.footer(report))}</p></footer>'


def _script(charts: list[Piece]) -> str:
    """Return the script that draws the charts; a text of a chart cannot end it."""
    drawn = {f"chart-{piece.key}": json.loads(piece.figure) for piece in charts}
    config = plotly_config()
    told = json.dumps({"charts": drawn, "config": config}, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f"<script>const told = {told};\nfor (const [id, figure] of Object.entries(told.charts)) "
        "Plotly.newPlot(id, figure.data, figure.layout, told.config);</script>"
    )
