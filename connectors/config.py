"""Reads ``instroom.toml`` and the secrets into frozen, validated settings; a secret never shows in repr, log or error."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from connectors import disk, tokens
from connectors.errors import N_, ConfigurationError, Said
from connectors.manifest import Manifest
from connectors.source_settings import SECRETS_FILE, Secrets, SourceSettings, read_sources, require_secrets, unknown_key

__all__ = [
    "FILE_NAME",
    "SECRETS_FILE",
    "Config",
    "Organisation",
    "Privacy",
    "Secrets",
    "SideEntrantRule",
    "Site",
    "SourceSettings",
    "demo",
    "home_folder",
    "load",
    "load_or_demo",
    "require_secrets",
    "require_valid",
]

FILE_NAME = "instroom.toml"
DEMO_DATABASE = "sqlite:///instroom-demo.db"

_ID = r"^[a-z0-9][a-z0-9_-]{0,31}$"


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(N_("a time zone such as Europe/Brussels"))
    return name


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Organisation(_Frozen):
    """Whose figures these are. ``id`` leads every key in the database."""

    id: str = Field(pattern=_ID)
    name: str = Field(min_length=1)
    country: Literal["NL", "BE"] = "NL"
    timezone: Annotated[str, AfterValidator(_zone)] = "Europe/Amsterdam"
    language: Literal["nl", "en", "fr"] = "nl"


class Database(_Frozen):
    """Where the figures are kept: SQLite by default, PostgreSQL by address."""

    url: str = Field(default="sqlite:///instroom.db", pattern=r"^(sqlite:///|postgresql\+psycopg://)", repr=False)
    """May hold a password, so it never shows."""


class Site(_Frozen):
    """One place of work; ``holiday_region`` chooses the school holidays."""

    id: str = Field(min_length=1, max_length=32)
    name: str = Field(min_length=1)
    kind: Literal["hospital", "care_home", "home_care", "disability_care", "mental_health", "office", "other"] = (
        "hospital"
    )
    country: Literal["NL", "BE"] = "NL"
    holiday_region: Literal["Noord", "Midden", "Zuid", "Flemish", "French", "German"] | None = None


class Privacy(_Frozen):
    """Small-number thresholds and the retention clock."""

    minimum_cell: int = Field(default=5, ge=5)
    minimum_employees: int = Field(default=10, ge=10)
    retention_days_after_close: int = Field(default=28, ge=0, le=365)
    retention_days_with_consent: int = Field(default=365, ge=0, le=365)


class SideEntrantRule(_Frozen):
    """How a side-entrant is recognised, and which answers in a file mean what."""

    rule: Literal["cbs", "declared"] = "cbs"
    without_age: Literal["unknown", "side_entrant"] = "unknown"
    answers: dict[str, Literal["side_entrant", "returner", "within_care", "other", "unknown"]] = Field(
        default_factory=dict
    )


class _Document(_Frozen):
    organisation: Organisation
    database: Database = Field(default_factory=Database)
    sites: tuple[Site, ...] = Field(default=(), strict=False)
    privacy: Privacy = Field(default_factory=Privacy)
    side_entrant: SideEntrantRule = Field(default_factory=SideEntrantRule)
    sources: dict[str, dict[str, object]] = Field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """Everything that was configured. ``is_demo`` is true when no configuration exists and the demo is shown."""

    home: Path
    organisation: Organisation
    database: Database
    sites: tuple[Site, ...]
    privacy: Privacy
    side_entrant: SideEntrantRule
    sources: Mapping[str, SourceSettings]
    keys: Secrets
    is_demo: bool = False

    @property
    def database_url(self) -> str:
        """The database address; a relative SQLite path is taken from the home folder."""
        url = self.database.url
        path = url.removeprefix("sqlite:///")
        if path in {url, ":memory:"} or Path(path).is_absolute():
            return url
        return f"sqlite:///{self.home / path}"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of reporting days."""
        return ZoneInfo(self.organisation.timezone)


def home_folder(environment: Mapping[str, str]) -> Path:
    """Return ``INSTROOM_HOME``, by default the working directory."""
    return Path(environment.get("INSTROOM_HOME", "") or ".").resolve()


def load(environment: Mapping[str, str]) -> Config:
    """Read the configuration of the home folder; without ``instroom.toml`` there is none and this says so."""
    home = home_folder(environment)
    path = home / FILE_NAME
    if not path.is_file():
        raise ConfigurationError(
            N_("There is no {file} in {folder}."),
            code="configuration.missing",
            hint=N_("Run “instroom init” to make one, or “instroom serve” to look at the demo organisation."),
            file=FILE_NAME,
            folder=str(home),
        )
    document = _validated(_toml(path), path)
    secrets = _secrets_file(home)
    keys = _keys(environment, secrets)

    def secrets_of(manifest: Manifest) -> dict[str, str]:
        stored = tokens.load(home, keys.get("token", ""), manifest.name)
        variables = {name: manifest.variable(name) for name in manifest.secrets}
        found = {n: environment.get(v) or secrets.get(v) or stored.get(n, "") for n, v in variables.items()}
        return {name: value for name, value in found.items() if value}

    return Config(
        home=home,
        organisation=document.organisation,
        database=document.database,
        sites=document.sites,
        privacy=document.privacy,
        side_entrant=document.side_entrant,
        sources=read_sources(document.sources, path, secrets_of),
        keys=keys,
    )


def demo(environment: Mapping[str, str]) -> Config:
    """Return the configuration that shows the demo organisation from a database of its own."""
    return Config(
        home=home_folder(environment),
        organisation=Organisation(
            id="demo", name="Zorggroep Nergensland (fictief)", country="BE", timezone="Europe/Brussels", language="nl"
        ),
        database=Database(url=DEMO_DATABASE),
        sites=(),
        privacy=Privacy(),
        side_entrant=SideEntrantRule(),
        sources={},
        keys=Secrets({}),
        is_demo=True,
    )


def require_valid(text: str, path: Path) -> None:
    """Raise a ConfigurationError when a text could not be the configuration; sources are not looked at."""
    _validated(tomllib.loads(text), path)


def load_or_demo(environment: Mapping[str, str]) -> Config:
    """Return the configuration of the home folder, or the demo's where there is none."""
    exists = (home_folder(environment) / FILE_NAME).is_file()
    return load(environment) if exists else demo(environment)


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            N_("{file} cannot be read: {problem}."), code="configuration.syntax", file=str(path), problem=str(error)
        ) from None
    except OSError as error:
        raise ConfigurationError(
            N_("{file} cannot be read: {problem}."),
            code="configuration.unreadable",
            file=str(path),
            problem=disk.problem(error),
        ) from None


def _validated(raw: dict[str, object], path: Path) -> _Document:
    try:
        return _Document.model_validate(raw)
    except ValidationError as error:
        problems = sorted(error.errors(), key=lambda problem: problem["type"] != "extra_forbidden")
        raise _explained(problems[0], path) from None  # a misspelt key also misses: its misspelling is the cause


def _explained(problem: ErrorDetails, path: Path) -> ConfigurationError:
    where = [str(part) for part in problem["loc"]]
    key, table = (where[-1], ".".join(where[:-1]) or "-") if where else ("-", "-")
    names = {"file": str(path), "table": table, "key": key}
    if problem["type"] == "extra_forbidden":
        known = _known_keys(where[:-1])
        return unknown_key(names, known)
    if problem["type"] == "missing" and len(where) == 1:
        return ConfigurationError(
            N_("{file}: the table [{key}] is missing."), code="configuration.missing_table", **names
        )
    if problem["type"] == "missing":
        return ConfigurationError(
            N_("{file}, table [{table}]: the key “{key}” is missing."), code="configuration.missing_key", **names
        )
    return ConfigurationError(
        N_("{file}, table [{table}], key “{key}”: {found} does not fit; it takes {takes}."),
        code="configuration.type",
        found="…" if names["key"] == "url" else repr(problem["input"])[:60],  # an address may hold a password
        takes=_takes(problem),
        **names,
    )


def _known_keys(table: list[str]) -> list[str]:
    model: type[BaseModel] = _Document
    for part in table:
        if part.isdigit():
            continue
        model = {"sites": Site}.get(part) or _Document.model_fields[part].annotation  # type: ignore[assignment]
    return sorted(model.model_fields)


def _takes(problem: ErrorDetails) -> Said:
    context = problem.get("ctx", {})
    kinds = {
        "string_type": Said(N_("a text in quotes")),
        "int_type": Said(N_("a whole number")),
        "bool_type": Said(N_("true or false")),
        "literal_error": Said(N_("one of {choices}"), {"choices": context.get("expected", "")}),
        "greater_than_equal": Said(N_("a number of at least {low}"), {"low": context.get("ge", "")}),
        "less_than_equal": Said(N_("a number of at most {high}"), {"high": context.get("le", "")}),
        **dict.fromkeys(("dict_type", "model_type"), Said(N_("a table"))),
        "tuple_type": Said(N_("tables such as [[sites]]")),
        "string_too_long": Said(N_("a text of at most {high} characters"), {"high": context.get("max_length", "")}),
        "string_too_short": Said(N_("a text that is not empty")),
        "value_error": Said(str(context.get("error", ""))),
    }
    if problem["type"] == "string_pattern_mismatch":
        last = problem["loc"][-1]
        return Said(
            N_("an address such as sqlite:///instroom.db or postgresql+psycopg://user@host/name")
            if last == "url"
            else N_("a short name of small letters, digits, - and _")
        )
    return kinds.get(problem["type"], Said(problem["msg"]))


def _secrets_file(home: Path) -> dict[str, str]:
    path = home / SECRETS_FILE
    if not path.is_file():
        return {}
    return {key: value for key, value in _toml(path).items() if isinstance(value, str)}


def _keys(environment: Mapping[str, str], secrets: Mapping[str, str]) -> Secrets:
    """Return the organisation's own keys: for pseudonyms and for stored tokens."""
    names = {"pseudonym": "INSTROOM_PSEUDONYM_KEY", "token": "INSTROOM_TOKEN_KEY"}
    found = {name: environment.get(variable) or secrets.get(variable, "") for name, variable in names.items()}
    return Secrets({name: value for name, value in found.items() if value})
