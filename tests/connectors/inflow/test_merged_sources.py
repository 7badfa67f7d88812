"""A source that was merged stays so while its rule leads it elsewhere, and can be placed again when that rule is gone."""

from sqlalchemy import update

from connectors.database import schema
from connectors.database.engine import reading, writing
from connectors.inflow.applied import Origin
from connectors.inflow.rederive import rederive
from connectors.inflow.rules import InflowRule, Rulebook
from tests.connectors.inflow.conftest import an_application

NOBODY = Rulebook()
ELSEWHERE = Rulebook(own=(InflowRule("source", "source", "exact", "Zorgbord", "linkedin"),))


def status(house):
    with reading(house.engine) as connection:
        row = schema.source.c
        return dict(map(tuple, connection.execute(schema.source.select().with_only_columns(row.source_id, row.status))))


def again(house, before, now):
    with writing(house.engine) as connection:
        rederive(connection, house.organisation.id, before, now, "source", 99)


def test_a_source_whose_rule_is_gone_waits_for_a_person_again(both_houses):
    house = both_houses
    house.read(an_application("1"), an_application("2", origin=Origin(source="Zorgbord")))
    assert status(house)["zorgbord"] == "new"
    with writing(house.engine) as connection:
        connection.execute(update(schema.source).where(schema.source.c.source_id == "zorgbord").values(status="merged"))
    again(house, NOBODY, ELSEWHERE)
    assert (house.stored("2")["source_id"], status(house)["zorgbord"]) == ("linkedin", "merged")
    again(house, ELSEWHERE, NOBODY)
    assert (house.stored("2")["source_id"], status(house)["zorgbord"]) == ("zorgbord", "new")
