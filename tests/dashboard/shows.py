"""A small organisation in a home folder, and the dashboard of it as the tests open it."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Table as Written
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Dataframe, Table

from connectors.database import schema, store
from connectors.database.engine import open_engine, writing
from dashboard import i18n
from dashboard.told.markdown import unmarked

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
ORGANISATION = "nergens"

CONFIGURATION = """
[organisation]
id = "nergens"
name = "Zorggroep Nergensland (fictief)"
country = "BE"
timezone = "Europe/Brussels"
language = "nl"
"""
YOUTUBE = """
[sources.youtube]
enabled = true
channel = "@nergensland"
"""
SECRETS = """
INSTROOM_PSEUDONYM_KEY = "a-key-of-the-tests-that-is-long-enough"
"""


def organisation_in(home: Path, template: Path, more: str = "") -> None:
    """Give a home folder a configuration and an empty database at the newest revision."""
    (home / "instroom.toml").write_text(CONFIGURATION + more, encoding="utf-8")
    (home / ".streamlit").mkdir()
    (home / ".streamlit" / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    shutil.copyfile(template, home / "instroom.db")


def put(home: Path, table: Written, *rows: Mapping[str, object], database: str = "instroom.db") -> None:
    """Write rows of the organisation into its database."""
    engine = open_engine(f"sqlite:///{home / database}")
    owned = [{"organisation_id": ORGANISATION, **row} for row in rows]
    with writing(engine) as connection:
        store.upsert(connection, table, owned, run_id=1)
    engine.dispose()


def run_row(run_id: int, status: str, began: datetime, **more: object) -> dict[str, object]:
    """Return the row of a run of YouTube."""
    zeros = {"rows_written": 0, "rows_unchanged": 0, "requests": 0}
    nothing = dict.fromkeys(("until", "error_code", "error_text", "error_hint", "error_values"))
    return {
        "run_id": run_id,
        "source": "youtube",
        "status": status,
        "started_at": began,
        "finished_at": began,
        **zeros,
        **nothing,
        **more,
    }


def application_counts(*counts: tuple[date, int, str, str, str]) -> list[dict[str, object]]:
    """Return rows of (day, number, source, self-reported source, class of side-entrant)."""
    names = [name for name in schema.application_daily.info["counts"] if name != "applied"]
    empty = {
        "vacancy_id": 0,
        "utm_campaign": "",
        "side_entrant_declared": "unknown",
        "function_group": "",
        "site_id": "",
    }
    return [
        {
            **empty,
            **dict.fromkeys(names, 0),
            "day": day,
            "applied": number,
            "source_id": source,
            "self_reported_id": told,
            "side_entrant": kind,
            "basis": "live",
        }
        for day, number, source, told, kind in counts
    ]


@contextmanager
def environment_of(values: Mapping[str, str]) -> Iterator[None]:
    """Give this process the environment of a program; afterwards it has its own back."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("INSTROOM_")]:
        del os.environ[name]
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def opened(page: str, language: str = "nl", **parameters: str) -> AppTest:
    """Return the dashboard with a page open, after its first run; the test speaks the page's language as well."""
    i18n.use(language if language in i18n.LANGUAGES else "nl")  # AppTest formats the options of widgets itself
    test = AppTest.from_file(str(APP), default_timeout=30)
    for name, value in {"lang": language, **parameters}.items():
        test.query_params[name] = value
    test.switch_page(f"views/{page}.py")
    return test.run()


def texts(test: AppTest) -> str:
    """Return everything that a page says, one element a line."""
    kinds: Sequence[str] = ("title", "header", "markdown", "caption", "error", "warning", "info", "success", "badge")
    return "\n".join(str(getattr(element, "value", "")) for kind in kinds for element in test.get(kind))


@dataclass(frozen=True)
class Frame:
    """A table of a page, as it is read."""

    value: pd.DataFrame


def frames(block: Any) -> list[Frame]:
    """Return every table of a page or of a part of it, from top to bottom: those that can be sorted and the plain ones."""
    return [Frame(found) for each in elements(getattr(block, "_tree", block)) if (found := table_of(each)) is not None]


def table_of(element: Any) -> pd.DataFrame | None:
    """Return what a table shows, as it is read; None for an element that is no table."""
    if isinstance(element, Dataframe):
        return element.value
    if isinstance(element, Table):
        return element.value.rename(columns=unmarked).map(unmarked)
    return _Cells.of(element.proto.body) if element.type == "html" else None


class _Cells(HTMLParser):
    """The cells of a table in HTML, row by row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"th", "td"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        self.rows[-1][-1] += data

    @classmethod
    def of(cls, text: str) -> pd.DataFrame:
        """Return a table with its headings."""
        parser = cls()
        parser.feed(text)
        head, *rows = parser.rows
        return pd.DataFrame(rows, columns=head)


def elements(block: Any) -> Iterator[Any]:
    """Return everything in a page or a part of it, from top to bottom."""
    for child in getattr(block, "children", {}).values():
        if hasattr(child, "children"):
            yield from elements(child)
        else:
            yield child


NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
