"""Runs sources side by side: one run row each, cursor and data move together, one failure stops no other."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime

from sqlalchemy import Engine

from connectors.base import SyncResult
from connectors.config import Config, SourceSettings, require_secrets
from connectors.database.engine import writing
from connectors.errors import N_, ConfigurationError
from connectors.landing import settle
from connectors.manifest import manifests
from connectors.one_run import Order, Progress, Run

__all__ = ["Order", "Progress", "run"]

AT_ONCE = 4
"""Sources that run at the same time: they wait for answers most of the time, and the database takes one writer."""


def run(
    engine: Engine, config: Config, order: Order, now: datetime, progress: Progress | None = None
) -> list[SyncResult]:
    """Run the sources that were asked for, by default all that are enabled, side by side; results in their order.

    Raises a ConfigurationError when none can run at all; what goes wrong inside a source becomes part of its result.
    """
    chosen = _chosen(config, order.sources)
    if order.from_dir is None:
        _require_any_secrets(chosen)
    with writing(engine) as connection:
        settle(connection, config.organisation, config.sites)
    each = [Run(engine, config, settings, order, now, progress) for settings in chosen]
    if len(each) == 1:
        return [each[0].go()]
    with ThreadPoolExecutor(min(AT_ONCE, len(each)), thread_name_prefix="source") as workers:
        going = [workers.submit(copy_context().run, one.go) for one in each]  # each speaks the language of who asked
        return [one.result() for one in going]


def _chosen(config: Config, names: Sequence[str]) -> list[SourceSettings]:
    unknown = [name for name in names if name not in config.sources]
    if unknown:
        raise ConfigurationError(
            N_("There is no source “{name}”."),
            code="configuration.unknown_source",
            hint=N_("Sources: {known}."),
            name=unknown[0],
            known=", ".join(sorted(config.sources)),
        )
    wanted = [config.sources[name] for name in names] or list(config.sources.values())
    enabled = [settings for settings in wanted if settings.enabled]
    idle = [settings.name for settings in wanted if not settings.enabled]
    if not enabled or (names and idle):
        raise ConfigurationError(
            N_("No source is enabled.") if not names else N_("The source “{name}” is not enabled."),
            code="configuration.not_enabled",
            hint=N_("Set enabled = true under [sources.{name}] in instroom.toml."),
            name=idle[0] if idle else "",
        )
    return enabled


def _require_any_secrets(chosen: Sequence[SourceSettings]) -> None:
    """Raise when not one of the sources has the secrets it needs; where some have, the others' runs will say so."""
    problems = []
    for settings in chosen:
        try:
            require_secrets(manifests()[settings.name], settings)
        except ConfigurationError as problem:
            problems.append(problem)
    if len(problems) == len(chosen):
        raise problems[0]
