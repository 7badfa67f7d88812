"""What holds for every source folder; a new source is one folder and one test folder, and no line here changes.

The test folder of a source (``tests/connectors/<name>``) has tests, and ``at_work.py``: a source that answers.
"""

import ast
import importlib
import json
import logging
import re
import tomllib
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

import connectors
from connectors import config
from connectors.database.engine import reading
from connectors.database.schema import metadata
from connectors.database.upgrade import check
from connectors.errors import ConfigurationError
from connectors.manifest import manifests
from connectors.registry import connector, folder
from connectors.source_settings import require_secrets
from connectors.sync import Order, run

ROOT = Path(connectors.__path__[0]).parent
NAMES = sorted(manifests())
FOLDERS = sorted(
    path.parent.name
    for path in (ROOT / "connectors").glob("*/__init__.py")
    if path.parent.name not in {"database", "inflow"}
)
SECTIONS = ["What it gives", "Connect", "Settings", "Secrets", "What it cannot do"]
HOUSE = {"organisation", "site", "sync_run", "sync_cursor", "quota_use", "alembic_version", "dim_day"}
FOLLOW = {"application": {"application_daily"}, "vacancy": {"vacancy_identity"}}
"""What landing writes by itself beside a table."""
KEYS = {
    "INSTROOM_PSEUDONYM_KEY": "invented-key-for-pseudonyms-of-the-tests",
    "INSTROOM_TOKEN_KEY": "invented-token-key",
}
MINIMAL = '[organisation]\nid = "nergens"\nname = "Zorggroep Nergensland (fictief)"\ntimezone = "Europe/Brussels"\n'

each_source = pytest.mark.parametrize("name", NAMES)


# --- What a source says of itself ----------------------------------------------------------------------------------------


@each_source
def test_the_manifest_is_complete(name):
    manifest = manifests()[name]
    assert re.fullmatch(r"[a-z][a-z0-9_]*", manifest.name)
    assert manifest.title
    assert manifest.summary.endswith(".")
    assert manifest.streams
    assert manifest.hosts
    assert ZoneInfo(manifest.day_zone)


@each_source
def test_every_setting_and_secret_is_explained_and_its_default_fits(name):
    manifest = manifests()[name]
    for setting in manifest.settings.values():
        assert setting.help.endswith(".")
        if setting.default is not None:
            assert setting.problem(setting.default) is None
            assert not setting.required
    for secret in manifest.secrets.values():
        assert secret.help.endswith(".")
        assert secret.example


@each_source
def test_the_secrets_that_are_needed_are_declared(name):
    manifest = manifests()[name]
    needed = {secret for group in manifest.needs_one_of for secret in group}
    assert needed <= set(manifest.secrets)
    if manifest.oauth:
        connects = {manifest.oauth.client_id, manifest.oauth.client_secret, manifest.oauth.refresh_token}
        assert connects <= set(manifest.secrets)
        assert manifest.oauth.token_setting in manifest.settings


@each_source
def test_the_tables_it_fills_are_in_the_schema(name):
    assert set(manifests()[name].tables) <= set(metadata.tables)


@each_source
def test_the_example_of_the_secrets_file_names_its_secrets(name):
    manifest = manifests()[name]
    example = (ROOT / ".streamlit" / "secrets.example.toml").read_text(encoding="utf-8")
    named = set(tomllib.loads(example))
    assert {manifest.variable(secret) for secret in manifest.secrets} <= named


# --- Its README ----------------------------------------------------------------------------------------------------------


def _readme(name):
    return (folder(name) / "README.md").read_text(encoding="utf-8")


def _rows(readme, section):
    part = readme.split(f"## {section}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _shown(default):
    if default is None:
        return ""
    if isinstance(default, date):
        return f"`{default}`"
    return f"`{json.dumps(list(default) if isinstance(default, tuple) else default, ensure_ascii=False)}`"


@each_source
def test_the_readme_has_the_sections_that_a_person_looks_for(name):
    titles = re.findall(r"^## (.+)$", _readme(name), flags=re.MULTILINE)
    assert [title for title in titles if title in SECTIONS] == SECTIONS


@each_source
def test_the_settings_table_of_the_readme_is_the_manifest(name):
    expected = [
        [f"`{key}`", setting.type + (", required" if setting.required else ""), _shown(setting.default), setting.help]
        for key, setting in manifests()[name].settings.items()
    ]
    assert _rows(_readme(name), "Settings") == expected


@each_source
def test_the_secrets_table_of_the_readme_is_the_manifest(name):
    manifest = manifests()[name]
    expected = [[f"`{manifest.variable(key)}`", secret.help] for key, secret in manifest.secrets.items()]
    assert _rows(_readme(name), "Secrets") == expected


@pytest.mark.parametrize("name", FOLDERS)
def test_every_folder_has_a_readme_and_tests(name):
    assert len(_text(ROOT / "connectors" / name / "README.md")) > 200
    assert list((ROOT / "tests" / "connectors" / name).glob("test_*.py")) != []


def _text(path):
    return path.read_text(encoding="utf-8") if path.is_file() else ""


# --- Its code ------------------------------------------------------------------------------------------------------------


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("name", FOLDERS)
def test_no_source_folder_imports_another_or_the_dashboard(name):
    others = tuple(f"connectors.{other}." for other in FOLDERS if other != name)
    found = [
        f"{path.name}: {imported}"
        for path in (ROOT / "connectors" / name).rglob("*.py")
        for imported in _imports(path)
        if f"{imported}.".startswith((*others, "dashboard."))
    ]
    assert found == []


@pytest.mark.parametrize("name", FOLDERS)
def test_a_source_folder_reads_no_environment_and_opens_no_database(name):
    closed = ("os.environ", "os.getenv", "connectors.database.engine.open_engine", "sqlite3", "psycopg")
    found = [
        f"{path.name}: {imported}"
        for path in (ROOT / "connectors" / name).rglob("*.py")
        for imported in _imports(path)
        if imported.startswith(closed)
    ]
    assert found == []


@each_source
def test_the_package_can_be_pulled(name):
    assert callable(connector(name).pull)


# --- At work -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def at_work(name):
    """Give the source's look-alike; a source without one fails here."""
    module = importlib.import_module(f"tests.connectors.{name}.at_work")
    with module.at_work() as working:
        yield working


@pytest.fixture
def configured(name, at_work, home, environment):
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in at_work.settings.items())
    text = f"{MINIMAL}[sources.{name}]\nenabled = true\n{lines}"
    (home / config.FILE_NAME).write_text(text, encoding="utf-8")
    variables = {manifests()[name].variable(secret): value for secret, value in at_work.secrets.items()}
    return config.load({**environment, **KEYS, **variables})


def _counts(engine):
    with reading(engine) as connection:
        rows = {
            table: connection.execute(select(func.count()).select_from(metadata.tables[table]))
            for table in metadata.tables
        }
        return {table: count for table, found in rows.items() if (count := found.scalar_one())}


@each_source
def test_a_run_fills_the_tables_of_the_manifest_and_a_second_one_changes_nothing(name, at_work, configured, engine):
    (first,) = run(engine, configured, Order((name,)), at_work.now)
    assert (first.status, first.error) == ("ok", None)
    assert first.rows_written > 0
    assert first.requests > 0
    counts = _counts(engine)
    tables = set(manifests()[name].tables)
    follow = {target.name for table in tables for target in metadata.tables[table].info.get("rollups", {}).values()}
    follow |= {target for table in tables for target in FOLLOW.get(table, ())}
    assert set(counts) - HOUSE <= tables | follow

    (second,) = run(engine, configured, Order((name,)), at_work.now)
    assert (second.status, second.rows_written) == ("ok", 0)
    assert _counts(engine) == {**counts, "sync_run": counts["sync_run"] + 1}
    assert check(engine) == []


@each_source
def test_a_saved_run_plays_back_without_the_source(name, at_work, configured, sqlite_engine, tmp_path):
    saved = tmp_path / "answers"
    run(sqlite_engine, configured, Order((name,), save_raw=saved), at_work.now)
    (played,) = run(sqlite_engine, configured, Order((name,), from_dir=saved), at_work.now)
    assert (played.status, played.rows_written, played.requests) == ("ok", 0, 0)
    everything = "".join(path.read_text(encoding="utf-8") for path in saved.rglob("*.json"))
    assert everything
    assert [secret for secret in at_work.secrets.values() if secret in everything] == []


@each_source
def test_no_secret_shows_in_a_repr_a_log_or_a_stored_row(name, at_work, configured, sqlite_engine, caplog):
    caplog.set_level(logging.DEBUG)
    results = run(sqlite_engine, configured, Order((name,)), at_work.now)
    with reading(sqlite_engine) as connection:
        stored = str(
            [connection.execute(select(table)).all() for table in metadata.sorted_tables if table.name != "dim_day"]
        )
    shown = f"{configured!r} {configured.sources[name]!r} {results!r} {caplog.text} {stored}"
    assert [secret for secret in at_work.secrets.values() if secret in shown] == []


@each_source
@pytest.mark.usefixtures("configured")
def test_without_its_secrets_it_names_the_variables(name, environment):
    manifest = manifests()[name]
    if not manifest.needs_one_of:
        return
    bare = config.load(environment)
    with pytest.raises(ConfigurationError) as raised:
        require_secrets(manifest, bare.sources[name])
    assert manifest.variable(manifest.needs_one_of[0][0]) in str(raised.value)
