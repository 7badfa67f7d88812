"""A home folder and a way to call a command as a person does."""

import json
from dataclasses import dataclass

import pytest

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
