"""Finds the page and what it is called; the name stays as it was first found, so that its history stays in one place."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from connectors.base import Batch, Context, Json, Row
from connectors.errors import N_, ConfigurationError, Said, SourceError
from connectors.linkedin import allowed, rows
from connectors.linkedin.client import Client, whole
from connectors.linkedin.days import Calendar
from connectors.linkedin.meanings import CONTAINED, MISSING, NO_ACCESS, SOURCE
from connectors.linkedin.restli import Parameters

PAGE, FOLLOWERS = "page", "followers"
ROLES: Parameters = {"q": "roleAssignee", "role": "ADMINISTRATOR", "state": "APPROVED"}
_NUMBER = re.compile(r"(?:urn:li:organization:)?(\d+)")
_KEYS = ("organization", "organizationTarget", "organizationalTarget")


@dataclass(frozen=True)
class Scene:
    """What every stream of a run needs. ``organization`` is LinkedIn's number of it."""

    context: Context
    client: Client
    calendar: Calendar
    reader: rows.Reader
    organization: str

    @property
    def urn(self) -> str:
        """The organisation as LinkedIn names it."""
        return f"urn:li:organization:{self.organization}"

    def number(self, setting: str) -> int:
        """Return a whole-number setting."""
        return self.context.settings.number(setting)


@dataclass(frozen=True)
class Door:
    """Where a route tells of organisations and of roles, and how its lists go on."""

    resource: str
    roles: str
    pages: Callable[..., Iterator[Mapping[str, Any]]]
    asked: Parameters


def find(context: Context, client: Client, door: Door) -> tuple[Scene, Batch]:
    """Return the scene and the first page: the page's row, and how it is called from now on."""
    pinned = context.cursors.get(PAGE, {})
    organization = _configured(context) or str(pinned.get("organization") or "") or _by_role(client, door)
    known = pinned if pinned.get("organization") == organization else {}
    found, problem = _looked_up(context, client, door.resource, organization, known)
    external_id = _external_id(context, known, found, organization)
    calendar = Calendar(context)
    reader = rows.Reader(context.organisation.id, external_id, calendar)
    scene = Scene(context, client, calendar, reader, organization)
    cursor: Json = {"organization": organization, "external_id": external_id}
    page = found.get("organizationalPage") or known.get("organizational_page")
    cursor = {**cursor, "organizational_page": page} if page else cursor
    return scene, Batch(PAGE, {"channel": [rows.channel_row(reader, found)]}, cursor=cursor, problem=problem)


def followers(scene: Scene) -> Iterator[Batch]:
    """Yield the total of followers as it stands today."""
    path = f"networkSizes/{scene.urn.replace(':', '%3A')}"
    answer = scene.client.get(FOLLOWERS, path, {"edgeType": "COMPANY_FOLLOWED_BY_MEMBER"}, allowed.FOLLOWERS)
    size = whole(answer.get("firstDegreeSize"))
    level: list[Row] = [] if size is None else [scene.reader.day(scene.calendar.today, {"followers": size})]
    yield Batch(FOLLOWERS, {"channel_daily": level})


def slug(name: str) -> str:
    """Return the short name of a page as the names of its exports spell it."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _configured(context: Context) -> str:
    text = context.settings.text("organization").strip()
    match = _NUMBER.fullmatch(text)
    if text and match is None:
        raise ConfigurationError(
            N_(
                "[sources.linkedin], key “organization”: “{found}” does not fit; it takes the number of the page, such as “2414183”."
            ),
            code="configuration.type",
            hint=N_("The number stands in the address of the page's admin view."),
            found=text[:60],
        )
    return match[1] if match else ""


def _by_role(client: Client, door: Door) -> str:
    """Return the only organisation of which the connected account is an administrator."""
    found: dict[str, None] = {}
    for answer in door.pages(client, PAGE, door.roles, door.asked, allowed.ROLES):
        for element in answer.get("elements", ()):
            urn = next((element[key] for key in _KEYS if element.get(key)), "")
            match = _NUMBER.fullmatch(urn)
            if match and element.get("role", "ADMINISTRATOR") == "ADMINISTRATOR":
                found[match[1]] = None
    if len(found) == 1:
        return next(iter(found))
    raise SourceError(
        N_("The connected account is an administrator of {count} pages of LinkedIn; one must be chosen."),
        source=SOURCE,
        stream=PAGE,
        code="source.which_page",
        hint=N_("Set organization under [sources.linkedin]; the account has: {pages}."),
        count=len(found),
        pages=", ".join(found) or "-",
    )


def _looked_up(
    context: Context, client: Client, resource: str, organization: str, known: Mapping[str, Any]
) -> tuple[Mapping[str, Any], SourceError | None]:
    """Return what LinkedIn tells of the organisation, once; and what went wrong where that leaves a way on."""
    if known and not context.window.full:
        return {}, None
    try:
        return client.get(PAGE, f"{resource}/{organization}", {}, allowed.ORGANIZATION), None
    except SourceError as error:
        if error.code not in CONTAINED:
            raise
        if error.code != NO_ACCESS:
            raise client.fault(MISSING, PAGE) from None
        return {}, error


def _external_id(context: Context, known: Mapping[str, Any], found: Mapping[str, Any], organization: str) -> str:
    given, pinned = context.settings.text("channel").strip(), known.get("external_id")
    return slug(given) or str(pinned or "") or slug(str(found.get("vanityName") or "")) or organization


def unnamed_note(scene: Scene) -> Said | None:
    """Return the note for a page that is known by its number only, so that its exports stand apart."""
    if scene.reader.external_id != scene.organization:
        return None
    text = N_(
        "The short name of the page is not known; set channel under [sources.linkedin], so that its exports join."
    )
    return Said(text)
