"""What a source says of itself in its ``manifest.toml``: settings, secrets, streams, tables, hosts."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from connectors.errors import N_, Said

SettingType = Literal["text", "integer", "flag", "list", "day", "url"]

TAKES: dict[str, str] = {
    "text": N_("a text in quotes"),
    "integer": N_("a whole number"),
    "flag": N_("true or false"),
    "list": N_('a list of texts, such as ["a", "b"]'),
    "day": N_("a day, such as 2026-03-04"),
    "url": N_("an address that begins with http:// or https://"),
}


_LIMITS = {
    (True, True): N_("a whole number from {low} to {high}"),
    (True, False): N_("a number of at least {low}"),
    (False, True): N_("a number of at most {high}"),
}


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Setting(_Frozen):
    """One key that a source takes in ``instroom.toml``."""

    type: SettingType
    help: str
    required: bool = False
    default: str | int | bool | tuple[str, ...] | date | None = None
    minimum: int | None = None
    maximum: int | None = None

    def problem(self, value: object) -> Said | None:
        """Return what the setting takes if the value does not fit, else None."""
        if not _FITS[self.type](value):
            return Said(TAKES[self.type])
        if self.type == "integer" and isinstance(value, int):
            low, high = self.minimum, self.maximum
            if (low is not None and value < low) or (high is not None and value > high):
                return Said(_LIMITS[low is not None, high is not None], {"low": low, "high": high})
        return None


def _is_url(value: object) -> bool:
    if not isinstance(value, str):
        return False
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


_FITS = {
    "text": lambda value: isinstance(value, str) and bool(value.strip()),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "flag": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list | tuple) and all(isinstance(item, str) and item for item in value),
    "day": lambda value: isinstance(value, date),
    "url": _is_url,
}


class Secret(_Frozen):
    """One secret that a source reads from the environment or the secrets file, never from ``instroom.toml``."""

    help: str
    example: str


class ScopeRule(_Frozen):
    """Other or further scopes: when a setting has this value or, without a value, when it is set at all."""

    setting: str
    value: str | None = None
    scopes: tuple[str, ...]

    def holds(self, settings: Mapping[str, object]) -> bool:
        """Return whether the rule holds for these settings."""
        found = settings.get(self.setting)
        return bool(found) if self.value is None else found == self.value


class OAuth(_Frozen):
    """How an account of this source is connected through the platform's consent page."""

    authorization_setting: str
    token_setting: str
    """The settings with the two addresses."""
    scopes: tuple[str, ...]
    instead: tuple[ScopeRule, ...] = ()
    """The first rule that holds takes the place of ``scopes``."""
    also: tuple[ScopeRule, ...] = ()
    """Every rule that holds adds its scopes."""
    client_id: str
    client_secret: str
    refresh_token: str
    """The names of the three secrets; the consent gives the last."""
    access_token: str = ""
    access_expires_at: str = ""
    refresh_expires_at: str = ""
    """Names of further secrets that the consent gives, for a platform whose tokens end; empty when they are not kept."""
    client_in_form: bool = False
    """The platform wants id and secret in the form, knows no code verifier, and parts the scopes it gave with commas."""
    parameters: dict[str, str] = Field(default_factory=lambda: {"access_type": "offline", "prompt": "consent"})
    """What the address of the consent page takes besides."""
    host: str = "127.0.0.1"
    port: int = 0
    """Where the platform returns to, when it wants to know that address beforehand; 0 is any port."""

    def scopes_for(self, settings: Mapping[str, object]) -> tuple[str, ...]:
        """Return the scopes to ask for with these settings."""
        chosen = next((rule.scopes for rule in self.instead if rule.holds(settings)), self.scopes)
        return (*chosen, *(scope for rule in self.also if rule.holds(settings) for scope in rule.scopes))


class Manifest(_Frozen):
    """A source's own description; README, configuration, status page and contract test read it."""

    name: str
    title: str
    summary: str
    day_zone: str
    stale_after_days: int = Field(gt=0)
    streams: tuple[str, ...]
    tables: tuple[str, ...]
    hosts: tuple[str, ...]
    settings: dict[str, Setting] = Field(default_factory=dict)
    secrets: dict[str, Secret] = Field(default_factory=dict)
    oauth: OAuth | None = None
    needs_one_of: tuple[tuple[str, ...], ...] = ()
    """Groups of secrets; at least one group must be complete."""

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """Read and validate one manifest file."""
        return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))

    def variable(self, secret: str) -> str:
        """Return the environment variable that holds a secret of this source."""
        return f"INSTROOM_{self.name}_{secret}".upper()


@cache
def manifests() -> dict[str, Manifest]:
    """Return every source's manifest by name, in alphabetical order: each folder of the package that has one."""
    import connectors  # noqa: PLC0415  the package itself: its path may be extended with more folders

    found = sorted(path for root in connectors.__path__ for path in Path(root).glob("*/manifest.toml"))
    read = (Manifest.read(path) for path in found)
    return {manifest.name: manifest for manifest in read}
