"""Finds the configured channel and yields what is known of it as a whole: title, subscribers, daily totals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from connectors.base import Batch, Context
from connectors.clock import day_in
from connectors.errors import N_, AuthError, Said, SourceError
from connectors.youtube import analytics, lookback, reports, rows, transport
from connectors.youtube.client import PACIFIC, Client
from connectors.youtube.faults import SOURCE, readable
from connectors.youtube.listing import items_of

STREAM = "channel"
PARTS = "snippet,contentDetails,statistics,status"
_ID_LENGTH = 24


@dataclass(frozen=True)
class Scene:
    """What every stream of a run needs. ``reports`` is None without the owner's account."""

    context: Context
    client: Client
    reader: rows.Reader
    uploads: str
    started: datetime
    reports: reports.Reports | None

    @property
    def today(self) -> date:
        """Today in California."""
        return day_in(self.context.now, PACIFIC)

    @property
    def channel_start(self) -> date:
        """The first day of the channel in California."""
        return day_in(self.started, PACIFIC)


def find(context: Context, client: Client) -> tuple[Scene, Batch]:
    """Return the scene and the first page: the channel, its subscribers and YouTube's changes of definition."""
    found = _channel(context, client)
    is_owner = transport.has_account(context.settings)
    if is_owner:
        _check_owner(client, found["id"])
    with readable(STREAM):
        reader = rows.Reader(context.organisation.id, found["id"], is_owner, context.now)
        scene = Scene(
            context=context,
            client=client,
            reader=reader,
            uploads=found["contentDetails"]["relatedPlaylists"]["uploads"],
            started=rows.moment(found["snippet"].get("publishedAt")) or context.now,
            reports=reports.Reports(client, found["id"]) if is_owner else None,
        )
        return scene, _first_page(scene, found)


def daily_totals(scene: Scene, reports_: reports.Reports) -> Iterator[Batch]:
    """Yield the channel's figures per day, the days that may still change among them."""
    context = scene.context
    stored = context.cursors.get(reports.CHANNEL_STREAM, {}).get("until")
    known = date.fromisoformat(stored) if isinstance(stored, str) else None
    first = lookback.first_day(context, known, scene.channel_start)
    listed = reports_.channel_days(first, lookback.last_day(context))
    with readable(reports.CHANNEL_STREAM):
        reached = lookback.advanced(known, first, analytics.last_of(listed))
        days = analytics.channel_days(scene.reader, listed, reached, context.settings.number("lookback_days"))
    yield Batch(
        stream=reports.CHANNEL_STREAM,
        rows={"channel_daily": days},
        cursor={"until": reached.isoformat()} if reached else None,
        until=reached,
    )


def _channel(context: Context, client: Client) -> Any:
    """Return the configured channel; a handle works with and without its @."""
    wanted = context.settings.text("channel").strip()
    by_id = wanted.startswith("UC") and len(wanted) == _ID_LENGTH
    answer = client.data(STREAM, "channels", part=PARTS, **({"id": wanted} if by_id else {"forHandle": wanted}))
    with readable(STREAM):
        listed = items_of(answer)
    if listed:
        return listed[0]
    raise SourceError(
        N_("YouTube knows no channel {channel}."),
        source=SOURCE,
        stream=STREAM,
        code="source.channel_not_found",
        hint=N_(
            "Check channel under [sources.youtube]: the handle (“@name”) or the id (“UC...”) from the channel's address."
        ),
        channel=wanted,
    )


def _check_owner(client: Client, channel: str) -> None:
    """Refuse an account that does not own the channel: what it reads may not be kept like the owner's own figures."""
    answer = client.data(STREAM, "channels", part="id", mine=True)
    with readable(STREAM):
        if channel in {entry["id"] for entry in items_of(answer)}:
            return
    raise AuthError(
        N_("The connected account does not own the channel {channel}."),
        source=SOURCE,
        stream=STREAM,
        code="auth.not_owner",
        hint=N_("Connect the account of the channel, or use only an API key."),
        channel=channel,
    )


def _first_page(scene: Scene, found: Any) -> Batch:
    settings = scene.context.settings
    all_formats = settings.values["view_definition_break"]
    assert isinstance(all_formats, date)
    note = Said(
        N_(
            "Read with an API key: kept for {days} days, as YouTube asks. With the channel's own account figures may stay."
        ),
        {"days": settings.number("amendment_days" if settings.flag("amendment") else "key_data_days")},
    )
    return Batch(
        stream=STREAM,
        rows={
            "channel": [rows.channel_row(scene.reader, found["id"], found["snippet"].get("title"))],
            "channel_daily": [rows.followers_row(scene.reader, found)],
            "event": rows.break_rows(all_formats),
        },
        notes=() if scene.reader.is_owner else (note,),
    )
