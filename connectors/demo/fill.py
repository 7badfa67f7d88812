"""Fills a database with the fictional organisation: all of it in one transaction, or nothing."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, select

from connectors.database import schema, store
from connectors.database.applications import count_applications
from connectors.database.engine import writing
from connectors.demo import adverts, campaigns, context, mentions, placements, postings, runs, sources
from connectors.demo.applications import application_rows, event_rows
from connectors.demo.arrivals import arrivals
from connectors.demo.channels import channel_daily_rows, channel_rows
from connectors.demo.curves import retention_rows
from connectors.demo.funnel import courses
from connectors.demo.items import Item, daily_rows
from connectors.demo.parameters import DAYS, FROZEN_AT, ORGANISATION, PARAMETERS, SEEN_AT, Row, channel_id
from connectors.demo.posts import VLOG_ID, posts, vlog, vlog_rows
from connectors.demo.snapshots import snapshot_rows
from connectors.demo.traits import traits
from connectors.demo.vacancies import vacancies
from connectors.demo.videos import SERIES_ID, series_rows, videos
from connectors.demo.visits import visit_rows
from connectors.errors import N_, DemoDataError
from connectors.inflow import identity

_OWNED = [table for table in schema.metadata.sorted_tables if "organisation_id" in table.c]
_DRAWN = (application_rows, arrivals, courses, posts, postings.posted, traits, vacancies, videos, vlog)


def fill(engine: Engine, *, reset: bool = False, progress: Callable[[float], None] | None = None) -> dict[str, int]:
    """Fill the fictional organisation into an upgraded database; return each table's number of rows of it.

    The rows are the same every time and on every engine. A database that is filled already stays as it is, unless
    ``reset`` removes the demo's rows first. ``progress`` hears the share that is done, 0 to 1.
    Raises a DemoDataError for a database that holds rows of another organisation.
    """
    tell = progress or (lambda _share: None)
    with writing(engine) as connection:
        _refuse_real(connection)
        if reset:
            _remove(connection)
        if not _is_filled(connection):
            _write(connection, tell)
            _forget()
        tell(1.0)
        return _counts(connection)


def _refuse_real(connection: Connection) -> None:
    for table in _OWNED:
        foreign = table.c.organisation_id != ORGANISATION
        if table is schema.organisation:
            foreign |= ~table.c.is_demo
        other = connection.execute(select(table.c.organisation_id).where(foreign).limit(1)).scalar()
        if other is not None:
            raise DemoDataError(
                N_(
                    "This database holds figures of the organisation “{organisation}”; the demo does not mix with them."
                ),
                hint=N_("Run “instroom demo” in another folder, or choose another database under [database]."),
                organisation=other,
            )


def _remove(connection: Connection) -> None:
    for table in reversed(_OWNED):
        connection.execute(delete(table).where(table.c.organisation_id == ORGANISATION))


def _is_filled(connection: Connection) -> bool:
    query = select(schema.organisation.c.name).where(schema.organisation.c.organisation_id == ORGANISATION)
    return connection.execute(query).first() is not None


def _forget() -> None:
    """Let go of what was drawn: a server that filled the demo does not need it any more."""
    for drawn in _DRAWN:
        drawn.cache_clear()


def _counts(connection: Connection) -> dict[str, int]:
    return {table.name: _count(connection, table) for table in _OWNED}


def _count(connection: Connection, table: Table) -> int:
    query = select(func.count()).select_from(table).where(table.c.organisation_id == ORGANISATION)
    return int(connection.execute(query).scalar_one())


def _write(connection: Connection, tell: Callable[[float], None]) -> None:
    """Write every table, the named things before what refers to them; the restated day is written twice."""
    run = runs.run_id(SEEN_AT["youtube"])
    parts = [*_reference(), *_told(), *_came_in(), *_campaigns(), *_house()]
    for done, (table, rows) in enumerate(parts):
        tell(done / len(parts))
        restating = table is schema.content_daily
        whole = [_whole(table, row) for row in rows]
        store.upsert(connection, table, whole, run_id=runs.run_id(runs.restating_run()) if restating else run)
    count_applications(connection, ORGANISATION, DAYS)
    identity.refresh(connection, ORGANISATION, run)


def _whole(table: Table, row: Row) -> Row:
    """Return a row with all columns of its table; what it does not say is NULL."""
    return {**dict.fromkeys(table.c.keys()), **row, "organisation_id": ORGANISATION}


def _reference() -> list[tuple[Table, Iterable[Row]]]:
    facts = {name: PARAMETERS["organisation"][name] for name in ("name", "country", "timezone", "language")}
    own = {**facts, "is_demo": True, "frozen_at": FROZEN_AT}
    return [(schema.organisation, [own]), (schema.site, PARAMETERS["sites"])]


def _told() -> list[tuple[Table, Iterable[Row]]]:
    items = [*videos(), *posts()]
    daily = [row for item in items for row in _item_days(item)]
    series = [
        {"series_id": SERIES_ID, "channel_id": channel_id("youtube"), "title": "Nergens Beter", "origin": "playlist"},
        {
            "series_id": VLOG_ID,
            "channel_id": channel_id("facebook"),
            "title": "Nachtdienst in beeld",
            "origin": "manual",
        },
    ]
    seen = {"observed_at": SEEN_AT["youtube"]}
    return [
        (schema.channel, channel_rows()),
        (schema.content, [item.row() for item in items]),
        (schema.series, [{**each, **seen} for each in series]),
        (schema.episode, [*series_rows(), *vlog_rows()]),
        (schema.content_retention, retention_rows()),
        (schema.content_daily, [_first_told(daily)]),
        (schema.content_daily, daily),
        (schema.channel_daily, channel_daily_rows()),
        (schema.visit_daily, visit_rows()),
        (schema.visit_daily, placements.hand_count_rows()),
        (schema.ad_campaign, adverts.ad_campaign_rows()),
        (schema.ad_daily, adverts.ad_rows()),
        (schema.content_snapshot, snapshot_rows()),
        (schema.mention_daily, mentions.mention_rows()),
        (schema.context_figure, context.context_rows()),
    ]


def _item_days(item: Item) -> Iterable[Row]:
    return daily_rows(item.platform, {"content_id": item.content_id}, item.daily, item.shown) if item.daily else ()


def _first_told(daily: list[Row]) -> Row:
    """Return the one day of the series as it was told before YouTube restated it."""
    restated: dict[str, Any] = PARAMETERS["youtube"]["restated"]
    episode = series_rows()[restated["episode"] - 1]
    days = [row for row in daily if row["content_id"] == episode["content_id"]]
    row = days[restated["day"] - 1]
    return {**row, "views": round(row["views"] / restated["factor"]), "is_final": False}


def _came_in() -> list[tuple[Table, Iterable[Row]]]:
    return [
        (schema.source, sources.source_rows()),
        (schema.vacancy, [{**row, "observed_at": SEEN_AT["ats"]} for row in postings.own_rows()]),
        (schema.vacancy, [{**row, "observed_at": SEEN_AT["website"]} for row in postings.posting_rows()]),
        (schema.vacancy_daily, postings.posting_daily_rows()),
        (schema.application, application_rows()),
        (schema.application_event, event_rows()),
    ]


def _campaigns() -> list[tuple[Table, Iterable[Row]]]:
    return [
        (schema.campaign, campaigns.campaign_rows()),
        (schema.campaign_plan, campaigns.plan_rows()),
        (schema.campaign_cost, campaigns.cost_rows()),
        (schema.campaign_link, campaigns.link_rows()),
        (schema.kpi_target, campaigns.target_rows()),
        (schema.campaign_placement, placements.placement_rows()),
        (schema.channel_fit, campaigns.fit_rows()),
        (schema.event, campaigns.event_rows()),
        (schema.demo_truth, campaigns.truth_rows()),
    ]


def _house() -> list[tuple[Table, Iterable[Row]]]:
    return [
        (schema.sync_run, runs.run_rows()),
        (schema.sync_cursor, runs.cursor_rows()),
        (schema.quota_use, runs.quota_rows()),
        (schema.import_file, runs.import_rows()),
    ]
