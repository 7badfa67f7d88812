"""After an import the findings follow, and say so."""

import pytest

from connectors.database.engine import open_engine
from tests.dashboard.actions.history import campaign, organisation_with_history

LINES = "Sollicitatienummer;Datum sollicitatie;Vacature;Bron;Status\n1;04-03-2025;Helpende;Indeed;Nieuw\n"


@pytest.fixture
def home(instroom, tmp_path):
    instroom("init", "--id", "nergens", "--name", "Nergens")
    engine = open_engine(f"sqlite:///{tmp_path}/instroom.db")
    organisation_with_history(engine)
    campaign(engine)
    engine.dispose()
    (tmp_path / "export.csv").write_text(LINES)
    return instroom


def test_an_import_renews_the_findings_of_the_campaigns_and_says_how_far_it_is(home, tmp_path):
    assert home("import", tmp_path / "export.csv", "--dry-run", "--json").json()["findings"] is None
    said = home("import", tmp_path / "export.csv")
    assert said.code == 0
    assert "4 findings on campaigns renewed" in said.out
    assert [line for line in said.err.splitlines() if line.startswith("Evidence")] == [
        f"Evidence: {done} of 4" for done in range(1, 5)
    ]
    again = home("import", tmp_path / "export.csv", "--json")
    assert (again.json()["findings"], again.err) == (0, "")
