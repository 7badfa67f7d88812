"""Connecting a source from its page: settings and secrets are written, and that it was done is noted; a secret never is."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine

from connectors.config import Config
from connectors.configuring import configure_source
from connectors.database.engine import writing
from connectors.manifest import manifests
from dashboard.actions.audit import record
from dashboard.actions.campaigns import refuse_demo


def connect(
    engine: Engine,
    config: Config,
    source: str,
    settings: Mapping[str, object],
    secrets: Mapping[str, str],
    *,
    enabled: bool,
    actor: str,
    at: datetime,
) -> None:
    """Store what a person filled in for a source; the audit line holds the names of what was given, no value of a secret.

    Raises a ConfigurationError that names the key that does not fit, DemoIsFixed in the demo organisation; then nothing is
    written.
    """
    organisation_id = config.organisation.id
    with writing(engine) as connection:
        refuse_demo(connection, organisation_id)
        given = sorted(name for name, value in secrets.items() if value.strip())
        detail = json.dumps({"enabled": enabled, "settings": sorted(settings), "secrets": given})
        record(connection, organisation_id, at, actor=actor, action="source.connect", subject=source, detail=detail)
        configure_source(config.home, manifests()[source], settings, secrets, enabled=enabled)
