"""What the ways to tell applications apart are called, and what is in them."""

from collections.abc import Callable

from dashboard import data
from dashboard.analysis.side_entrants import LABELS
from dashboard.charts.labels import function_group
from dashboard.charts.words import STRATEGIES
from dashboard.i18n import _
from dashboard.queries.applications import sources
from dashboard.queries.workplaces import site_names


def way_names() -> dict[str, str]:
    """Return the ways to tell applications apart, by their code."""
    return {
        "month": _("Month"),
        "week": _("Week"),
        "day": _("Day"),
        "source": _("Measured source"),
        "strategy": _("Kind of measured source"),
        "self_reported": _("Self-reported source"),
        "audience": _("Origin"),
        "function_group": _("Function group"),
        "site": _("Site"),
        "vacancy": _("Vacancy"),
    }


def named(way: str) -> Callable[[str], str]:
    """Return how the categories of a way are called by their code; the empty code is unknown."""
    names = _names(way)

    def name(code: str) -> str:
        return names.get(code) or (_("unknown") if not code else function_group(code))

    return name


def _names(way: str) -> dict[str, str]:
    if way in {"source", "self_reported"}:
        known = data.load(sources)
        rows = known[["source_id", "name", "status"]].itertuples(index=False)
        return {row.source_id: _source_name(row.name, row.status) for row in rows if row.name}
    if way == "site":
        return data.load(site_names)
    codes = {"strategy": STRATEGIES, "audience": LABELS}.get(way, {})
    return {code: _(name) for code, name in codes.items()}


def _source_name(name: str, status: str) -> str:
    return _("{name} (new)").format(name=_(name)) if status == "new" else _(name)
