"""The source's README says what its manifest says."""

import re
from datetime import date

from connectors.manifest import manifests
from connectors.registry import folder

MANIFEST = manifests()["youtube"]
README = (folder("youtube") / "README.md").read_text(encoding="utf-8")


def table(title):
    """Return the cells of the first table under a heading, without its two head lines."""
    part = README.split(f"## {title}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def shown(default):
    if default is None:
        return ""
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, str):
        return f'`"{default}"`'
    return f"`{default}`" if isinstance(default, int | date) else "`[]`"


def test_the_table_of_settings_is_the_manifest():
    expected = [
        [f"`{name}`", setting.type + (", required" if setting.required else ""), shown(setting.default), setting.help]
        for name, setting in MANIFEST.settings.items()
    ]
    assert table("Settings") == expected


def test_the_table_of_secrets_is_the_manifest():
    expected = [[f"`{MANIFEST.variable(name)}`", secret.help] for name, secret in MANIFEST.secrets.items()]
    assert table("Secrets") == expected


def test_the_readme_has_the_parts_that_a_person_looks_for():
    titles = re.findall(r"^## (.+)$", README, flags=re.MULTILINE)
    assert titles == [
        "What it gives",
        "Connect",
        "Settings",
        "Secrets",
        "Quota",
        "The 30-day rule",
        "What it cannot do",
        "Try it without Google",
    ]


def test_either_a_key_or_a_whole_account_is_needed():
    assert MANIFEST.needs_one_of == (
        ("api_key",),
        ("oauth_client_id", "oauth_client_secret", "oauth_refresh_token"),
    )
