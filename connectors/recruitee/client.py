"""Asks Recruitee: one method per list, paged to its end, at the pace and with the allowed fields of each answer."""

import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import quote, urlsplit

from connectors.asking import Asking
from connectors.base import Context
from connectors.errors import SkippableError
from connectors.http import Http
from connectors.manifest import manifests
from connectors.pace import Pace
from connectors.recruitee import boundary, faults, persons, report
from connectors.recruitee.faults import SOURCE

REQUESTS = "requests"
_MOST_PAGES = 1000
_ROUND = 50
Fields = Mapping[str, Any]
Parameters = dict[str, str | int]


class Client:
    """The questions of one run. Each kind of answer has its own allow-list; all share one pace and one count."""

    def __init__(self, context: Context, *, sleep: Callable[[float], None] = time.sleep) -> None:
        settings = context.settings
        self.company = settings.text("company")
        self.size = settings.number("page_size")
        self._search = settings.text("search_parameter")
        self._context, self._sleep = context, sleep
        self._pace = Pace(settings.number("requests_per_second"), 1.0, sleep=sleep)
        rules = context.rules
        self._keeps: dict[str, boundary.Keep] = {
            "offers": boundary.offers,
            "offer": boundary.one_offer,
            "stages": boundary.stages,
            "departments": boundary.departments,
            "activities": boundary.activities,
            "search": persons.hits(rules),
            "list": persons.rows(rules),
            "candidate": persons.one(rules, read_answers=settings.flag("read_answers")),
            "report": report.groups,
        }
        self._kind = ""
        self._asking = Asking(context, self._http)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._asking.__exit__()

    # --- Vacancies --------------------------------------------------------------------------------------------------------

    def offers(self, scope: str) -> Iterator[list[Fields]]:
        """Yield the pages of vacancies of one scope."""
        parameters: Parameters = {"scope": scope, "view_mode": "default"}
        seen = 0
        for _ in range(_MOST_PAGES):
            asked = {**parameters, "limit": self.size, "offset": seen}
            rows = self._ask("offers", "offers", "offers", asked)["offers"]
            seen += len(rows)
            yield rows
            if self._is_last(rows):
                return
        raise faults.endless("offers")

    def offer(self, number: int) -> Fields | None:
        """Return a vacancy and the stages of its pipeline; None when it is not there."""
        return self._one("offer", "offers", f"offers/{number}")

    def stages(self) -> Fields | None:
        """Return the stages of all pipelines; None when there is no such list."""
        return self._one("stages", "stages", "pipeline_templates")

    def departments(self) -> Fields | None:
        """Return the names of departments by number; None when there is no such list."""
        return self._one("departments", "offers", "departments")

    # --- Applicants -------------------------------------------------------------------------------------------------------

    def candidate(self, number: int) -> Fields | None:
        """Return one applicant; None when it is not there (any more)."""
        found = self._one("candidate", "candidates", f"candidates/{number}")
        return found["candidate"] if found else None

    def search(self, filters: str) -> Iterator[tuple[list[Fields], int | None]]:
        """Yield the pages of a search with the total that Recruitee counts, until all are there."""
        seen = 0
        for page in range(1, _MOST_PAGES):
            parameters: Parameters = {
                "limit": self.size,
                "page": page,
                "sort_by": "created_at_desc",
                self._search: filters,
            }
            answer = self._ask("search", "candidates", "search/new/candidates", parameters)
            hits, total = answer["candidates"], answer["total"]
            seen += len(hits)
            yield hits, total
            if seen >= total if total is not None else self._is_last(hits):
                return
            if not hits:
                break
        raise faults.endless("candidates")

    def candidates(self, created_after: str | None) -> Iterator[list[Fields]]:
        """Yield the pages of the list of applicants, each of them once, from a day of creation on or all."""
        parameters: Parameters = {"created_after": created_after} if created_after else {}
        seen: set[object] = set()
        for _ in range(_MOST_PAGES):
            parameters = {**parameters, "limit": self.size, "offset": len(seen)}
            rows = self._ask("list", "candidates", "candidates", parameters)["candidates"]
            new = [row for row in rows if row["id"] not in seen]
            seen |= {row["id"] for row in new}
            yield new
            if not new or self._is_last(rows):
                return
        raise faults.endless("candidates")

    def activities(self, start: str) -> Iterator[list[Fields]]:
        """Yield the pages of the change log from a day on."""
        for page in range(1, _MOST_PAGES):
            parameters: Parameters = {"start_date": start, "page": page, "limit": self.size}
            rows = self._ask("activities", "activities", "tracking/activities", parameters)["activities"]
            yield rows
            if self._is_last(rows):
                return
        raise faults.endless("activities")

    # --- Sums -------------------------------------------------------------------------------------------------------------

    def report(self, parameters: Parameters) -> list[tuple[str | None, int]] | None:
        """Return the groups of a report with their sums; None when the answer has an unknown shape."""
        found = self._ask("report", "totals", "report/breakdown", parameters)["groups"]
        return None if found is None else [(label, count) for label, count in found]

    # --- Within -----------------------------------------------------------------------------------------------------------

    def _is_last(self, rows: list[Fields]) -> bool:
        """Return whether a page ends its list. A short page of a round number may be the server's own limit at work."""
        return len(rows) < self.size and (not rows or len(rows) % _ROUND > 0)

    def _one(self, kind: str, stream: str, path: str) -> Fields | None:
        try:
            return self._ask(kind, stream, path)
        except SkippableError:
            return None

    def _ask(self, kind: str, stream: str, path: str, parameters: Parameters | None = None) -> Fields:
        self._kind = kind  # one question at a time: the answer meets the allow-list of its own kind
        return self._asking.get(stream, path, parameters).content

    def _keep(self, parsed: object) -> dict[str, object]:
        return self._keeps[self._kind](parsed)

    def _http(self) -> Http:
        settings, quota = self._context.settings, self._context.quota
        endpoint = settings.text("endpoint").rstrip("/")
        return Http(
            f"{endpoint}/c/{quote(self.company, safe='')}",
            source=SOURCE,
            hosts={*manifests()[SOURCE].hosts, urlsplit(endpoint).hostname or ""},
            keep=self._keep,
            meaning=lambda refusal: faults.meaning(refusal, self.company),
            authorize=lambda: {"Authorization": f"Bearer {settings.secrets['api_token']}"},
            pace=self._pace,
            spend=lambda: quota.spend(REQUESTS, self._context.now.astimezone(UTC).date()),
            sleep=self._sleep,
            now=lambda: datetime.now(UTC),
        )
