"""AFAS as the contract test meets it: a look-alike that answers, and what a configuration needs to reach it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.connectors.at_work import AtWork
from tests.fakes.afas import CONNECTOR, XML, endpoint, serving_afas
from tests.fakes.applicants import NOW

SETTINGS: Mapping[str, object] = {
    "get_connector": CONNECTOR,
    "take": 20,
    "column_modified": "GewijzigdOp",
    "column_candidate_id": "SollicitantNr",
    "column_vacancy_title": "Vacature",
    "column_department": "Afdeling",
    "column_location": "Locatie",
    "column_last_action": "LaatsteActie",
    "column_status_on": "StatusOp",
    "column_source": "Informatiebron",
    "column_utm_campaign": "Campagne",
    "column_side_entrant": "ZijInstromer",
    "status_map": ["4=withdrawn"],
    "action_map": ["20=screened"],
}


@contextmanager
def at_work() -> Iterator[AtWork]:
    """Give an environment with sixty applications to four vacancies."""
    with serving_afas() as (_, server):
        yield AtWork({**SETTINGS, "endpoint": endpoint(server)}, {"token": XML}, NOW)
