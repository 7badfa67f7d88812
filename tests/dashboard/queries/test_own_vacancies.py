"""Each vacancy counts once: not also as the page and the advert that show it."""

from datetime import UTC, datetime

import pytest

from connectors.database import schema, store
from connectors.database.engine import reading, writing
from connectors.inflow import identity
from dashboard.queries.workplaces import vacancies

SEEN = datetime(2026, 3, 4, 12, tzinfo=UTC)


def _row(number, provider, external_id, **more):
    own = {"organisation_id": "nergens", "vacancy_id": number, "provider": provider, "external_id": external_id}
    return {**own, "title": None, "reference": None, "url": None, "observed_at": SEEN, **more}


@pytest.fixture
def counted(engine):
    def count(*rows):
        with writing(engine) as connection:
            store.upsert(connection, schema.vacancy, rows, run_id=1)
            identity.refresh(connection, "nergens", 1)
        with reading(engine) as connection:
            return vacancies(connection, "nergens")["vacancy_id"].tolist()

    return count


def test_a_page_and_an_advert_of_a_vacancy_count_no_more(counted):
    rows = [_row(1, "recruitee", "V-1001"), _row(2, "careers_site", "x", reference="V-1001")]
    assert counted(*rows, _row(3, "linkedin", "39001", reference="V-1001")) == [1]


def test_what_could_not_be_matched_is_not_counted_beside_the_system(counted):
    rows = [_row(1, "recruitee", "V-1001"), _row(2, "careers_site", "something-else")]
    assert counted(*rows, _row(3, "feed:jobs.example", "yet-another"), _row(4, "linkedin", "39001")) == [1]


def test_without_a_system_the_own_site_counts_each_vacancy_once(counted):
    rows = [
        _row(2, "careers_site", "abcd-1", url="werken.example/a"),
        _row(3, "feed:x", "qrst", url="werken.example/a"),
    ]
    assert len(counted(*rows, _row(4, "careers_site", "abcd-2"), _row(5, "linkedin_page", "39001"))) == 2


def test_a_job_board_alone_tells_of_no_vacancies_of_our_own(counted):
    assert counted(_row(5, "linkedin", "39001")) == []


def test_files_count_as_a_system(counted):
    assert counted(_row(1, "file", "101"), _row(2, "file", "102")) == [1, 2]
