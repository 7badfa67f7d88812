"""What the tests of pages share."""

import pytest

from dashboard.widgets import folded


@pytest.fixture(autouse=True)
def _everything_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show what stands behind headings and buttons as well: what a page says is looked at as a whole."""
    monkeypatch.setattr(folded, "is_open", lambda _place: True)
