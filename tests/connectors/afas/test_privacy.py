"""No person comes through: not into the database, the log, the saved answers, the notes or an error."""

import logging

import pytest
from sqlalchemy import select

from connectors.database.engine import reading
from connectors.database.schema import metadata
from connectors.sync import Order
from tests.fakes.afas import ENCODED, XML, functional
from tests.fakes.applicants import CANARIES, FREE_TEXT, NOW
from tests.fakes.json_server import Reply

SECRETS = [XML, ENCODED, "INVENTED"]
SEEDED = [*CANARIES, *(word for name in CANARIES[:3] for word in name.split()), FREE_TEXT, *SECRETS]


def found_in(text):
    return [word for word in SEEDED if word in text]


def everything(engine):
    with reading(engine) as connection:
        return str(
            [connection.execute(select(table)).all() for table in metadata.sorted_tables if table.name != "dim_day"]
        )


@pytest.fixture
def leaky(house):
    """Give an environment in which people stand where they should not: in words, codes, days and numbers."""
    for place, row in enumerate(house.afas.rows[:40]):
        column = (
            "Informatiebron",
            "StatusCode",
            "LaatsteActie",
            "Vacature",
            "ZijInstromer",
            "Campagne",
            "Afdeling",
            "GewijzigdOp",
        )[place % 8]
        row[column] = (*CANARIES[3:], FREE_TEXT)[place % 5]
    return house


def test_no_person_and_no_secret_comes_through(leaky, sqlite_engine, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    saved = tmp_path / "answers"
    result = leaky.sync(sqlite_engine, order=Order(("afas",), save_raw=saved))
    assert result.status == "ok"
    answers = "".join(path.read_text(encoding="utf-8") for path in saved.rglob("*.json"))
    assert '"rows"' in answers
    assert found_in(answers) == []
    assert found_in(caplog.text) == []
    assert found_in(everything(sqlite_engine)) == []
    assert found_in(f"{result!r} {' '.join(map(str, result.notes))}") == []
    assert not [word for word in SEEDED if word.encode() in (tmp_path / "instroom.db").read_bytes()]


@pytest.mark.parametrize(
    "reply",
    [
        functional(FREE_TEXT),
        Reply(403, FREE_TEXT),
        Reply(404, FREE_TEXT),
        Reply(400, f'{{"x": "{CANARIES[0]}"}}'),
        Reply(200, FREE_TEXT),
    ],
)
def test_no_error_names_anybody(house, sqlite_engine, caplog, reply):
    caplog.set_level(logging.DEBUG)
    house.server.fail(*[reply] * 6, path="/connectors/")
    batches, error = house.pull()
    assert batches == []
    result = house.sync(sqlite_engine) if reply.status != 200 else None
    shown = f"{error} {error!r} {error.hint} {error.said} {vars(error)} {result!r} {caplog.text} {everything(sqlite_engine)}"
    assert found_in(shown) == []


def test_the_numbers_of_people_stand_nowhere_but_as_pseudonyms(house, sqlite_engine):
    house.sync(sqlite_engine)
    keys = everything(sqlite_engine)
    assert "5001" not in keys.replace("65001", "")
    assert "NaamVolledig" in keys  # the note names the column, never what stands in it


def test_a_source_that_holds_free_words_of_one_person_is_refused_as_a_name(house):
    house.afas.change(1001, NOW, Informatiebron=FREE_TEXT)
    batches, _ = house.pull()
    rows = [row for batch in batches for row in batch.rows.get("application", ())]
    assert rows[0]["source_raw"] is None
