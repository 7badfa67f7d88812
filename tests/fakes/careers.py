"""A careers site on the loopback address: pages with JSON-LD, a sitemap, feeds in every dialect and public boards.

It answers with an ETag and a Last-Modified, and with 304 to who knows them already. Contact persons stand everywhere.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.fakes.applicants import EMAILS, FREE_TEXT, NAMES, PHONES, VACANCIES, Vacancy
from tests.fakes.json_server import Reply
from tests.fakes.routed import Asked, Routed, routed

TOKEN = "an-invented-careers-token"
MODIFIED = "Mon, 02 Mar 2026 08:00:00 GMT"
CONTACT = f"<contact><name>{NAMES[0]}</name><email>{EMAILS[0]}</email><phone>{PHONES[0]}</phone></contact>"
RECRUITER = f"<recruiter>{NAMES[1]}</recruiter><email><![CDATA[{EMAILS[1]}]]></email>"
OPEN = tuple(each for each in VACANCIES if each.closed is None)


@dataclass
class Site:
    """What the site shows: a path to its text. ``tokens`` guards paths by a header's value."""

    shown: dict[str, str] = field(default_factory=dict)
    guarded: dict[str, str] = field(default_factory=dict)
    knows_validators: bool = True

    def answer(self, asked: Asked) -> Reply:
        """Answer one question."""
        if "instroom/" not in asked.headers.get("user-agent", "").lower():
            return Reply(403, FREE_TEXT)
        query = f"?{asked.query}" if asked.query else ""
        body = self.shown.get(f"{asked.path}{query}", self.shown.get(asked.path))
        if body is None:
            return Reply(404, f"<h1>{FREE_TEXT}</h1>")
        if asked.headers.get("x-careers-sites-token", "") != self.guarded.get(asked.path, ""):
            return Reply(401, json.dumps({"error": FREE_TEXT}))
        if not self.knows_validators:
            return Reply(200, body)
        etag = f'"{hashlib.sha256(body.encode()).hexdigest()[:12]}"'
        headers = {"ETag": etag, "Last-Modified": MODIFIED}
        return Reply(304, "", headers) if asked.headers.get("if-none-match") == etag else Reply(200, body, headers)


@contextmanager
def careers(site: Site) -> Iterator[Routed]:
    """Serve a site until the test is done."""
    with routed(site.answer) as server:
        yield server


# --- Pages -----------------------------------------------------------------------------------------------------------------


def posting(vacancy: Vacancy, **more: object) -> dict[str, object]:
    """Return the JobPosting of a vacancy, with a contact person wherever one may stand."""
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": vacancy.title,
        "identifier": {"@type": "PropertyValue", "name": "Zorggroep Nergensland", "value": f"NL-{vacancy.number}"},
        "datePosted": vacancy.opened.isoformat(),
        "url": f"{{address}}/vacatures/{vacancy.slug}?utm_source=google",
        "description": f"<p>Voor wie graag helpt.</p><p>{FREE_TEXT}</p>",
        "hiringOrganization": {"@type": "Organization", "name": "Zorggroep Nergensland", "email": EMAILS[0]},
        "jobLocation": {
            "@type": "Place",
            "telephone": PHONES[0],
            "address": {"@type": "PostalAddress", "addressLocality": vacancy.location, "addressCountry": "BE"},
        },
        "applicationContact": {"@type": "ContactPoint", "name": NAMES[0], "email": EMAILS[0], "telephone": PHONES[1]},
        **more,
    }


def page(*blocks: object, body: str = "", head: str = "", kind: str = "application/ld+json") -> str:
    """Return a web page with blocks of JSON-LD; a text is a block as it stands."""
    texts = (block if isinstance(block, str) else json.dumps(block) for block in blocks)
    scripts = "".join(f'<script type="{kind}">{text}</script>' for text in texts)
    return f"<!doctype html><html><head><meta charset=utf-8>{head}{scripts}</head><body>{body}{FREE_TEXT}</body></html>"


def listing(vacancies: Sequence[Vacancy] = OPEN, more: str = "") -> str:
    """Return a list of vacancies that links to each, and to what is no vacancy."""
    links = "".join(f'<a href="/vacatures/{each.slug}">{each.title}</a>' for each in vacancies)
    others = (
        '<a href="/over-ons">Over ons</a><a href="https://elders.example/vacature/1">Elders</a>'
        f'<a href="mailto:{EMAILS[0]}">Mail</a><a href="/vacatures">Alle</a>'
    )
    return page(body=links + others + more)


def pages(vacancies: Sequence[Vacancy] = OPEN) -> dict[str, str]:
    """Return the list and the page of each vacancy, by path."""
    own = {f"/vacatures/{each.slug}": page(posting(each)) for each in vacancies}
    return {"/vacatures": listing(vacancies), **own}


def sitemap(paths: Sequence[str], root: str = "urlset", item: str = "url") -> str:
    """Return a sitemap of some paths."""
    listed = "".join(f"<{item}><loc>{{address}}{path}</loc></{item}>" for path in paths)
    return f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</{root}>'


# --- Feeds -----------------------------------------------------------------------------------------------------------------


def _cdata(text: object) -> str:
    return f"<![CDATA[ {text} ]]>"


def indeed(vacancies: Sequence[Vacancy] = OPEN) -> str:
    """Return a feed as Indeed takes it: blanks in its CDATA, dates as in mails."""
    jobs = "".join(
        f"<job><title>{_cdata(each.title)}</title><date>{_cdata(each.opened.strftime('%a, %d %b %Y 08:00:00 GMT'))}</date>"
        f"<referencenumber>{_cdata(f'NL-{each.number}')}</referencenumber><requisitionid>{_cdata(9000 + each.number)}"
        f"</requisitionid><url>{_cdata(f'https://nergens.example/vacatures/{each.slug}?s=1')}</url>"
        f"<city>{_cdata(each.location)}</city><category>{_cdata(each.department)}</category>"
        f"<salary>{_cdata('2500 - 3300 EUR')}</salary><description>{_cdata(f'<p>{FREE_TEXT}</p>')}</description>"
        f"{RECRUITER}</job>"
        for each in vacancies
    )
    return f"<?xml version='1.0' encoding='utf-8'?><source><publisher>Nergens</publisher>{CONTACT}{jobs}</source>"


def recruitee(vacancies: Sequence[Vacancy] = OPEN) -> str:
    """Return the feed of a Recruitee board."""
    jobs = "".join(
        f"<Job><Reference>{each.number * 1000}</Reference><Title>{each.title}</Title><company_id>1</company_id>"
        f"<city>{each.location}</city><min_hours>24</min_hours><max_hours>32</max_hours><category>care</category>"
        f"<published_at>{each.opened}T22:30:00Z</published_at><url>https://nergens.example/o/{each.slug}</url>"
        f"{CONTACT}</Job>"
        for each in vacancies
    )
    return f"<jobs>{jobs}</jobs>"


def teamtailor(vacancies: Sequence[Vacancy] = OPEN, ends: str = "") -> str:
    """Return the partner feed of Teamtailor."""
    jobs = "".join(
        f"<job><referencenumber>{_cdata(f'teamtailor-{each.number}')}</referencenumber><title>{_cdata(each.title)}</title>"
        f"<createddate>{_cdata('2025-09-01')}</createddate><startdate>{_cdata(each.opened)}</startdate>"
        f"<enddate>{_cdata(ends)}</enddate><locations><location><city>{_cdata(each.location)}</city></location></locations>"
        f"<role>{_cdata('Zorg')}</role><applyurl>{_cdata('https://nergens.example/a')}</applyurl>"
        f"<url>{_cdata(f'https://nergens.example/jobs/{each.number}')}</url>{RECRUITER}</job>"
        for each in vacancies
    )
    return f"<source>{jobs}</source>"


def personio(vacancies: Sequence[Vacancy] = OPEN) -> str:
    """Return the feed of Personio."""
    jobs = "".join(
        f"<position><id>{each.number}</id><name>{each.title}</name><department>{each.department}</department>"
        f"<office>{each.location}</office><createdAt>{each.opened}T09:00:00+02:00</createdAt><jobDescriptions>"
        f"<jobDescription><name>Wie</name><value>{_cdata('<b>Zij-instromers welkom</b>')}</value></jobDescription>"
        f"</jobDescriptions>{RECRUITER}</position>"
        for each in vacancies
    )
    return f"<workzag-jobs>{jobs}</workzag-jobs>"


def stage(vacancies: Sequence[Vacancy] = OPEN) -> str:
    """Return a feed in the style of Stage.nl."""
    jobs = "".join(
        f'<job id="{each.number}"><title>{each.title}</title><function_title>{each.department}</function_title>'
        f"<location><nationwide>0</nationwide><city>{each.location}</city></location><description><summary>Kort</summary>"
        f"<long_description>{FREE_TEXT}</long_description></description><hours_per_week>24-32</hours_per_week>"
        f"<date>{each.opened.strftime('%d-%m-%Y')}</date><url>https://nergens.example/s/{each.slug}</url>{CONTACT}</job>"
        for each in vacancies
    )
    return f"<jobs>{jobs}</jobs>"


# --- Boards ----------------------------------------------------------------------------------------------------------------


def boards(vacancies: Sequence[Vacancy] = OPEN) -> Mapping[str, str]:
    """Return the public boards of four systems, by path."""
    return {
        "/api/offers/": json.dumps({"offers": [_offer(each) for each in vacancies]}),
        "/jobs.json": json.dumps(
            {"version": "https://jsonfeed.org/version/1.1", "items": [_item(e) for e in vacancies]}
        ),
        "/v1/boards/nergens/jobs": json.dumps({"jobs": [_job(each) for each in vacancies], "meta": {"total": 3}}),
        "/v0/postings/nergens": json.dumps([_lever(each) for each in vacancies]),
    }


def _offer(each: Vacancy) -> dict[str, object]:
    return {
        "id": each.number,
        "title": each.title,
        "careers_url": f"https://nergens.example/o/{each.slug}",
        "published_at": f"{each.opened} 09:00:00 UTC",
        "created_at": f"{each.opened} 09:00:00 UTC",
        "department": each.department,
        "city": each.location,
        "description": f"<p>{FREE_TEXT}</p>",
        "tags": ["zij-instromer"] if each.is_track else [],
        "mailbox_email": EMAILS[0],
        "salary": {"min": "2500", "max": "3300", "currency": "EUR", "period": "month"},
    }


def _item(each: Vacancy) -> dict[str, object]:
    return {
        "id": f"uuid-{each.number}",
        "url": f"https://nergens.example/jobs/{each.number}-{each.slug}",
        "title": each.title,
        "content_html": f"<p>{FREE_TEXT}</p>",
        "date_published": f"{each.opened}T09:00:00+02:00",
        "authors": [{"name": NAMES[2]}],
        "_jobposting": posting(each),
    }


def _job(each: Vacancy) -> dict[str, object]:
    return {
        "id": 400000 + each.number,
        "internal_job_id": each.number,
        "title": each.title,
        "absolute_url": f"https://boards.example/nergens/jobs/{each.number}",
        "first_published": f"{each.opened}T09:00:00-05:00",
        "requisition_id": f"REQ-{each.number}",
        "location": {"name": each.location},
        "departments": [{"id": 1, "name": each.department}],
        "content": f"&lt;p&gt;{FREE_TEXT}&lt;/p&gt;",
        "metadata": [{"name": "Recruiter", "value": NAMES[0]}],
    }


def _lever(each: Vacancy) -> dict[str, object]:
    return {
        "id": f"aaaa-{each.number}",
        "text": each.title,
        "hostedUrl": f"https://jobs.example/nergens/aaaa-{each.number}",
        "createdAt": 1_759_305_600_000,
        "categories": {"team": each.department, "location": each.location, "commitment": "24-32"},
        "descriptionPlain": FREE_TEXT,
    }
