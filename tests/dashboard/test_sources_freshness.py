"""How fresh and healthy every source is, and how many applications have a known origin."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.errors import Said
from connectors.manifest import Manifest, manifests
from dashboard import i18n
from dashboard.queries.freshness import Coverage, coverage, source_health
from dashboard.widgets.badges import freshness
from dashboard.widgets.source_card import missing_secrets
from tests.dashboard.shows import NOON, application_counts, run_row

YESTERDAY = NOON - timedelta(days=1)


def health_of(engine: Engine, *runs: dict[str, object], enabled: tuple[str, ...] | None = ("youtube",)):
    rows = [{"organisation_id": "nergens", **run} for run in runs]
    with writing(engine) as connection:
        store.upsert(connection, schema.sync_run, rows, run_id=1)
    with reading(engine) as connection:
        found = source_health(connection, "nergens", NOON, manifests(), enabled)
    return next(source for source in found if source.source == "youtube")


def test_a_source_that_never_ran_has_no_age(engine):
    health = health_of(engine)
    assert (health.status, health.until, health.age_days, health.stale, health.last_run) == (
        "never",
        None,
        None,
        False,
        None,
    )


def test_a_source_that_is_off_says_so(engine):
    assert health_of(engine, run_row(1, "ok", YESTERDAY), enabled=()).status == "not_enabled"


def test_a_fresh_source_tells_until_when_and_what_the_last_run_did(engine):
    run = run_row(1, "ok", YESTERDAY, until=date(2026, 3, 2), rows_written=12, rows_unchanged=30, requests=4)
    health = health_of(engine, run)
    assert (health.status, health.until, health.age_days, health.stale) == ("ok", date(2026, 3, 2), 2, False)
    assert (health.last_success, health.error) == (YESTERDAY, None)
    assert (health.last_run.rows_written, health.last_run.rows_unchanged, health.last_run.requests) == (12, 30, 4)


def test_figures_older_than_the_manifest_allows_are_stale(engine):
    last_fresh = NOON.date() - timedelta(days=manifests()["youtube"].stale_after_days)
    assert not health_of(engine, run_row(1, "ok", YESTERDAY, until=last_fresh)).stale
    assert health_of(engine, run_row(1, "ok", YESTERDAY, until=last_fresh - timedelta(days=1))).stale


def test_a_failed_run_keeps_what_the_last_good_one_brought(engine):
    good = run_row(1, "ok", YESTERDAY, until=date(2026, 3, 2))
    bad = run_row(
        2,
        "auth",
        NOON,
        error_code="auth.key_invalid",
        error_text="The key of {source} is not accepted.",
        error_hint="Replace it.",
        error_values='{"source": "youtube"}',
    )
    health = health_of(engine, good, bad)
    assert (health.status, health.until, health.last_success) == ("auth", date(2026, 3, 2), YESTERDAY)
    assert health.error.code == "auth.key_invalid"
    assert health.error.text == Said("The key of {source} is not accepted.", {"source": "youtube"})
    assert health.error.hint == Said("Replace it.", {"source": "youtube"})


def test_a_run_that_was_cut_off_hours_ago_is_interrupted(engine):
    assert health_of(engine, run_row(1, "running", NOON - timedelta(hours=7), finished_at=None)).status == "interrupted"


def test_a_run_that_goes_on_is_running(engine):
    assert health_of(engine, run_row(1, "running", NOON - timedelta(minutes=5), finished_at=None)).status == "running"


def test_each_kind_of_file_has_the_age_of_its_last_day(engine):
    common = {"kind": "ats", "rows_written": 3, "rows_unchanged": 1, "rows_refused": 0, "first_day": date(2026, 1, 1)}
    old = {"sha256": "a", "name": "jan.csv", "imported_at": YESTERDAY, "run_id": 1, "last_day": date(2026, 1, 31)}
    new = {"sha256": "b", "name": "feb.csv", "imported_at": NOON, "run_id": 2, "last_day": date(2026, 1, 20)}
    rows = [{"organisation_id": "nergens", **common, **one} for one in (old, new)]
    with writing(engine) as connection:
        store.upsert(connection, schema.import_file, rows, run_id=1)
    with reading(engine) as connection:
        (found,) = [one for one in source_health(connection, "nergens", NOON, manifests()) if one.is_file]
    assert (found.source, found.status, found.file) == ("import:ats", "ok", "feb.csv")
    assert (found.until, found.age_days, found.stale) == (date(2026, 1, 31), 32, False)


def test_the_match_rate_counts_applications_not_rows(engine):
    rows = application_counts(
        (date(2026, 3, 1), 10, "job-board", "", "side_entrant"),
        (date(2026, 3, 1), 6, "", "soap", "unknown"),
        (date(2026, 3, 2), 4, "campaign", "soap", "other"),
    )
    with writing(engine) as connection:
        connection.execute(schema.application_daily.insert(), [{"organisation_id": "nergens", **row} for row in rows])
    with reading(engine) as connection:
        assert coverage(connection, "nergens") == Coverage(20, 14, 10, 14)
        assert coverage(connection, "another") == Coverage(0, 0, 0, 0)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "no figures yet"),
        (date(2026, 3, 4), "until today"),
        (date(2026, 3, 3), "until 3 Mar 2026, 1 day old"),
        (date(2026, 3, 2), "until 2 Mar 2026, 2 days old"),
    ],
)
def test_freshness_is_said_in_words(until, said):
    with i18n.speaking("en"):
        assert freshness(until, date(2026, 3, 4)) == said


class Having:
    def __init__(self, *secrets: str) -> None:
        self.secrets = dict.fromkeys(secrets, "x")


@pytest.mark.parametrize(
    ("secrets", "missing"),
    [
        ((), [["INSTROOM_S_KEY"], ["INSTROOM_S_ID", "INSTROOM_S_TOKEN"]]),
        (("id",), [["INSTROOM_S_KEY"], ["INSTROOM_S_TOKEN"]]),
        (("key",), []),
        (("id", "token"), []),
    ],
)
def test_missing_secrets_are_named_as_variables_per_way_to_connect(secrets, missing):
    manifest = Manifest(
        name="s", title="S", summary="", day_zone="UTC", stale_after_days=3, streams=(), tables=(), hosts=(),
        needs_one_of=(("key",), ("id", "token")),
    )  # fmt: skip
    assert missing_secrets(manifest, Having(*secrets)) == missing
