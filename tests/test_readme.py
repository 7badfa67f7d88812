"""The README says what there is: each source, each kind of file, and which systems send messages."""

import re
from pathlib import Path

import pytest

import connectors
from connectors import files
from connectors.manifest import manifests
from connectors.registry import connector

README = (Path(connectors.__path__[0]).parent / "README.md").read_text(encoding="utf-8")


def part(title):
    return README.split(f"### {title}\n")[1].split("\n##")[0]


def tables():
    """Return the rows of the two tables under Sources, without their heads."""
    blocks = re.findall(r"(?:^\|.*\n)+", part("Sources"), flags=re.MULTILINE)
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()[2:]] for block in blocks
    ]


def needs(manifest):
    """Return what must be set: the settings without a default, then the secrets, one group of which is enough."""
    settings = [f"`{name}`" for name, setting in manifest.settings.items() if setting.required]
    groups = [" + ".join(f"`{manifest.variable(secret)}`" for secret in group) for group in manifest.needs_one_of]
    return "; ".join([*settings, *([" or ".join(groups)] if groups else [])]) or "nothing"


def test_the_table_of_sources_is_what_the_manifests_say():
    sources, _ = tables()
    assert sources == [
        [f"`{each.name}`", f"[{each.title}](connectors/{each.name}/README.md)", each.summary, needs(each)]
        for each in manifests().values()
    ]


def test_the_table_of_files_names_every_kind():
    _, kinds = tables()
    expected = [[f"`{kind}`", f"[{title}](connectors/files/README.md)"] for kind, title in files.titles().items()]
    assert [row[:2] for row in kinds] == expected
    assert all(len(row) == 4 and all(row) for row in kinds)


def test_the_systems_that_send_messages_are_named():
    sending = [each for each in manifests().values() if hasattr(connector(each.name), "hook")]
    *others, last = [each.title for each in sending]
    assert part("Messages from your systems").strip().startswith(f"{', '.join(others)} and {last} can tell")
    for each in sending:
        assert (each.settings["webhook"].type, each.settings["webhook"].default) == ("flag", False)
        assert "webhook_secret" in each.secrets


@pytest.mark.parametrize("name", ["instroom-sync.service", "instroom-sync.timer"])
def test_the_night_has_its_two_units(name):
    assert f"/etc/systemd/system/{name}" in part("Every night")
