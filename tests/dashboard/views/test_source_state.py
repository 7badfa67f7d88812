"""What every page says of sources that are old or failed."""

from datetime import timedelta

import pytest

from connectors.database import schema
from tests.dashboard.shows import NOON, YOUTUBE, opened, put, run_row, texts


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("page", ["campaigns", "rules"])
def test_a_failed_source_is_named_on_every_page_with_its_last_day(page):
    said = texts(opened(page, "nl"))
    assert "YouTube: Opnieuw koppelen, cijfers t/m 27-06-2026" in said


def test_the_page_of_the_sources_says_it_on_their_cards_only(in_demo):
    assert "cijfers t/m" not in texts(opened("sources", "nl"))


def test_old_figures_are_named_and_fresh_ones_are_not(own):
    (own / "instroom.toml").write_text((own / "instroom.toml").read_text(encoding="utf-8") + YOUTUBE, encoding="utf-8")
    put(own, schema.sync_run, run_row(1, "ok", NOON - timedelta(days=9), until=(NOON - timedelta(days=9)).date()))
    assert "YouTube: older than it should be, figures until 23 Feb 2026" in texts(opened("links", "en"))
    put(own, schema.sync_run, run_row(2, "ok", NOON, until=(NOON - timedelta(days=1)).date()))
    assert "older than it should be" not in texts(opened("links", "en"))


def test_a_source_that_is_off_troubles_nobody(own):
    put(own, schema.sync_run, run_row(1, "failed", NOON))
    assert "YouTube" not in texts(opened("links", "en"))
