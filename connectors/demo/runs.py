"""The runs that the figures seem to have come with: a video source that works until its consent ends, and imports."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

from connectors.demo.parameters import PARAMETERS, SEEN_AT, YOUTUBE_END, Row, at

_SOURCE = "youtube"
_BUCKET = "youtube"
_LAG = timedelta(days=2)
_HOUR, _MINUTE = 5, 30
_AUTH = {
    "error_code": "auth.token",
    "error_text": "YouTube does not accept the connected account any more.",
    "error_hint": "Connect the account again (README of the source, step 2).",
    "error_values": json.dumps({"source": _SOURCE, "stream": "analytics_channel"}),
}
"""The sentences are messages of the catalogue: the video source uses the same."""


def run_id(moment: datetime) -> int:
    """Return the id of the run that started at a moment: microseconds since 1970."""
    return int(moment.timestamp() * 1_000_000)


def restating_run() -> datetime:
    """Return when the run started that brought the restated views of the series."""
    return datetime.fromisoformat(PARAMETERS["youtube"]["restated"]["seen_at"]).astimezone(UTC)


def run_rows() -> list[Row]:
    """Return the rows of ``sync_run``, oldest first."""
    failed = date.fromisoformat(PARAMETERS["runs"]["failed_on"])
    good = [
        _run(moment, _SOURCE, until=moment.date() - _LAG, requests=PARAMETERS["runs"]["units_per_run"])
        for moment in _moments()
    ]
    bad = {
        **_run(at(failed, _HOUR, _MINUTE), _SOURCE, until=None, requests=2),
        "status": "auth",
        **_AUTH,
        "rows_written": 0,
    }
    imports = [
        {
            **_run(_moment(seen), "import", until=date.fromisoformat(last), requests=0),
            "status": "partial" if refused else "ok",
        }
        for _, _, seen, _, last, _, refused in PARAMETERS["runs"]["imports"]
    ]
    return sorted([*good, bad, *imports], key=lambda row: row["run_id"])


def _moments() -> list[datetime]:
    """Return when the video source ran: once when it restated a day, and every night of the last month."""
    first = date.fromisoformat(PARAMETERS["runs"]["youtube_first"])
    nights = (SEEN_AT[_SOURCE].date() - first).days + 1
    return [restating_run(), *(at(first + timedelta(night), _HOUR, _MINUTE) for night in range(nights))]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _run(started: datetime, source: str, *, until: date | None, requests: int) -> Row:
    return {
        "run_id": run_id(started),
        "source": source,
        "status": "ok",
        "started_at": started,
        "finished_at": started + timedelta(seconds=9),
        "since": until - timedelta(days=7) if until else None,
        "until": until,
        "rows_written": 260,
        "rows_unchanged": 110,
        "requests": requests,
    }


def cursor_rows() -> list[Row]:
    """Return the rows of ``sync_cursor``."""
    last = run_id(SEEN_AT[_SOURCE])
    value = json.dumps({"until": YOUTUBE_END.isoformat()})
    streams = ("analytics_channel", "analytics_videos")
    return [
        {"source": _SOURCE, "stream": stream, "value": value, "until": YOUTUBE_END, "run_id": last}
        for stream in streams
    ]


def quota_rows() -> list[Row]:
    """Return the rows of ``quota_use``: the last week; the day is the one in California, where the night has not ended."""
    units = PARAMETERS["runs"]["units_per_run"]
    days = [moment.date() - timedelta(days=1) for moment in _moments()[-7:]]
    return [{"source": _SOURCE, "bucket": _BUCKET, "day": day, "units": units} for day in days]


def import_rows() -> list[Row]:
    """Return the rows of ``import_file``."""
    return [
        {
            "sha256": hashlib.sha256(f"{kind} {name}".encode()).hexdigest(),
            "kind": kind,
            "name": name,
            "imported_at": _moment(seen),
            "run_id": run_id(_moment(seen)),
            "rows_written": 260,
            "rows_unchanged": unchanged,
            "rows_refused": refused,
            "first_day": date.fromisoformat(first),
            "last_day": date.fromisoformat(last),
        }
        for kind, name, seen, first, last, unchanged, refused in PARAMETERS["runs"]["imports"]
    ]
