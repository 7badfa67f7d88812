"""Series by hand: made, and their episodes added, changed, put in another order and removed. Playlists keep their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from connectors.database import schema, store
from connectors.database.engine import writing
from connectors.errors import N_, Said
from dashboard.actions.audit import By, recorded
from dashboard.actions.campaigns import NotAccepted, refuse_demo
from dashboard.actions.codes import code_of, first_free
from dashboard.actions.standing import require, standing_of_series

CORRECTED = "episode.release"
_LONGEST = 200
_MOST = 500


@dataclass(frozen=True)
class Episode:
    """One episode: its title, when it comes out (UTC; None: not known yet), and its video, which it may not have."""

    title: str
    released_at: datetime | None = None
    content_id: int | None = None


def make(by: By, title: str) -> str:
    """Make a series by hand and return its code."""
    _require_title(title, N_("Give the series a name."))
    with writing(by.engine) as connection:
        refuse_demo(connection, by.organisation_id)
        row = schema.series.c
        query = select(row.series_id, row.title).where(row.organisation_id == by.organisation_id)
        known = {row[0]: str(row[1]) for row in connection.execute(query)}
        if title.strip().casefold() in {each.strip().casefold() for each in known.values()}:
            raise NotAccepted([Said(N_("There is a series with the name “{name}” already."), {"name": title.strip()})])
        code = first_free(code_of(title, "series"), set(known))
        values = {"series_id": code, "title": title.strip(), "origin": "manual", "observed_at": by.at}
        connection.execute(insert(schema.series).values(organisation_id=by.organisation_id, **values))
        recorded(connection, by, "series.make", code, {})
    return code


def add(by: By, series_id: str, episode: Episode, *, place: int | None = None, seen: str | None = None) -> int:
    """Add an episode at a place (from 1; None: last) and return its number; later ones move up."""
    _require(episode)
    with writing(by.engine) as connection:
        known = _by_hand(connection, by, series_id, seen)
        number = len(known) + 1 if place is None else place
        _require_place(number, len(known) + 1)
        known.insert(number - 1, episode)
        _write(connection, by, series_id, known)
        recorded(connection, by, "episode.add", series_id, {"number": number})
    return number


def change(by: By, series_id: str, number: int, episode: Episode, *, place: int, seen: str | None = None) -> None:
    """Change an episode, and put it at a place in the order."""
    _require(episode)
    with writing(by.engine) as connection:
        known = _by_hand(connection, by, series_id, seen)
        _require_place(number, len(known))
        _require_place(place, len(known))
        known.pop(number - 1)
        known.insert(place - 1, episode)
        _write(connection, by, series_id, known)
        recorded(connection, by, "episode.change", series_id, {"number": number, "place": place})


def remove(by: By, series_id: str, number: int, *, seen: str | None = None) -> None:
    """Remove an episode; later ones move down, and what its video did stays."""
    with writing(by.engine) as connection:
        known = _by_hand(connection, by, series_id, seen)
        _require_place(number, len(known))
        gone = known.pop(number - 1)
        _write(connection, by, series_id, known)
        recorded(connection, by, "episode.remove", series_id, {"number": number, "title": gone.title})


def remove_series(by: By, series_id: str, campaign_id: str = "") -> None:
    """Remove a series by hand that belongs to no campaign, or only to the one from whose page it is removed."""
    with writing(by.engine) as connection:
        _by_hand(connection, by, series_id, None)
        link = schema.campaign_link.c
        used = select(func.count()).where(
            link.organisation_id == by.organisation_id, link.kind == "series", link.target == series_id
        )
        if connection.execute(used.where(link.campaign_id != campaign_id)).scalar():
            raise NotAccepted([Said(N_("The series belongs to a campaign: take it out of the campaign first."))])
        gone = (link.organisation_id == by.organisation_id) & (link.kind == "series") & (link.target == series_id)
        connection.execute(delete(schema.campaign_link).where(gone))
        for table in (schema.episode, schema.series):
            own = (table.c.organisation_id == by.organisation_id) & (table.c.series_id == series_id)
            connection.execute(delete(table).where(own))
        recorded(connection, by, "series.remove", series_id, {})


def correct_release(by: By, series_id: str, content_id: int, released_at: datetime) -> None:
    """Correct when a video of a playlist came out. The platform may say otherwise at every sync: the correction stays."""
    with writing(by.engine) as connection:
        refuse_demo(connection, by.organisation_id)
        row = schema.episode.c
        own = (row.organisation_id == by.organisation_id) & (row.series_id == series_id)
        if connection.execute(select(row.number).where(own, row.content_id == content_id)).first() is None:
            raise NotAccepted([Said(N_("This video is not in the series any more."))])
        detail = {"content_id": content_id, "released_at": released_at.isoformat()}
        recorded(connection, by, CORRECTED, series_id, detail)


def _require(episode: Episode) -> None:
    _require_title(episode.title, N_("Give the episode a title."))


def _require_title(title: str, missing: str) -> None:
    if not title.strip():
        raise NotAccepted([Said(missing)])
    if len(title) > _LONGEST:
        raise NotAccepted([Said(N_("The title is longer than {most} characters."), {"most": _LONGEST})])


def _require_place(place: int, most: int) -> None:
    if not 1 <= place <= min(most, _MOST):
        raise NotAccepted(
            [Said(N_("The number of the episode lies between 1 and {most}."), {"most": min(most, _MOST)})]
        )


def _by_hand(connection: Connection, by: By, series_id: str, seen: str | None) -> list[Episode]:
    refuse_demo(connection, by.organisation_id)
    row = schema.series.c
    own = (row.organisation_id == by.organisation_id) & (row.series_id == series_id)
    origin = connection.execute(select(row.origin).where(own)).scalar()
    if origin is None:
        raise NotAccepted([Said(N_("The series is not there any more."))])
    if origin != "manual":
        raise NotAccepted([Said(N_("This series is a playlist: its order is changed where the playlist is made."))])
    require(standing_of_series(connection, by.organisation_id, series_id), seen)
    each = schema.episode.c
    query = select(each.title, each.released_at, each.content_id).where(
        each.organisation_id == by.organisation_id, each.series_id == series_id
    )
    found = connection.execute(query.order_by(each.number)).all()
    return [Episode(title or "", released_at, content_id) for title, released_at, content_id in found]


def _write(connection: Connection, by: By, series_id: str, episodes: Sequence[Episode]) -> None:
    rows = [
        {
            "organisation_id": by.organisation_id,
            "series_id": series_id,
            "number": number,
            "content_id": episode.content_id,
            "title": episode.title.strip(),
            "released_at": episode.released_at,
        }
        for number, episode in enumerate(episodes, start=1)
    ]
    scope = {"organisation_id": by.organisation_id, "series_id": series_id}
    store.replace(connection, schema.episode, scope, rows, run_id=0)
