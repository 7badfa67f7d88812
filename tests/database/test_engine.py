import subprocess
import sys
import threading

import pytest
from sqlalchemy.exc import IntegrityError

from connectors.database import schema, store
from connectors.database.engine import open_engine, reading, writing
from connectors.database.upgrade import check, upgrade
from connectors.errors import ConfigurationError, DatabaseError
from tests.database.days import MONDAY, MONTHS, OWN, WEEKS, add_channel, day, stored


def _pragma(engine, name):
    with reading(engine) as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_sqlite_reads_while_it_writes_and_minds_foreign_keys(sqlite_engine):
    assert _pragma(sqlite_engine, "journal_mode") == "wal"
    assert _pragma(sqlite_engine, "foreign_keys") == 1
    assert _pragma(sqlite_engine, "busy_timeout") == 10_000
    assert _pragma(sqlite_engine, "synchronous") == 1


def test_a_reader_is_not_held_up_by_a_writer(engine):
    with writing(engine) as connection:
        add_channel(connection)
        with reading(engine) as other:
            assert stored(other, schema.channel) == []
    with reading(engine) as connection:
        assert stored(connection, schema.channel, "external_id") == [("UC0",)]


def test_an_episode_without_its_series_is_refused(engine):
    row = {"organisation_id": OWN, "series_id": "PL0", "number": 1}
    with pytest.raises(DatabaseError) as raised, writing(engine) as connection:
        connection.execute(schema.episode.insert().values(row))
    assert raised.value.code == "database.failed"
    assert isinstance(raised.value.__cause__, IntegrityError)


def test_what_a_row_says_never_stands_in_an_error(engine):
    row = {"organisation_id": OWN, "series_id": "PL0", "number": 1, "title": "a-telling-title"}
    with pytest.raises(DatabaseError) as raised, writing(engine) as connection:
        connection.execute(schema.episode.insert().values(row))
    assert "a-telling-title" not in f"{raised.value} {raised.value.__cause__} {raised.value.said}"


def test_all_of_a_transaction_lands_or_nothing(engine):
    def write_and_stop():
        with writing(engine) as connection:
            add_channel(connection)
            store.upsert(connection, schema.content_daily, [day(views=3)], run_id=1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_and_stop()
    with reading(engine) as connection:
        assert stored(connection, schema.channel) == []
        assert stored(connection, schema.content_daily) == []
        assert stored(connection, WEEKS) == []


def test_a_database_that_stays_busy_is_named_as_such(engine, database_address):
    impatient = open_engine(database_address, busy_seconds=0.2)
    with writing(engine) as connection:
        store.upsert(connection, schema.content_daily, [day(views=3)], run_id=1)
        with pytest.raises(DatabaseError) as raised, writing(impatient) as other:
            store.upsert(other, schema.content_daily, [day(views=4)], run_id=2)
    impatient.dispose()
    assert raised.value.code == "database.locked"
    assert str(raised.value.hint).startswith("Wait a moment")
    with reading(engine) as connection:
        assert stored(connection, schema.content_daily, "views") == [(3,)]


def test_two_writers_take_turns_and_the_sums_hold_both(engine):
    begun = threading.Event()

    def second():
        begun.wait()
        with writing(engine) as connection:
            store.upsert(connection, schema.content_daily, [day(MONDAY.replace(day=3), views=20)], run_id=2)

    thread = threading.Thread(target=second)
    thread.start()
    with writing(engine) as connection:
        store.upsert(connection, schema.content_daily, [day(views=10)], run_id=1)
        begun.set()
        thread.join(0.3)
        assert thread.is_alive()
    thread.join()
    with reading(engine) as connection:
        assert stored(connection, WEEKS, "views", "days") == [(30, 2)]
        assert stored(connection, MONTHS, "views", "days") == [(30, 2)]


def test_a_full_disk_keeps_everything_and_the_next_try_goes_on(sqlite_engine):
    with writing(sqlite_engine) as connection:
        store.upsert(connection, schema.content_daily, [day(views=1)], run_id=1)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    many = [day(content_id=number, views=number) for number in range(1, 5000)]
    with pytest.raises(DatabaseError) as raised, writing(sqlite_engine) as connection:
        store.upsert(connection, schema.content_daily, many, run_id=2)
    assert raised.value.code == "database.full"
    with reading(sqlite_engine) as connection:
        assert stored(connection, schema.content_daily, "content_id", "views") == [(1, 1)]
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with writing(sqlite_engine) as connection:
        assert store.upsert(connection, schema.content_daily, many, run_id=3).inserted == 4998


def test_a_disk_that_refuses_to_write_is_named_as_such(sqlite_engine, tmp_path):
    """The operating system refuses to let any file grow beyond 1 MB: the upsert fails, what was there stays."""
    with writing(sqlite_engine) as connection:
        store.upsert(connection, schema.content_daily, [day(views=1)], run_id=1)
    sqlite_engine.dispose()
    script = (
        "import resource, sys\n"
        "from connectors.database import schema, store\n"
        "from connectors.database.engine import open_engine, writing\n"
        "from connectors.errors import DatabaseError\n"
        "from tests.database.days import day\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))\n"
        "rows = [day(content_id=number, views=number) for number in range(20_000)]\n"
        "try:\n"
        "    with writing(open_engine(sys.argv[1])) as connection:\n"
        "        store.upsert(connection, schema.content_daily, rows, run_id=2)\n"
        "except DatabaseError as error:\n"
        "    print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, f"sqlite:///{tmp_path / 'instroom.db'}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() in {"database.full", "database.disk"}
    with reading(sqlite_engine) as connection:
        assert stored(connection, schema.content_daily, "content_id", "views") == [(1, 1)]
    assert [str(problem) for problem in check(sqlite_engine) if "damaged" in str(problem)] == []


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", "database.full"),
        ("58030", "database.disk"),
        ("40P01", "database.locked"),
        ("55P03", "database.locked"),
        ("25006", "database.readonly"),
        ("XX001", "database.damaged"),
        ("42P01", "database.old"),
        ("57P01", "database.unreachable"),
        ("22012", "database.failed"),
    ],
)
@pytest.mark.postgres
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True)
def test_what_postgresql_reports_gets_its_name(engine, state, code):
    with pytest.raises(DatabaseError) as raised, writing(engine) as connection:
        connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'geen ruimte' USING ERRCODE = '{state}'; END $$")
    assert raised.value.code == code


def test_a_file_that_is_no_database(tmp_path):
    (tmp_path / "instroom.db").write_text("organisation;day;views\n" * 200, encoding="utf-8")
    engine = open_engine(f"sqlite:///{tmp_path / 'instroom.db'}")
    with pytest.raises(DatabaseError) as raised:
        upgrade(engine)
    engine.dispose()
    assert raised.value.code == "database.damaged"
    assert (tmp_path / "instroom.db").read_text(encoding="utf-8").startswith("organisation;day")


def test_a_damaged_page_is_found(sqlite_engine, tmp_path):
    with writing(sqlite_engine) as connection:
        rows = [day(content_id=number, views=number) for number in range(3000)]
        store.upsert(connection, schema.content_daily, rows, run_id=1)
        page = connection.exec_driver_sql(
            "SELECT rootpage FROM sqlite_master WHERE name = 'content_daily'"
        ).scalar_one()
        size = connection.exec_driver_sql("PRAGMA page_size").scalar_one()
    with sqlite_engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sqlite_engine.dispose()
    with (tmp_path / "instroom.db").open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    with pytest.raises(DatabaseError) as raised, reading(sqlite_engine) as connection:
        stored(connection, schema.content_daily)
    assert raised.value.code == "database.damaged"


def test_tables_that_are_not_there_ask_for_an_upgrade(empty_engine):
    with pytest.raises(DatabaseError) as raised, reading(empty_engine) as connection:
        stored(connection, schema.content_daily)
    assert raised.value.code == "database.old"


def test_a_server_that_does_not_answer_and_its_password_stays_unsaid():
    engine = open_engine("postgresql+psycopg://nergens:s3cr3t-w0rd@127.0.0.1:1/nergens")
    with pytest.raises(DatabaseError) as raised, reading(engine):
        pass
    assert raised.value.code == "database.unreachable"
    assert "s3cr3t" not in f"{raised.value} {raised.value.said.values} {engine!r}"


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(DatabaseError) as raised:
        open_engine(f"sqlite:///{tmp_path / 'file' / 'instroom.db'}")
    assert raised.value.code == "database.folder"


def test_a_folder_in_the_place_of_the_file(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}")
    with pytest.raises(DatabaseError) as raised, reading(engine):
        pass
    assert raised.value.code == "database.unreachable"


def test_a_missing_driver_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigurationError) as raised:
        open_engine("postgresql+psycopg://nergens@127.0.0.1/nergens")
    assert raised.value.code == "configuration.driver"


def test_a_read_only_sqlite_file_cannot_be_written(sqlite_template):
    engine = open_engine(f"sqlite:///file:{sqlite_template}?mode=ro&uri=true")
    with pytest.raises(DatabaseError) as raised, writing(engine) as connection:
        add_channel(connection)
    engine.dispose()
    assert raised.value.code == "database.readonly"
