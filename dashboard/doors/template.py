"""The ``instroom.toml`` that ``instroom init`` writes: every key with what it means, taken from where it is defined."""

import json
import secrets
from datetime import date

from connectors.manifest import Manifest, Setting, manifests
from dashboard.i18n import _

_GENERAL = """\
# {title}
# {secrets_note}

[organisation]
id = {id}            # {id_note}
name = {name}
country = "NL"               # NL, BE
timezone = "Europe/Amsterdam"  # {zone_note}
language = "nl"              # nl, en, fr

[database]
url = "sqlite:///instroom.db"  # {url_note}

# {sites_note}
# [[sites]]
# id = "BE"
# name = "AZ Sint-Nergens"
# kind = "hospital"          # hospital, care_home, home_care, disability_care, mental_health, office, other
# country = "BE"
# holiday_region = "Flemish" # Noord, Midden, Zuid; Flemish, French, German

[privacy]
minimum_cell = 5             # {cell_note}
minimum_employees = 10       # {employees_note}
retention_days_after_close = 28   # {retention_note}
retention_days_with_consent = 365

[side_entrant]
rule = "cbs"                 # {rule_note}
without_age = "unknown"      # {age_note}

[side_entrant.answers]       # {answers_note}
# "zij-instromer" = "side_entrant"
"""


def configuration_text(organisation_id: str, name: str) -> str:
    """Return the text of a new configuration in the language of the command."""
    general = _GENERAL.format(
        title=_("Settings of Instroom. Each key stands here with its default; what follows # explains it."),
        secrets_note=_("Secrets never stand here: they come from the environment or from .streamlit/secrets.toml."),
        id=_quoted(organisation_id or "organisatie"),
        name=_quoted(name or "Mijn organisatie"),
        id_note=_("leads every key in the database: choose it once"),
        zone_note=_("reporting days are cut here"),
        url_note=_("or postgresql+psycopg://user@host/name"),
        sites_note=_("One table for each place of work; the region chooses the school holidays."),
        cell_note=_("fewer applicants than this are never shown; not below 5"),
        employees_note=_("the same for employees; not below 10"),
        retention_note=_("days after a procedure before applications become counts"),
        rule_note=_("cbs: over 25 and never employed in care; declared: the applicant's own answer"),
        age_note=_("what someone is who never worked in care and whose age group is unknown: unknown or side_entrant"),
        answers_note=_("which answers in your files mean what: side_entrant, returner, within_care, other, unknown"),
    )
    return general + "".join(_source_text(manifest) for manifest in manifests().values())


def _source_text(manifest: Manifest) -> str:
    lines = ["", f"[sources.{manifest.name}]  # {_(manifest.summary)}", "enabled = false"]
    for key, setting in manifest.settings.items():
        mark = "" if setting.default is not None and not setting.required else "# "
        lines.append(f"{mark}{key} = {_value(setting)}  # {_(setting.help)}")
    for name, secret in manifest.secrets.items():
        lines.append(f"# {manifest.variable(name)}: {_(secret.help)}")
    return "\n".join(lines) + "\n"


def _value(setting: Setting) -> str:
    examples = {
        "text": '"…"',
        "list": '["…"]',
        "day": "2026-01-01",
        "url": '"https://…"',
        "integer": "1",
        "flag": "false",
    }
    if setting.default is None:
        return examples[setting.type]
    if isinstance(setting.default, date):
        return setting.default.isoformat()
    return json.dumps(setting.default, ensure_ascii=False)


def secrets_text() -> str:
    """Return a new secrets file with two fresh keys of 32 random bytes."""
    note = _("Keys of this organisation. Keep a copy in a safe place, never beside a copy of the database.")
    pseudonym, token = secrets.token_hex(32), secrets.token_hex(32)
    return f'# {note}\nINSTROOM_PSEUDONYM_KEY = "{pseudonym}"\nINSTROOM_TOKEN_KEY = "{token}"\n'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
