"""The page Reports: a report is made or refused, a copy is kept, opened again and compared with today."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from connectors.database import schema
from connectors.database.engine import open_engine, reading, writing
from dashboard import i18n
from tests.dashboard.shows import application_counts, environment_of, frames, opened, put, texts
from tests.dashboard.views.roles import opened_by, pages, with_sign_in


@pytest.fixture
def in_own_demo(measured_home: Path, tmp_path: Path):
    """Give a copy of the demo of its own: something is kept in it."""
    shutil.copytree(measured_home, tmp_path, dirs_exist_ok=True)
    with environment_of({"INSTROOM_HOME": str(tmp_path)}):
        yield tmp_path


def engine_of(folder):
    return open_engine(f"sqlite:///{next(folder.glob('*.db'))}")


@pytest.mark.story("D8")
def test_a_kept_copy_opens_as_it_was_and_says_what_changed_since(in_own_demo):
    page = opened("reports", "nl", report="campaign", campaign="soap")
    assert not page.exception
    assert "Er is nog geen rapport bewaard." in texts(page)
    page.button(key="report-keep").click().run()
    assert "Het rapport is bewaard zoals het nu is." in texts(page)
    engine = engine_of(in_own_demo)
    with reading(engine) as connection:
        [copy] = connection.execute(select(schema.report_copy)).mappings().all()
        actions = connection.execute(select(schema.audit.c.action).order_by(schema.audit.c.audit_id)).scalars().all()
    assert (copy["report_id"], actions[-1]) == ("2026-06-29-soap-1", "report.keep")
    with writing(engine) as connection:
        costs = schema.campaign_cost
        connection.execute(update(costs).where(costs.c.campaign_id == "soap", costs.c.cash > 0).values(cash=20_000))
    engine.dispose()
    copied = opened("reports", "nl", copy="2026-06-29-soap-1")
    assert not copied.exception
    assert "alles staat hier zoals het bekend was op 29-06-2026" in texts(copied)
    was = {metric.label: metric.value for metric in copied.metric}
    assert was["Uitgaven"] == "€ 21.500"
    copied.toggle(key="compare-2026-06-29-soap-1").set_value(True).run()
    table = frames(copied)[0].value
    cash = table[table["Cijfer"] == "Uitgaven"].iloc[0].tolist()
    assert cash[1] == "€ 21.500"
    assert cash[3].lstrip("\u200b") == "+€ 38.500,00"  # no text in a table acts as a formula
    assert cash[4] == "Kosten zijn later opgeschreven of gewijzigd."
    same = table[table["Cijfer"] == "Gemeten"].iloc[0].tolist()
    assert (same[1], same[3], same[4]) == (same[2], "geen", "")


def test_a_report_over_old_figures_is_refused_on_the_page_until_a_reader_allows_it(own):
    put(own, schema.application_daily, *application_counts((date(2026, 1, 5), 40, "", "", "unknown")))
    page = opened("reports", "en")
    assert "Applications: own system: figures until 5 Jan 2026, 58 days old" in texts(page).replace("\\", "")
    [keep] = [button for button in page.button if button.key == "report-keep"]
    assert keep.disabled
    page.checkbox(key="report-allow").check().run()
    assert not page.button(key="report-keep").disabled


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_without_figures_the_page_says_what_to_do_next_and_odd_codes_do_no_harm(own, language):
    page = opened("reports", language, copy="gone", report="x", report_lang="xx", period="9q", campaign="?")
    assert not page.exception
    assert not [button for button in page.button if button.key == "report-keep"]


def test_who_only_looks_has_no_reports_and_a_director_has(own):
    with_sign_in(own)
    assert "reports" in pages(opened_by("board", "definitions"))
    assert "reports" not in pages(opened_by("x", "definitions"))
