"""Every answer is full of names, addresses and telephone numbers; none comes through, whatever happens."""

import logging
import traceback

import pytest
from sqlalchemy import select

from connectors.database.engine import reading
from connectors.database.schema import metadata
from connectors.raw import Raw
from connectors.sync import Order
from tests.connectors.teamtailor.conftest import look
from tests.fakes.applicants import CANARIES, FREE_TEXT
from tests.fakes.teamtailor import KEY
from tests.fakes.teamtailor_world import later

SECRETS = (*CANARIES, FREE_TEXT, KEY, "Wilhelmina", "Kanarie", "Piepenbrink", "Zangvogel")


def found_in(text):
    return [each for each in SECRETS if each.lower() in text.lower()]


def stored(engine):
    with reading(engine) as connection:
        tables = [table for table in metadata.sorted_tables if table.name != "dim_day"]
        return str([connection.execute(select(table)).all() for table in tables])


@pytest.mark.parametrize("sends_all_fields", [False, True])
def test_no_person_is_in_database_log_or_saved_answer(house, tmp_path, caplog, sends_all_fields):
    caplog.set_level(logging.DEBUG)
    house.place.told.sends_all_fields = sends_all_fields
    house.sync(order=Order(save_raw=tmp_path / "raw"))
    for each in ("5001", "5002"):
        house.world.tell(each, later(0.5), tags=list(CANARIES), field_value=CANARIES[0])
    results = house.sync(later(31), Order(save_raw=tmp_path / "again"))
    saved = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.json"))
    assert "job-applications" in saved
    assert len(house.rows("application", "status")) == 60
    assert found_in(f"{stored(house.engine)} {caplog.text} {saved} {results!r}") == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 422, 429, 500])
def test_no_person_is_in_an_error_though_its_body_is_full_of_them(place, caplog, status):
    caplog.set_level(logging.DEBUG)
    place.server.fail(*[place.told.refusal(status, FREE_TEXT)] * 12)
    error = place.pull().error
    shown = "".join(traceback.format_exception(error)) + repr(error) + repr(error.said) + str(error.hint)
    assert found_in(f"{shown} {caplog.text}") == []


def test_totals_hold_no_person_either(house, tmp_path):
    house.sync(order=Order(save_raw=tmp_path / "raw"), applications="totals")
    saved = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.json"))
    assert saved
    assert found_in(f"{stored(house.engine)} {saved}") == []


def test_an_answer_to_a_message_holds_no_person(place, tmp_path):
    looks = (look("job-applications/1001"), look("candidates/5002"))
    pulled = place.pull(looks=looks, only_looks=True, raw=Raw(save_to=tmp_path))
    saved = "".join(path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.json"))
    assert len(pulled.rows("application")) >= 2
    assert found_in(f"{pulled.batches!r} {saved}") == []


def test_neither_key_nor_number_shows_in_a_repr(place):
    context = place.context(looks=(look("candidates/5002"),))
    assert found_in(repr(context)) == []
    assert "5002" not in repr(context)
