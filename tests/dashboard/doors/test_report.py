"""``instroom report``: written, refused, allowed, kept."""

import shutil
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from connectors.database import schema
from connectors.database.engine import open_engine, reading
from tests.dashboard.shows import application_counts, organisation_in, put, run_row


@pytest.fixture
def at_measured_demo(instroom, demo_database, tmp_path, monkeypatch):
    monkeypatch.setenv("INSTROOM_NOW", "2026-07-15T12:00:00Z")  # in the demo time stands still before that
    shutil.copyfile(demo_database, tmp_path / demo_database.name)
    return instroom


@pytest.fixture
def own_house(instroom, sqlite_template, tmp_path):
    """Call ``instroom …`` in the house of an organisation with applications until 1 March 2026."""
    organisation_in(tmp_path, sqlite_template)
    counts = [
        (date.fromordinal(day), 2 + day % 3, "", "", "unknown")
        for day in range(date(2025, 9, 1).toordinal(), date(2026, 3, 2).toordinal())
    ]
    put(tmp_path, schema.application_daily, *application_counts(*counts))
    put(tmp_path, schema.campaign, {
        "campaign_id": "soap", "name": "De soap", "kind": "series", "goal": None, "audience": None,
        "starts_on": date(2026, 1, 5), "ends_on": date(2026, 2, 1), "status": "closed",
    })  # fmt: skip
    return instroom


def rows(folder, table):
    engine = open_engine(f"sqlite:///{next(folder.glob('*.db'))}")
    with reading(engine) as connection:
        found = connection.execute(select(table)).mappings().all()
    engine.dispose()
    return found


@pytest.mark.story("D8")
def test_a_report_is_written_kept_and_written_down(at_measured_demo, tmp_path):
    said = at_measured_demo("report", "--campaign", "soap", "--to", tmp_path / "x.pptx", "--keep", "--json", lang="nl")
    assert said.code == 0
    assert said.json() == {
        "file": str(tmp_path / "x.pptx"),
        "format": "pptx",
        "known_on": "2026-06-29",
        "stale": [],
        "kept": "2026-06-29-soap-1",
    }
    assert (tmp_path / "x.pptx").read_bytes()[:2] == b"PK"
    [copy] = rows(tmp_path, schema.report_copy)
    assert (copy["about"], copy["subject"], copy["language"]) == ("campaign", "soap", "nl")
    actions = [row["action"] for row in rows(tmp_path, schema.audit)][-2:]
    assert actions == ["report", "report.keep"]


def test_a_dossier_in_another_language_than_that_of_the_command(at_measured_demo, tmp_path):
    target = tmp_path / "d.html"
    said = at_measured_demo("report", "--campaign", "soap", "--dossier", "--to", target, "--lang", "fr")
    assert said.code == 0
    assert "as known on 29 Jun 2026" in said.out
    assert '<html lang="fr">' in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--campaign", "soup", "--to", "x.pdf"), 2, "There is no campaign “soup”."),
        (("--overview", "--period", "99q", "--to", "x.pdf"), 2, "“99q” is no period that is known"),
        (("--overview", "--period", "2019", "--to", "x.pdf"), 1, "applications are known from 1 Sept 2025"),
        (("--overview", "--to", "x.doc"), 2, "x.doc: a report ends in .pptx, .pdf, .xlsx, .html."),
        (("--to", "x.pdf"), 2, "A report takes --campaign ID or --overview."),
        (("--overview", "--campaign", "soap", "--to", "x.pdf"), 2, "A report takes --campaign ID or --overview."),
        (("--overview", "--dossier", "--to", "x.pdf"), 2, "--dossier does not go with this report"),
        (("--campaign", "soap", "--period", "3m", "--to", "x.pdf"), 2, "--period does not go with this report"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(own_house, tmp_path, monkeypatch, arguments, code, words):
    monkeypatch.chdir(tmp_path)
    said = own_house("report", *arguments)
    assert said.code == code
    assert words in said.err
    assert not list(tmp_path.glob("*x.*"))


def test_a_report_is_refused_when_a_source_is_too_old_and_says_so_when_that_is_allowed(
    own_house, tmp_path, monkeypatch
):
    monkeypatch.setenv("INSTROOM_NOW", "2026-03-20T12:00:00Z")
    target = tmp_path / "x.html"
    said = own_house("report", "--campaign", "soap", "--to", target)
    assert said.code == 1
    assert "Applications: own system: figures until 1 Mar 2026, 19 days old" in said.err
    assert not target.exists()
    allowed = own_house("report", "--campaign", "soap", "--to", target, "--allow-stale", "--json")
    assert allowed.code == 0
    assert allowed.json()["stale"] == [{"source": "applications", "until": "2026-03-01", "age_days": 19}]
    assert "figures until 1 Mar 2026, 19 days old; that is too old for a report." in target.read_text(encoding="utf-8")


def test_a_source_that_failed_stands_in_the_way_when_it_has_no_figures_and_is_told_when_it_has(own_house, tmp_path):
    began = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
    put(tmp_path, schema.sync_run, run_row(1, "failed", began, error_code="x", error_text="It failed."))
    configuration = tmp_path / "instroom.toml"
    configuration.write_text(
        configuration.read_text(encoding="utf-8") + '\n[sources.youtube]\nenabled = true\nchannel = "@nergensland"\n',
        encoding="utf-8",
    )
    refused = own_house("report", "--overview", "--to", tmp_path / "x.html")
    assert refused.code == 1
    assert "YouTube has no figures: its last run failed." in refused.err
    put(tmp_path, schema.sync_run, run_row(0, "ok", datetime(2026, 3, 3, 6, 0, tzinfo=UTC), until=date(2026, 3, 2)))
    told = own_house("report", "--overview", "--to", tmp_path / "x.html")
    assert told.code == 0
    assert "YouTube: the last run failed; the figures run until 2 Mar 2026" in told.err


def test_nothing_is_reported_without_any_application(instroom, sqlite_template, tmp_path):
    organisation_in(tmp_path, sqlite_template)
    said = instroom("report", "--overview", "--to", tmp_path / "x.pdf")
    assert said.code == 1
    assert "There are no applications yet" in said.err


def test_no_report_is_made_when_a_part_of_it_cannot_be_reckoned(own_house, tmp_path):
    plan = {
        "campaign_id": "soap",
        "measure": "x",
        "method": "y",
        "outcomes": "{",
        "recorded_at": datetime(2026, 1, 1, tzinfo=UTC),
    }
    put(tmp_path, schema.campaign_plan, plan)
    said = own_house("report", "--campaign", "soap", "--to", tmp_path / "x.pdf", "--allow-stale")
    assert said.code == 1
    assert "a part of it could not be reckoned (JSONDecodeError)" in said.err
    assert not (tmp_path / "x.pdf").exists()
