"""A home folder and a way to call a command as a person does."""

import json
import shutil
from dataclasses import dataclass

import pytest

from connectors import demo as organisation
from connectors.database.engine import open_engine
from connectors.database.upgrade import upgrade
from dashboard import cli


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self):
        return json.loads(self.out)


@pytest.fixture
def instroom(tmp_path, monkeypatch, capsys):
    """Call ``instroom …`` in an own home folder with the clock fixed; English unless the call says otherwise."""
    monkeypatch.setenv("INSTROOM_HOME", str(tmp_path))
    monkeypatch.setenv("INSTROOM_NOW", "2026-03-04T12:00:00Z")

    def call(*arguments: str, lang: str = "en") -> Said:
        capsys.readouterr()
        code = cli.main(["--lang", lang, *map(str, arguments)])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory):
    """Fill one home folder with the fictional organisation, without its findings: those take a while."""
    folder = tmp_path_factory.mktemp("demo")
    engine = open_engine(f"sqlite:///{folder / 'instroom-demo.db'}")
    upgrade(engine)
    organisation.fill(engine)
    engine.dispose()
    return folder


@pytest.fixture
def at_demo(instroom, demo_folder, tmp_path):
    """Call ``instroom …`` in a copy of that folder."""
    shutil.copytree(demo_folder, tmp_path, dirs_exist_ok=True)
    return instroom
