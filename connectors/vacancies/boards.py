"""Public boards of applicant tracking systems that take no key: where they are, and the allowed fields of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from connectors.errors import N_, ConfigurationError
from connectors.http import Fields
from connectors.vacancies.postings import IsTrack
from connectors.vacancies.words import first_words, states_pay, text_of, texts_of

_Json = Mapping[str, object]


@dataclass(frozen=True)
class Board:
    """A public board: its system, the address of its list, and how one vacancy of it is kept."""

    system: str
    address: str

    @property
    def provider(self) -> str:
        """The provider of its vacancies."""
        return f"board:{self.system}"


@dataclass(frozen=True)
class _System:
    base: str
    path: str
    listed: str
    kept: Callable[[_Json], Fields]


def board_of(text: str) -> Board:
    """Return the board that a setting such as ``recruitee:mycompany`` names; after the colon may stand a whole address.

    Raises a ConfigurationError for a system that is not known.
    """
    system, _, name = text.strip().partition(":")
    known = _SYSTEMS.get(system.lower())
    if known is None or not name.strip():
        raise ConfigurationError(
            N_("“{board}” is no board; it takes one of {known}, a colon and the name of your site."),
            code="configuration.board",
            board=text[:60],
            known=", ".join(_SYSTEMS),
        )
    name = name.strip().rstrip("/")
    base = name if urlsplit(name).scheme in {"http", "https"} else known.base.format(name=name)
    return Board(system.lower(), f"{base}{known.path}")


def keep_board(content: object, system: str, is_track: IsTrack) -> Fields:
    """Return the vacancies of one page of a board, and the address of the next page."""
    known = _SYSTEMS[system]
    listed = content.get(known.listed) if isinstance(content, Mapping) else content
    if not isinstance(listed, list):
        return {"problem": "board"}
    kept = []
    for each in listed:
        if isinstance(each, Mapping):
            fields = known.kept(each)
            words = first_words(str(fields.pop("description", "")))
            kept.append({**fields, "track": is_track(words) or any(map(is_track, _texts(fields.pop("tags", ()))))})
    following = text_of(content.get("next_url")) if isinstance(content, Mapping) else ""
    return {"vacancies": [each for each in kept if each["number"]], "following": following}


def _texts(value: object) -> Iterable[str]:
    return texts_of(list(value) if isinstance(value, list | tuple) else value)


def _recruitee(each: _Json) -> Fields:
    number = text_of(each.get("id"))
    return {
        "number": number,
        "reference": f"recruitee-{number}",
        "title": text_of(each.get("title")),
        "url": text_of(each.get("careers_url")),
        "opened": text_of(each.get("published_at")) or text_of(each.get("created_at")),
        "until": text_of(each.get("close_at")),
        "department": text_of(each.get("department")),
        "location": text_of(each.get("city")) or text_of(each.get("location")),
        "pay": states_pay(_only(each.get("salary"), "min", "max")),
        "description": text_of(each.get("description")),
        "tags": texts_of(each.get("tags")),
    }


def _teamtailor(each: _Json) -> Fields:
    posting = _object(each.get("_jobposting"))
    url = text_of(each.get("url"))
    slug = urlsplit(url).path.rpartition("/jobs/")[2].split("-")[0]
    number = slug if slug.isdigit() else text_of(each.get("id"))
    places = posting.get("jobLocation")
    first = _object(places[0] if isinstance(places, list) and places else places)
    return {
        "number": number,
        "reference": f"teamtailor-{number}" if slug.isdigit() else "",
        "title": text_of(each.get("title")),
        "url": url,
        "opened": text_of(each.get("date_published")) or text_of(posting.get("datePosted")),
        "until": text_of(posting.get("validThrough")),
        "location": text_of(_object(first.get("address")).get("addressLocality")),
        "pay": states_pay(_only(_object(posting.get("baseSalary")).get("value"), "value", "minValue", "maxValue")),
        "description": text_of(each.get("content_html")) or text_of(posting.get("description")),
        "tags": texts_of(each.get("tags")),
    }


def _greenhouse(each: _Json) -> Fields:
    job = text_of(each.get("internal_job_id"))
    return {
        "number": text_of(each.get("id")),
        "reference": f"greenhouse-{job}" if job else text_of(each.get("requisition_id")),
        "title": text_of(each.get("title")),
        "url": text_of(each.get("absolute_url")),
        "opened": text_of(each.get("first_published")),
        "department": text_of(each.get("departments")),
        "location": text_of(each.get("location")),
        "description": text_of(each.get("content")),
    }


def _lever(each: _Json) -> Fields:
    number, kinds = text_of(each.get("id")), _object(each.get("categories"))
    return {
        "number": number,
        "reference": f"lever-{number}",
        "title": text_of(each.get("text")),
        "url": text_of(each.get("hostedUrl")),
        "opened": text_of(each.get("createdAt")),
        "department": text_of(kinds.get("department")) or text_of(kinds.get("team")),
        "location": text_of(kinds.get("location")),
        "pay": states_pay(_only(each.get("salaryRange"), "min", "max")),
        "description": text_of(each.get("descriptionPlain")) or text_of(each.get("description")),
        "tags": texts_of(each.get("tags")),
    }


def _object(value: object) -> _Json:
    return value if isinstance(value, Mapping) else {}


def _only(value: object, *names: str) -> object:
    return {name: value.get(name) for name in names} if isinstance(value, Mapping) else value


_SYSTEMS: Mapping[str, _System] = {
    "recruitee": _System("https://{name}.recruitee.com", "/api/offers/", "offers", _recruitee),
    "teamtailor": _System("https://{name}", "/jobs.json", "items", _teamtailor),
    "greenhouse": _System(
        "https://boards-api.greenhouse.io/v1/boards/{name}", "/jobs?content=true", "jobs", _greenhouse
    ),
    "lever": _System("https://api.lever.co/v0/postings/{name}", "?mode=json", "", _lever),
}
