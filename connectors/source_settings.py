"""The settings and secrets of one source, validated against its manifest; a secret never shows in repr, log or error."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from connectors.errors import N_, ConfigurationError, Said
from connectors.manifest import Manifest, manifests

SECRETS_FILE = ".streamlit/secrets.toml"


class Secrets(Mapping[str, str]):
    """The secrets of one source by name; neither repr nor str shows a value."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = dict(values)

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        """Return the names only."""
        return f"Secrets({', '.join(sorted(self._values))})"


@dataclass(frozen=True)
class SourceSettings:
    """The validated settings and secrets of one source; settings that are not given have the manifest's default."""

    name: str
    enabled: bool
    values: Mapping[str, object] = field(repr=False)
    secrets: Secrets

    def text(self, key: str) -> str:
        """Return a text setting, empty if it is not set."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int:
        """Return a whole-number setting."""
        value = self.values[key]
        assert isinstance(value, int)
        return value

    def flag(self, key: str) -> bool:
        """Return a true-or-false setting."""
        return self.values.get(key) is True

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list-of-texts setting, empty if it is not set."""
        value = self.values.get(key) or ()
        assert isinstance(value, list | tuple)
        return tuple(value)


def unknown_key(names: Mapping[str, str], known: list[str]) -> ConfigurationError:
    """Return the error for a key that nothing reads, with the nearest known one."""
    near = get_close_matches(names["key"], known, n=1)
    hint = N_("Did you mean “{near}”?") if near else N_("Known keys: {known}.")
    return ConfigurationError(
        N_("{file}, table [{table}]: the key “{key}” is not known."),
        code="configuration.unknown_key",
        hint=hint,
        near=near[0] if near else "",
        known=", ".join(known),
        **names,
    )


SecretsOf = Callable[[Manifest], Mapping[str, str]]
"""Gives the secrets that are set for a source."""


def read_sources(
    tables: Mapping[str, Mapping[str, object]], path: Path, secrets_of: SecretsOf
) -> dict[str, SourceSettings]:
    """Validate the ``[sources.*]`` tables against the manifests; a source without a table is there, not enabled."""
    known = manifests()
    for name in tables:
        if name not in known:
            raise unknown_key({"file": str(path), "table": "sources", "key": name}, sorted(known))
    return {
        name: _source(manifest, dict(tables.get(name, {})), path, Secrets(secrets_of(manifest)))
        for name, manifest in known.items()
    }


def _source(manifest: Manifest, table: dict[str, object], path: Path, secrets: Secrets) -> SourceSettings:
    names = {"file": str(path), "table": f"sources.{manifest.name}"}
    enabled = table.pop("enabled", False)
    if not isinstance(enabled, bool):
        raise _wrong_type({**names, "key": "enabled"}, enabled, Said(N_("true or false")))
    for key, value in table.items():
        setting = manifest.settings.get(key)
        if setting is None:
            raise unknown_key({**names, "key": key}, sorted(["enabled", *manifest.settings]))
        problem = setting.problem(value)
        if problem:
            shown = "…" if setting.type == "url" else value  # an address may hold a password
            raise _wrong_type({**names, "key": key}, shown, problem)
    missing = [key for key, setting in manifest.settings.items() if setting.required and key not in table]
    if enabled and missing:
        raise ConfigurationError(
            N_("{file}, table [{table}]: the key “{key}” is missing."),
            code="configuration.missing_key",
            key=missing[0],
            **names,
        )
    defaults = {key: setting.default for key, setting in manifest.settings.items()}
    return SourceSettings(manifest.name, enabled, {**defaults, **table}, secrets)


def _wrong_type(names: Mapping[str, str], value: object, takes: Said) -> ConfigurationError:
    return ConfigurationError(
        N_("{file}, table [{table}], key “{key}”: {found} does not fit; it takes {takes}."),
        code="configuration.type",
        found=value if value == "…" else repr(value)[:60],
        takes=takes,
        **names,
    )


def require_secrets(manifest: Manifest, settings: SourceSettings) -> None:
    """Raise a ConfigurationError that names the variables if no group of needed secrets is complete."""
    groups = manifest.needs_one_of
    if not groups or any(all(name in settings.secrets for name in group) for group in groups):
        return
    wanted = [" + ".join(manifest.variable(name) for name in group) for group in groups]
    raise ConfigurationError(
        N_("{title} needs a secret that is not set: {wanted}."),
        code="configuration.missing_secret",
        hint=N_("Set it in the environment or in {file}; several choices are separated by |."),
        title=manifest.title,
        wanted=" | ".join(wanted),
        file=SECRETS_FILE,
    )
