"""``status``: how fresh and how healthy every source is, and how many applications have a known source."""

import click

from connectors.database.engine import reading
from connectors.manifest import manifests
from dashboard.analysis.suppression import count
from dashboard.doors import house
from dashboard.doors.output import json_option, write_json
from dashboard.i18n import _, day, ngettext, percent, say
from dashboard.queries.freshness import Coverage, SourceHealth, coverage, source_health
from dashboard.queries.organisation import shown


@click.command()
@json_option
def status(*, as_json: bool) -> None:
    """Show the freshness and health of every source, and the match rate."""
    config = house.configured_or_demo()
    with reading(house.database(config)) as connection:
        organisation = shown(connection, config)
        moment = min(filter(None, (house.now(), organisation.frozen_at)))
        enabled = None if config.is_demo else [name for name, each in config.sources.items() if each.enabled]
        health = source_health(connection, organisation.id, moment, manifests(), enabled)
        known = coverage(connection, organisation.id)
    if as_json:
        write_json({"sources": [_as_json(source) for source in health], "coverage": _coverage(known)})
        return
    titles = {source.source: _(source.title) for source in health}
    width = max(map(len, titles.values()))
    for source in health:
        until = _("until {day}").format(day=day(source.until))
        click.echo(f"{titles[source.source]:{width}} {source.status:12} {until}  {_said(source)}".rstrip())
    _tell_coverage(known)


def _tell_coverage(known: Coverage) -> None:
    """Tell how many applications there are and of how many where they came from is known; a few are never told."""
    names = {
        "applications": _("Applications"),
        "source_known": _("Source known"),
        "self_reported_known": _("Self-reported"),
        "side_entrant_known": _("Side-entrant known"),
    }
    width = max(map(len, names.values()))
    for key, number in _coverage(known).items():
        shown_number = count(number)
        is_part = known.applications and key != "applications" and not shown_number.hidden
        share = percent(number / known.applications) if is_part else ""
        click.echo(f"{names[key]:{width}} {shown_number.text:>8} {share}".rstrip())


def _said(source: SourceHealth) -> str:
    """Return what a person should know of a source: why it failed, and what waits."""
    waits = ngettext(
        "{count} message waits to be looked at.", "{count} messages wait to be looked at.", source.waiting
    ).format(count=source.waiting)
    return " ".join([*([say(source.error.text)] if source.error else []), *([waits] if source.waiting else [])])


def _as_json(source: SourceHealth) -> dict[str, object]:
    return {
        "source": source.source,
        "status": source.status,
        "last_success": source.last_success,
        "until": source.until,
        "age_days": source.age_days,
        "stale": source.stale,
        "waiting": source.waiting,
        "error": _error(source),
    }


def _error(source: SourceHealth) -> dict[str, str] | None:
    if source.error is None:
        return None
    return {"code": source.error.code, "message": say(source.error.text), "hint": say(source.error.hint)}


def _coverage(known: Coverage) -> dict[str, int]:
    return {
        "applications": known.applications,
        "source_known": known.source_known,
        "self_reported_known": known.self_reported_known,
        "side_entrant_known": known.side_entrant_known,
    }
