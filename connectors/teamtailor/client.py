"""Asks Teamtailor page by page: the three headers, the version that it knows, its pace, and never another host."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from connectors.asking import Asking
from connectors.base import Context
from connectors.clock import day_in
from connectors.errors import N_, Said, VersionError
from connectors.http import Http
from connectors.manifest import manifests
from connectors.pace import Pace
from connectors.teamtailor import faults
from connectors.teamtailor.boundary import Boundary, Kept, kept_list
from connectors.teamtailor.questions import Parameters, Questions, fact_kinds

REQUESTS, SECONDS = 50, 10
_JSON_API = "application/vnd.api+json"


@dataclass(frozen=True)
class Page:
    """One page of allowed fields. ``next`` is the link that leads on; None on the last page, whatever other links say."""

    content: Mapping[str, object]

    @property
    def next(self) -> str | None:
        """The address of the next page."""
        link = self.content["next"]
        return link if isinstance(link, str) else None

    @property
    def records(self) -> int | None:
        """How many there are in all pages, as Teamtailor says."""
        records = self.content["records"]
        return records if isinstance(records, int) else None

    def listed(self, name: str) -> list[Kept]:
        """Return applications, people, jobs, stages or requisitions."""
        return list(kept_list(self.content, name))


class Client:
    """The questions of one run."""

    def __init__(self, context: Context, sleep: Callable[[float], None]) -> None:
        self._context, self._sleep, settings = context, sleep, context.settings
        self._version, self._older = settings.text("version"), settings.text("older_version")
        self.questions = Questions(settings)
        self.notes: tuple[Said, ...] = ()
        self._asking = Asking(context, self._http)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._asking.__exit__()

    def pages(self, stream: str, address: str, parameters: Parameters | None) -> Iterator[Page]:
        """Yield each page, by the link to the next one only; an address that is such a link has no parameters."""
        read = {address}
        while True:
            page = self.page(stream, address, parameters)
            yield page
            if page.next is None:
                return
            if page.next in read:
                raise faults.circle(stream)
            read.add(page.next)
            address, parameters = page.next, None

    def page(self, stream: str, address: str, parameters: Parameters | None) -> Page:
        """Return one answer; when Teamtailor does not know the version, ask with the older one from then on."""
        try:
            return Page(self._asking.get(stream, address, parameters).content)
        except VersionError:
            if not self._older or self._version == self._older:
                raise
        said = N_("Teamtailor does not know version {version}; version {older} is used. Change it in instroom.toml.")
        self.notes = (Said(said, {"version": self._version, "older": self._older}),)
        self._version = self._older
        return Page(self._asking.get(stream, address, parameters).content)

    def leads_here(self, link: str) -> bool:
        """Return whether a link that was kept still belongs to the configured address."""
        here, there = urlsplit(self._context.settings.text("endpoint")), urlsplit(link)
        return (here.scheme, here.netloc) == (there.scheme, there.netloc)

    def _http(self) -> Http:
        context = self._context
        settings, endpoint = context.settings, context.settings.text("endpoint")
        day = day_in(context.now, "UTC")
        return Http(
            endpoint,
            source=faults.SOURCE,
            hosts=(*manifests()[faults.SOURCE].hosts, urlsplit(endpoint).hostname or ""),
            keep=Boundary(context.rules, fact_kinds(settings), settings.text("self_reported_question")),
            meaning=faults.meaning,
            asked=faults.asked,
            authorize=self._headers,
            pace=Pace(REQUESTS, SECONDS, sleep=self._sleep),
            spend=lambda: context.quota.spend("requests", day),
            sleep=self._sleep,
        )

    def _headers(self) -> Mapping[str, str]:
        key = self._context.settings.secrets["api_key"]
        return {"Authorization": f"Token token={key}", "X-Api-Version": self._version, "Accept": _JSON_API}
