"""What holds for the project as a whole: nothing of one machine in it, pinned versions, the two commands, the layers."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
_BINARY = {".png", ".ico", ".xls", ".xlsx", ".zip", ".pdf", ".woff2", ".gz", ".parquet"}


def _committed() -> list[Path]:
    """Return the files that are or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def _texts() -> dict[str, str]:
    files = [path for path in _committed() if path.suffix not in _BINARY and path != Path(__file__)]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="replace") for path in files}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return _texts()


def _lines_with(texts: dict[str, str], pattern: str) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if found.search(line)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        r"--(extra-)?index-url|--find-links|--trusted-host|PIP_INDEX_URL|UV_INDEX",
        r"https?://[^\s\"']*/simple\b",
        r"(?<![\w.$:/])/(work|root|home/\w+|Users/\w+|mnt|opt)/\w",
        r"[A-Z]:\\\\?Users",
    ],
    ids=["index option", "index address", "machine path", "windows path"],
)
def test_no_file_holds_an_index_address_or_a_path_of_a_machine(texts, pattern):
    assert _lines_with(texts, pattern) == []


def test_nothing_that_looks_like_a_real_key_is_committed(texts):
    assert (
        _lines_with(
            texts, r"AIza[0-9A-Za-z_-]{35}|ya29\.[0-9A-Za-z_-]{20}|-----BEGIN [A-Z ]*PRIVATE KEY|ghp_[0-9A-Za-z]{36}"
        )
        == []
    )


def test_nobody_is_thanked_for_applications(texts):
    word = "dank" + "zij"
    shown = {name: text for name, text in texts.items() if name.startswith(("dashboard/", "connectors/"))}
    assert _lines_with(shown, rf"(?i)\b{word}\b") == []


def test_constraints_hold_versions_only():
    lines = CONSTRAINTS.splitlines()
    odd = [line for line in lines if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*==[0-9][\w.!+]*( ; .+)?", line)]
    assert odd == []
    names = [line.split("==")[0] for line in lines]
    assert names == sorted(names)


def test_every_dependency_is_pinned():
    pinned = {line.split("==")[0] for line in CONSTRAINTS.splitlines()}
    project = PYPROJECT["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.match(r"[A-Za-z0-9._-]+", one).group().lower().replace("_", "-") for one in wanted}
    assert names - pinned == set()


def test_the_extras_are_there():
    assert {"test", "postgres", "bench"} <= set(PYPROJECT["project"]["optional-dependencies"])


def test_the_readme_names_both_commands_and_they_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ("run", "test"):
        assert re.search(rf"^make {command}\b", README, flags=re.MULTILINE)
        assert re.search(rf"^{command}:", makefile, flags=re.MULTILINE)


def test_what_the_readme_links_to_is_there():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_change_runs_the_tests_of_the_readme_and_the_checks():
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert {"make test", "make check"} <= set(lines)
    assert script.stat().st_mode & 0o111


def test_warnings_are_errors_markers_are_strict_and_only_loopback_is_reached():
    options = PYPROJECT["tool"]["pytest"]["ini_options"]
    assert options["filterwarnings"][0] == "error"
    assert {"--strict-markers", "--strict-config"} <= set(options["addopts"])
    assert "--allow-hosts=127.0.0.1,localhost,::1" in options["addopts"]
    assert options["xfail_strict"]


def test_every_exception_to_the_linter_has_its_reason():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    first = lines.index("ignore = [")
    ignored = lines[first + 1 : lines.index("]", first)]
    related = {"D213", "RUF002", "RUF003"}  # explained by the line before
    assert [line for line in ignored if "#" not in line and not any(code in line for code in related)] == []


def test_the_layers_are_contracts():
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    layers = [" > ".join(contract["layers"]) for contract in contracts if contract["type"] == "layers"]
    assert "dashboard > connectors" in layers
    assert any("views > widgets > exports > told > charts" in line and line.endswith("analysis") for line in layers)
    assert any("views > data > actions > queries" in line for line in layers)
    assert any(
        "sync > one_run > registry > youtube | files | demo" in line and "inflow > database" in line for line in layers
    )
    forbidden = {
        module for contract in contracts if contract["type"] == "forbidden" for module in contract["forbidden_modules"]
    }
    assert {"streamlit", "sqlalchemy"} <= forbidden


def test_every_python_file_opens_with_one_sentence(texts):
    product = {
        name: text
        for name, text in texts.items()
        if name.startswith(("connectors/", "dashboard/")) and name.endswith(".py")
    }
    assert [name for name, text in product.items() if not re.match(r'"""[^\n]+', text)] == []
