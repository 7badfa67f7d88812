"""What tests of files ask for: the context of an organisation, and the rebuilt LinkedIn workbooks."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from connectors.config import Organisation, SideEntrantRule
from connectors.files import FileContext

_FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def moment() -> datetime:
    """Return the moment of the import: after the exports of October 2026 were made."""
    return datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def context(organisation: Organisation, moment: datetime) -> FileContext:
    return FileContext(organisation, SideEntrantRule(), (), b"k" * 32, moment)


@pytest.fixture
def page_workbook() -> Callable[[str, str], tuple[str, bytes]]:
    """Give name and content of a rebuilt page export: (content, visitors or followers; en or nl)."""

    def opened(what: str, language: str) -> tuple[str, bytes]:
        path = _FIXTURES / f"zorggroep-voorbeeld_{what}_1793620800000_{language}.xls"
        return path.name, path.read_bytes()

    return opened
