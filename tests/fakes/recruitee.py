"""A look-alike of Recruitee: it tells of each applicant in three shapes, with a person in every answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from tests.fakes.applicants import EMAILS, FREE_TEXT, NAMES, NOW, VACANCIES
from tests.fakes.json_server import Reply, json_reply
from tests.fakes.recruitee_world import (
    ARCHIVED_OFFER,
    POOL_OFFER,
    SAMPLE_OFFER,
    STAGES,
    TOKEN,
    Candidate,
    Placement,
    World,
    written,
)
from tests.fakes.routed import Asked, Routed, routed


def offers(world: World) -> list[dict[str, object]]:
    rows = [
        {
            "id": each.number,
            "title": world.titles.get(each.number, each.title),
            "status": "archived" if each.number in world.archived else "closed" if each.closed else "published",
            "kind": "job",
            "slug": each.slug,
            "department_id": 40 + index,
            "location": each.location,
            "created_at": written(datetime.combine(each.opened - timedelta(days=4), datetime.min.time(), UTC)),
            "published_at": written(datetime.combine(each.opened, datetime.min.time(), UTC) + timedelta(hours=9)),
            "closed_at": written(datetime.combine(each.closed, datetime.min.time(), UTC)) if each.closed else None,
            "careers_url": f"https://werkenbij.nergensland.example/o/{each.slug}?source=x",
            "offer_tags": ["zij-instroom"] if each.is_track else [],
            "recruiter": {"name": NAMES[1], "email": EMAILS[1]},
        }
        for index, each in enumerate(VACANCIES)
    ]
    extra = {"slug": "x", "department_id": None, "published_at": None, "closed_at": None, "offer_tags": []}
    return [
        *rows,
        {**extra, "id": SAMPLE_OFFER, "title": "Recruiter (Sample)", "kind": "job", "status": "internal"},
        {**extra, "id": POOL_OFFER, "title": "Talentpool zorg", "kind": "talent_pool", "status": "published"},
        {**extra, "id": ARCHIVED_OFFER, "title": "Kok", "kind": "job", "status": "archived"},
    ]


def _person(each: Candidate) -> dict[str, object]:
    return {
        "name": each.name,
        "emails": [each.email],
        "phones": [each.phone],
        "initials": "WK",
        "photo_thumb_url": f"https://photos.example/{each.email}",
        "adminapp_url": f"https://app.example/{each.number}?q={each.email}",
    }


@cache
def _offer_of(number: int) -> dict[str, object]:
    return next(each for each in offers(World({})) if each["id"] == number)


def hit(world: World, each: Candidate) -> dict[str, object]:
    """Return a search hit: no referrer, and no moment for each application."""
    base = {
        "id": each.number,
        **_person(each),
        "created_at": written(each.created_at),
        "source": each.channel,
        "sources": [{"id": number, "name": name} for number, name in enumerate(each.sources)],
        "tags": [{"id": number, "name": name} for number, name in enumerate(_tags(each))],
        "deleted": each.deleted_at is not None,
        "deleted_at": None,
        "soft_deleted_at": written(each.deleted_at),
        "example": each.is_example,
        "placements": [_in_search(at, tells_all=world.tells_all) for at in each.placements],
    }
    return {**base, "referrer": each.referrer} if world.tells_all else base


def _tags(each: Candidate) -> list[str]:
    return [*(["zij-instromer"] if each.side_entrant else []), each.name, *each.extra_tags]


def _in_search(at: Placement, *, tells_all: bool) -> dict[str, object]:
    offer = _offer_of(at.offer)
    row = {
        "id": at.number,
        "offer": {name: offer[name] for name in ("id", "kind", "slug", "status", "title")},
        "stage": {"id": at.stage_id, "name": STAGES[at.stage][1], "time_limit": None},
        "disqualified": at.reason is not None,
        "disqualified_at": written(at.disqualified_at),
        "disqualify_kind": "admin" if at.reason else None,
        "disqualify_reason": at.reason,
        "is_hired": at.hired_at is not None,
        "hired_at": written(at.hired_at),
        "job_starts_at": None,
    }
    return {**row, "created_at": written(at.created_at)} if tells_all else row


def _in_list(at: Placement, candidate: int) -> dict[str, object]:
    return {
        "id": at.number,
        "candidate_id": candidate,
        "offer_id": at.offer,
        "stage_id": at.stage_id,
        "created_at": written(at.created_at),
        "updated_at": written(at.hired_at or at.disqualified_at or at.created_at),
        "hired_at": written(at.hired_at),
        "hired_by_id": 3,
        "hired_in_this_placement": False,
        "hired_in_other_placement": False,
        "ratings": {},
        **({"disqualify_kind": "admin", "disqualify_reason": at.reason} if at.reason else {}),
    }


def row(each: Candidate) -> dict[str, object]:
    """Return a row of the list: no tags, and the day of a rejection is not told."""
    return {
        "id": each.number,
        **_person(each),
        "created_at": written(each.created_at),
        "updated_at": written(each.created_at),
        "example": each.is_example,
        "source": each.channel,
        "referrer": each.referrer,
        "placements": [_in_list(at, each.number) for at in each.placements],
    }


def references(listed: list[Candidate]) -> list[dict[str, object]]:
    places = [at for each in listed for at in each.placements]
    named = [{"type": "Offer", **_offer_of(number)} for number in sorted({at.offer for at in places})]
    stages = {at.stage_id: {"name": STAGES[at.stage][1], "category": STAGES[at.stage][2]} for at in places}
    return [
        *named,
        *({"type": "Stage", "id": number, **stage} for number, stage in stages.items()),
        {"type": "Admin", "id": 3, "name": NAMES[2], "email": EMAILS[1]},
    ]


def detail(world: World, each: Candidate) -> dict[str, object]:
    """Return one applicant with everything, the person and what was answered too."""
    told = {True: "ja", False: "nee", None: None}[each.side_entrant]
    fields = [
        {"id": 1, "kind": "address", "name": "Adres", "values": [{"value": FREE_TEXT}]},
        {"id": 2, "kind": "text", "name": "Motivatie zij-instromer", "values": [{"text": FREE_TEXT}]},
        *([{"id": 3, "kind": "dropdown", "name": "Zij-instromer", "values": [{"value": told}]}] if told else []),
    ]
    open_question = {"open_question": {"body": "Waarom wil je dit?"}, "content": FREE_TEXT}
    return {
        "candidate": {
            **row(each),
            "sources": hit(world, each)["sources"],
            "tags": hit(world, each)["tags"],
            "soft_deleted_at": written(each.deleted_at),
            "cv_url": f"https://files.example/{each.name}.pdf",
            "cover_letter": FREE_TEXT,
            "fields": fields,
            "grouped_open_question_answers": [{"offer_id": 1, "answers": [open_question]}],
        },
        "references": references([each]),
    }


@dataclass
class Answers:
    """Answers requests as Recruitee does."""

    world: World

    def __call__(self, asked: Asked) -> Reply:
        token = asked.headers.get("authorization")
        if token is None:
            return refused(401, "Forbidden")
        if token != f"Bearer {TOKEN}":
            return json_reply({"error": "Token not found.", "error_code": "invalid_token", "of": EMAILS[0]}, 400)
        _, mark, company, *rest = asked.path.split("/")
        path, given = "/".join(rest), asked.parameters
        if mark != "c" or asked.method != "GET":
            return refused(404, "Not found")
        if not company.isdecimal() and path.startswith(("candidates", "search")):
            return refused(422, f"company_id is invalid for {NAMES[0]}")
        known = {
            "offers": self._offers,
            "candidates": self._list,
            "search/new/candidates": self._search,
            "tracking/activities": self._activities,
            "report/breakdown": self._report,
        }
        if path in known:
            return known[path](given)
        return self._single(path)

    def _single(self, path: str) -> Reply:
        kind, _, number = path.partition("/")
        if path == "departments":
            names = [{"id": 40 + place, "name": each.department} for place, each in enumerate(VACANCIES)]
            return json_reply({"departments": names})
        if path == "pipeline_templates":
            return json_reply({"pipeline_templates": [{"id": 1, "title": NAMES[0], "stages": self._stages(101)}]})
        if kind == "offers" and number.isdecimal():
            found = [each for each in offers(self.world) if each["id"] == int(number)]
            pipeline = {"stages": self._stages(int(number))}
            return json_reply({"offer": {**found[0], "pipeline_template": pipeline}}) if found else refused(404, "No")
        if kind == "candidates" and number.isdecimal() and int(number) in self.world.candidates:
            return json_reply(detail(self.world, self.world.candidates[int(number)]))
        return refused(404, f"{NAMES[0]} is not there")

    def _stages(self, offer: int) -> list[dict[str, object]]:
        return [{"id": offer * 10 + place, "name": name, "category": kind} for place, name, kind in STAGES.values()]

    def _offers(self, given: dict[str, str]) -> Reply:
        scope = given.get("scope") if self.world.open_scope_only else None
        wanted = {"archived": ("archived",), "not_archived": ("draft", "internal", "published", "closed")}
        rows = [each for each in offers(self.world) if each["status"] in wanted.get(scope or "", (each["status"],))]
        return json_reply({"offers": self._page(rows, given, int(given.get("offset", 0)))})

    def _list(self, given: dict[str, str]) -> Reply:
        after = given.get("created_after", "")
        listed = [each for each in self._sorted() if written(each.created_at) >= after and not each.deleted_at]
        page = self._page(listed, given, int(given.get("offset", 0)))
        rows = [row(each) for each in page]
        return json_reply({"candidates": rows, "generated_at": written(NOW), "references": references(page)})

    def _search(self, given: dict[str, str]) -> Reply:
        limit = int(given.get("limit", 60))
        if limit > 10_000:
            return Reply(500, json.dumps({"error": "Server internal error"}))
        listed = self._sorted()
        for name in self.world.filter_names:
            for each in json.loads(given.get(name, "[]")):
                if each.get("field") == "created_at":
                    listed = [one for one in listed if each["gte"] <= int(one.created_at.timestamp()) <= each["lte"]]
        page = self._page(listed, given, (int(given.get("page", 1)) - 1) * min(limit, self.world.largest_page))
        return json_reply(
            {"hits": [hit(self.world, each) for each in page], "total": len(listed), "aggregations": {"n": NAMES[0]}}
        )

    def _activities(self, given: dict[str, str]) -> Reply:
        if not self.world.sees_activities:
            return refused(403, f"Forbidden for {EMAILS[0]}")
        start = date.fromisoformat(given["start_date"]) if "start_date" in given else date.min
        listed = [each for each in sorted(self.world.activities, reverse=True) if each[0].date() >= start]
        rows = [
            {
                "id": number,
                "event": "candidate_changed",
                "created_at": written(at),
                "candidate": {"id": candidate, "name": NAMES[0]},
                "admin": {"id": 3, "name": NAMES[1]},
                "text": FREE_TEXT,
            }
            for number, (at, candidate) in enumerate(listed)
        ]
        limit = int(given.get("limit", 50))
        return json_reply({"activities": self._page(rows, given, (int(given.get("page", 1)) - 1) * limit)})

    def _page(self, rows: list, given: dict[str, str], first: int) -> list:
        return rows[first : first + min(int(given.get("limit", 60)), self.world.largest_page)]

    def _sorted(self) -> list[Candidate]:
        return sorted(self.world.candidates.values(), key=lambda each: (each.created_at, each.number), reverse=True)

    def _report(self, given: dict[str, str]) -> Reply:
        first, last = date.fromisoformat(given["start_date"]), date.fromisoformat(given["end_date"])
        moment = {"candidates": "created_at", "hires": "hired_at", "disqualifications": "disqualified_at"}[
            given["metric"]
        ]
        sums: dict[str | None, int] = {}
        for each in self.world.candidates.values():
            tag = next(iter(each.sources), None) or each.referrer
            for at in each.placements if not each.is_example else ():
                when = getattr(at, moment)
                if when and (not self.world.report_days or first <= when.date() <= last):
                    sums[tag] = sums.get(tag, 0) + 1
        if self.world.report == "odd":
            return json_reply({"chart": {"series": [FREE_TEXT]}})
        return json_reply({"data": [{"name": tag, "value": count} for tag, count in sums.items()], "by": NAMES[0]})


def refused(status: int, text: str) -> Reply:
    return json_reply({"error": [text], "error_fields": {"email": [EMAILS[0]]}}, status)


@contextmanager
def serving(world: World) -> Iterator[Routed]:
    """Serve a world until the test is done."""
    with routed(Answers(world)) as server:
        yield server
