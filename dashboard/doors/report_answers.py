"""What ``report`` does: makes the report, writes it beside the target and puts it there, keeps a copy where asked."""

from pathlib import Path

import click
from sqlalchemy import Engine

from connectors.config import Config
from connectors.database.engine import reading
from dashboard.actions import report_copies
from dashboard.doors import house
from dashboard.doors.output import whole_or_nothing, write_json
from dashboard.exports.keeping import keep_copy
from dashboard.exports.ordering import Home, Made, Order, make
from dashboard.exports.writing import written
from dashboard.i18n import _, day
from dashboard.queries.organisation import shown

_ACTOR = "administrator"


def answer(order: Order, target: Path, form: str, *, keep: bool, as_json: bool) -> None:
    """Make the report, write it, and say where it stands and when its figures were known."""
    config = house.configured_or_demo()
    engine = house.database(config)
    try:
        home, made = _made(engine, config, order)
        content = written(made.report, form)
        whole_or_nothing(target, lambda fresh: fresh.write_bytes(content))
        allowed = [each.source for each in made.in_the_way]
        subject = order.campaign or "overview"
        report_copies.written_out(engine, home.organisation.id, subject, form, allowed, actor=_ACTOR, at=house.now())
        kept = keep_copy(engine, home.organisation.id, made.report, actor=_ACTOR, at=house.now()) if keep else None
    finally:
        engine.dispose()
    if as_json:
        write_json(_document(made, target, form, kept))
        return
    click.echo(_("{file}, as known on {day}").format(file=target, day=day(made.report.known_on)))
    for said in made.report.warnings:
        click.echo(said, err=True)
    if kept:
        click.echo(_("Kept as {code}.").format(code=kept))


def _made(engine: Engine, config: Config, order: Order) -> tuple[Home, Made]:
    with reading(engine) as connection:
        mine = shown(connection, config)
        now = min(filter(None, (house.now(), mine.frozen_at)))
        enabled = None if config.is_demo else [name for name, each in config.sources.items() if each.enabled]
        home = Home(mine, now, enabled, (config.privacy.minimum_cell, config.privacy.minimum_employees))
        return home, make(connection, home, order)


def _document(made: Made, target: Path, form: str, kept: str | None) -> dict[str, object]:
    stale = [{"source": each.source, "until": each.until, "age_days": each.age_days} for each in made.in_the_way]
    document: dict[str, object] = {
        "file": str(target),
        "format": form,
        "known_on": made.report.known_on,
        "stale": stale,
    }
    return {**document, "kept": kept} if kept else document
