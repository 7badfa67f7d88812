"""A careers site as the contract test meets it: pages, a sitemap, feeds and boards that answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.connectors.at_work import AtWork
from tests.fakes import careers
from tests.fakes.applicants import NOW


@contextmanager
def at_work() -> Iterator[AtWork]:
    """Give three vacancies on careers pages, in two feeds and on a board that wants a token."""
    shown = {
        **careers.pages(),
        "/sitemap.xml": careers.sitemap(["/over-ons", "/vacatures/nog-een"]),
        "/vacatures/nog-een": careers.page(careers.posting(careers.VACANCIES[1], identifier="NL-500")),
        "/indeed.xml": careers.indeed(),
        "/stage.xml": careers.stage(),
        **careers.boards(),
    }
    site = careers.Site(shown, guarded={"/api/offers/": careers.TOKEN})
    with careers.careers(site) as server:
        settings = {
            "pages": [f"{server.address}/vacatures"],
            "sitemap": f"{server.address}/sitemap.xml",
            "feeds": [f"{server.address}/indeed.xml", f"{server.address}/stage.xml"],
            "boards": [f"recruitee:{server.address}", f"teamtailor:{server.address}"],
            "requests_per_minute": 6000,
        }
        yield AtWork(settings, {"careers_sites_token": careers.TOKEN}, NOW)
