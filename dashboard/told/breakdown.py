"""Applications told apart: by origin, by measured source, and measured beside self-reported."""

import pandas as pd

from dashboard.analysis.came_in import CameIn
from dashboard.analysis.narrative import origin_sentence, source_sentence
from dashboard.analysis.side_entrants import CLASSES, DEFINITION, LABELS
from dashboard.analysis.suppression import Count
from dashboard.charts.applications import by_origin
from dashboard.charts.sources import by_source, source_name
from dashboard.charts.words import count_text, share_text, signs, tell
from dashboard.i18n import MISSING, _, day
from dashboard.queries.stories import Story
from dashboard.told.card import Card, charted


def source_line(story: Story) -> str:
    """Return where the applications come from, and until when."""
    return _("Applications: own system, until {until}.").format(until=day(story.last_day))


def origins(story: Story) -> Card:
    """Return applications by origin."""
    arrived = _arrived(story)
    chart = by_origin(arrived.origins.classes, tell(origin_sentence(arrived)))
    counts = arrived.origins.classes
    table = pd.DataFrame(
        {
            _("Origin"): [_(LABELS[name]) for name in CLASSES],
            _("Applications"): [count_text(counts[name]) for name in CLASSES],
        }
    )
    shares = _("Side-entrants among known origins: {share}. Origin unknown: {unknown}. In brackets: 90% interval.")
    passport = shares.format(
        share=share_text(arrived.origins.side_entrants), unknown=share_text(arrived.origins.unknown)
    )
    return charted("origins", chart, table, source_line(story), "\n\n".join((tell(DEFINITION), passport, signs())))


def sources(story: Story) -> Card:
    """Return applications by measured source."""
    arrived = _arrived(story)
    chart = by_source(arrived.sources, tell(source_sentence(arrived)))
    table = pd.DataFrame(
        {
            _("Measured source"): [source_name(source) for source in arrived.sources],
            _("Applications"): [count_text(source.count) for source in arrived.sources],
        }
    )
    words = _(
        "The last click before the application, after the source rules. Each application has one measured source."
    )
    return charted("sources", chart, table, source_line(story), f"{words}\n\n{signs()}")


def crossed(story: Story) -> Card:
    """Return measured source beside self-reported source."""
    grid = _arrived(story).crossed
    rows = (_("Measured: this campaign"), _("Measured: another source"), _("Measured: unknown"))
    columns = (_("Answer: this campaign"), _("Answer: something else"), _("No answer"))
    table = {" ": [*rows, _("Total")]}
    for number, column in enumerate(columns):
        table[column] = _texts([*(row[number] for row in grid.cells), grid.column_totals[number]])
    table[_("Total")] = _texts([*grid.row_totals, grid.total])
    note = _(
        "Both are kept as they are. A click tells the last step; an answer tells what people remember. "
        "The rows and columns add up to all applications."
    )
    is_hidden = any(cell.hidden for row in grid.cells for cell in row)
    title = _("Measured source beside the answer to “how did you hear of us”")
    return Card("crossed", title, pd.DataFrame(table), signs() if is_hidden else "", note)


def _arrived(story: Story) -> CameIn:
    assert story.arrived is not None
    return story.arrived


def _texts(counts: list[Count]) -> list[str]:
    return [count_text(count) if count.hidden or count.value is not None else MISSING for count in counts]
