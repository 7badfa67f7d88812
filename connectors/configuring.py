"""Changes what is configured of one source, as a person would in a text editor: comments and order stay, nothing is half written."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomlkit
from filelock import FileLock
from tomlkit import TOMLDocument
from tomlkit.items import Table

from connectors import disk
from connectors.config import FILE_NAME, SECRETS_FILE, require_valid
from connectors.errors import N_, ConfigurationError
from connectors.manifest import Manifest
from connectors.source_settings import read_sources

_OWNER_ONLY = 0o600


def configure_source(
    home: Path, manifest: Manifest, settings: Mapping[str, object], secrets: Mapping[str, str], *, enabled: bool
) -> None:
    """Write the settings and secrets of a source into ``instroom.toml`` and the secrets file of a home folder.

    A setting that is None goes back to its default; a secret that is empty stays what it is. Raises a ConfigurationError that
    names the key, before anything is written.
    """
    with FileLock(home / ".instroom.lock"):
        path, secret_path = home / FILE_NAME, home / SECRETS_FILE
        document, kept = _read(path), _read(secret_path)
        _change(document, manifest, settings, enabled=enabled)
        given = {manifest.variable(name): value.strip() for name, value in secrets.items() if value.strip()}
        for variable, value in given.items():
            kept[variable] = value
        text = tomlkit.dumps(document)
        _require_usable(text, path)
        if given:
            _replace(secret_path, tomlkit.dumps(kept), _OWNER_ONLY)
        _replace(path, text, _mode(path))


def _read(path: Path) -> TOMLDocument:
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8")) if path.is_file() else tomlkit.document()
    except (tomlkit.exceptions.ParseError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            N_("{file} cannot be read: {problem}."), code="configuration.syntax", file=str(path), problem=str(error)
        ) from None


def _change(document: TOMLDocument, manifest: Manifest, settings: Mapping[str, object], *, enabled: bool) -> None:
    table = _table(_table(document, "sources", is_super_table=True), manifest.name)
    table["enabled"] = enabled
    for key, value in settings.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = value


def _table(parent: TOMLDocument | Table, name: str, *, is_super_table: bool = False) -> Table:
    if name not in parent:
        parent.add(name, tomlkit.table(is_super_table=is_super_table))
    found = parent[name]
    assert isinstance(found, Table)
    return found


def _require_usable(text: str, path: Path) -> None:
    require_valid(text, path)
    read_sources(tomllib.loads(text)["sources"], path, lambda _manifest: {})


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777 if path.is_file() else _OWNER_ONLY


def _replace(path: Path, text: str, mode: int) -> None:
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w", encoding="utf-8") as file:
            file.write(text)
        fresh.replace(path)
    except OSError as error:
        raise ConfigurationError(
            N_("{file} cannot be written: {problem}."),
            code="configuration.unwritable",
            hint=N_("Change it with a text editor, or give the user of the dashboard the right to write it."),
            file=str(path),
            problem=disk.problem(error),
        ) from None
    finally:
        fresh.unlink(missing_ok=True)
