"""Asks YouTube, one question at a time: counts units, tries again, and hands out JSON objects or a named error."""

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as clock
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from googleapiclient.discovery import build

from connectors.base import Context
from connectors.clock import day_in
from connectors.errors import SkippableError, SourceError
from connectors.raw import Answer
from connectors.youtube import faults, meanings, transport

PACIFIC = "America/Los_Angeles"
DATA_BUCKET = "default"
ANALYTICS_BUCKET = "analytics"
RETRIES = 3

_KEPT = frozenset(
    {
        *("items", "nextPageToken", "id", "snippet", "contentDetails", "statistics", "status", "liveStreamingDetails"),
        *("title", "publishedAt", "channelId", "channelTitle", "position", "resourceId", "customUrl"),
        *("videoOwnerChannelId", "videoOwnerChannelTitle", "videoId", "videoPublishedAt", "duration"),
        *("relatedPlaylists", "uploads", "liveBroadcastContent", "privacyStatus", "uploadStatus"),
        *("viewCount", "likeCount", "commentCount", "subscriberCount", "hiddenSubscriberCount"),
        *("actualStartTime", "scheduledStartTime"),
    }
)


def next_reset(now: datetime) -> datetime:
    """Return the next midnight in California, when the day's units come back."""
    tomorrow = now.astimezone(ZoneInfo(PACIFIC)).date() + timedelta(days=1)
    return datetime.combine(tomorrow, clock(), ZoneInfo(PACIFIC))


def allowed(answer: Any) -> Any:
    """Return an answer with only the fields that are read: descriptions, pictures and the like go no further."""
    if isinstance(answer, dict):
        return {key: allowed(value) for key, value in answer.items() if key in _KEPT}
    return [allowed(entry) for entry in answer] if isinstance(answer, list) else answer


class Client:
    """Both YouTube APIs for one run; safe to use from several threads, each of which gets its own connection.

    Every call that goes out, those that are tried again included, is a unit in the ledger: Data API calls in the bucket
    ``default``, which has the daily allowance, Analytics calls in ``analytics``, which Google counts apart.
    """

    def __init__(self, context: Context, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = context.settings
        self._raw = context.raw
        self._quota = context.quota
        self._sleep = sleep
        self._day = day_in(context.now, PACIFIC)
        zone = context.organisation.timezone
        self._moment = f"{next_reset(context.now).astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} ({zone})"
        self._lock = threading.Lock()
        self._local = threading.local()
        self._authority: Any = None
        self._connections: list[Any] = []
        self._services: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        for connection in self._connections:
            connection.close()

    def data(self, stream: str, resource: str, **parameters: object) -> Answer:
        """Return the answer of a ``list`` call of the Data API, such as ``videos`` or ``playlistItems``."""

        def call() -> Answer:
            service = self._service("youtube", "v3", "endpoint")
            kept: Answer = allowed(self._execute(stream, DATA_BUCKET, getattr(service, resource)().list(**parameters)))
            return kept

        return self._fetch(stream, {"call": resource, **parameters}, call)

    def report(self, stream: str, **parameters: object) -> Answer:
        """Return the answer of ``reports.query`` of the Analytics API."""

        def call() -> Answer:
            service = self._service("youtubeAnalytics", "v2", "analytics_endpoint")
            return self._execute(stream, ANALYTICS_BUCKET, service.reports().query(**parameters))

        return self._fetch(stream, {"call": "reports", **parameters}, call)

    def _fetch(self, stream: str, parameters: dict[str, object], call: Callable[[], Answer]) -> Answer:
        """Ask, or play back; that an item was skipped is an answer too, so that it can be saved."""
        item = str(parameters.get("playlistId") or parameters.get("id") or stream)[:60]

        def answered() -> Answer:
            try:
                return call()
            except SkippableError as error:
                return {"skipped": error.code}

        answer = self._raw.fetch(stream, parameters, answered)
        if "skipped" in answer:
            raise faults.skipped(str(answer["skipped"]), stream=stream, item=item)
        return answer

    def _execute(self, stream: str, bucket: str, request: Any) -> Answer:
        self._local.stream, self._local.bucket = stream, bucket
        request._sleep = self._sleep  # noqa: SLF001  the library has no other way to choose how it waits
        try:
            answer = request.execute(http=self._connection(), num_retries=RETRIES)
        except faults.FAILURES as error:
            raise self._explained(error) from None
        if not isinstance(answer, dict):
            raise self._explained(faults.NotJsonError())
        return answer

    def _explained(self, error: Exception) -> SourceError:
        return faults.explained(error, stream=self._local.stream, moment=self._moment)

    def _count(self, uri: str) -> None:
        """Spend a unit for a call, or stop before the call that the day's allowance has no room for."""
        if uri.startswith(self._settings.text("token_endpoint")):
            return
        bucket = self._local.bucket
        with self._lock:
            allowance = self._settings.number("daily_units")
            if bucket == DATA_BUCKET and not self._quota.left(bucket, self._day, allowance):
                raise faults.raised(meanings.QUOTA, stream=self._local.stream, moment=self._moment)
            self._quota.spend(bucket, self._day)

    def _connection(self) -> Any:
        if not hasattr(self._local, "connection"):
            with self._lock:
                self._authority = self._authority or transport.credentials(self._settings)
                self._local.connection = transport.connection(self._settings, self._authority, self._count)
                self._connections.append(self._local.connection)
        return self._local.connection

    def _service(self, name: str, version: str, endpoint: str) -> Any:
        connection = self._connection()
        with self._lock:
            if name not in self._services:
                options = {"api_endpoint": self._settings.text(endpoint)}
                self._services[name] = build(
                    name,
                    version,
                    http=connection,
                    client_options=options,
                    cache_discovery=False,
                    static_discovery=True,
                )
            return self._services[name]
