"""What the applications of each measured source led to; sources are not ranked, their intervals are shown."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.analysis.faring_words import rate_sentence
from dashboard.analysis.quality import TOGETHER, SourceQuality
from dashboard.analysis.suppression import Count, Mark
from dashboard.charts.funnel import Dots, has_dots, intervals, share_dot
from dashboard.charts.words import count_text, tell
from dashboard.i18n import _
from dashboard.views.sections.definitions import definitions
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card


def quality(found: Sequence[SourceQuality], names: Mapping[str, str], source_line: str) -> None:
    """Show hires per measured source with their interval; ``names`` gives each source its name."""
    st.subheader(_("What each source led to"))
    labels = [_label(each, names) for each in found]
    some = [Dots(_("Hired"), "applications", [share_dot(each.hire_rate, 1) for each in found])]
    title, table = tell(rate_sentence(found)), _table(labels, found)
    passports = definitions("hire_rate", "qualified_share", notes=_notes(found))
    if has_dots(some):
        unit = _("Hired, of all applications") if _is_folded(found) else _("Hired, of closed applications")
        chart_card(intervals(labels, some, title, unit=unit, share=True), table, source_line, passports, key="quality")
    else:
        table_card(title, table, source_line, passports, key="quality")
    st.caption(" ".join((_together(found, names), _early_leave(found))).strip())


def _label(each: SourceQuality, names: Mapping[str, str]) -> str:
    if each.source_id == TOGETHER:
        return _("Smaller sources together")
    return _name(each.source_id, names)


def _name(source_id: str, names: Mapping[str, str]) -> str:
    return _(names.get(source_id, source_id)) if source_id else _("Unknown")


def _table(labels: Sequence[str], sources: Sequence[SourceQuality]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Measured source"): list(labels),
            _("Applications"): [count_text(each.funnel.applied) for each in sources],
            _("Qualified"): [share_dot(each.qualified).text for each in sources],
            _("Hired"): [share_dot(each.hire_rate, 1).text for each in sources],
            _("Left early"): [_known(each.early_leave) for each in sources],
        }
    )


def _known(count: Count) -> str:
    return _("not known") if count.mark is Mark.MISSING else count_text(count)


def _together(sources: Sequence[SourceQuality], names: Mapping[str, str]) -> str:
    small = [_name(source, names) for each in sources if each.source_id == TOGETHER for source in each.sources]
    return _("Smaller sources together: {names}.").format(names=plain(", ".join(small))) if small else ""


def _early_leave(sources: Sequence[SourceQuality]) -> str:
    reasons = " ".join(dict.fromkeys(tell(each.early_leave_reason) for each in sources))
    return f"**{_('Left early')}.** {reasons}"


def _notes(sources: Sequence[SourceQuality]) -> tuple[str, ...]:
    words = _(
        "The last click before the application, after the source rules. Each application has one measured source."
    )
    return (
        (words, _("Open applications stay in the base here: how many there are of each group is not told."))
        if _is_folded(sources)
        else (words,)
    )


def _is_folded(sources: Sequence[SourceQuality]) -> bool:
    return any(each.funnel.over == "all" for each in sources)
