"""What Teamtailor is asked: which parts come along, and which of their fields. Without ``include`` a relation has no number."""

from collections.abc import Collection
from datetime import UTC, datetime

from connectors.config import SourceSettings

PAGE_SIZE = 30
"""The most that Teamtailor gives."""

Parameters = dict[str, str | int]

_FACTS = {
    "custom_fields": ("custom-field-values", "custom-field-values.custom-field"),
    "answers": ("answers", "answers.question"),
}
FACT_KINDS = ("tags", *_FACTS)
_OF_APPLICATION = ("stage", "job", "reject-reason")
_FIELDS = {
    "job-applications": (
        "created-at,updated-at,changed-stage-at,rejected-at,referring-url,referring-site,sourced,"
        "stage,job,reject-reason,candidate"
    ),
    "stages": "name,stage-type",
    "reject-reasons": "rejected-by-company",
    "jobs": "internal",
    "candidates": "tags,sourced,connected,internal,updated-at",
}
_FACT_FIELDS = {"custom-field-values": "value,custom-field", "answers": "boolean,choices,range,question"}
_JOB_FIELDS = "title,status,human-status,internal,tags,created-at,start-date,end-date,department,locations"
_COUNTERS = "name,stage-type,active-job-applications-count,rejected-job-applications-count,job"


def fact_kinds(settings: SourceSettings) -> frozenset[str]:
    """Return the kinds of facts that may be read; the question about the source is answered with the answers."""
    asks = {"answers"} if settings.text("self_reported_question") else set()
    return frozenset({*settings.texts("facts"), *asks})


class Questions:
    """The parameters of each question, by the settings."""

    def __init__(self, settings: SourceSettings) -> None:
        self._sparse = settings.flag("sparse_fields")
        self._facts = [part for kind in sorted(fact_kinds(settings)) for part in _FACTS.get(kind, ())]

    def application(self) -> Parameters:
        """Return what comes with an application: stage, vacancy, reason, person and what tells of the person."""
        of_person = [f"candidate.{part}" for part in self._facts]
        return self._with([*_OF_APPLICATION, "candidate", *of_person])

    def person(self) -> Parameters:
        """Return what comes with a person: the applications with theirs, and what tells of the person."""
        theirs = ["job-applications", *(f"job-applications.{part}" for part in _OF_APPLICATION)]
        return self._with([*theirs, *self._facts], "job-applications")

    def numbers(self) -> Parameters:
        """Return the question for numbers alone."""
        return {"page[size]": PAGE_SIZE, "sort": "created-at", **self._fields({"job-applications": "updated-at"})}

    def jobs(self) -> Parameters:
        """Return the question for all vacancies, closed ones too."""
        fields = {"jobs": _JOB_FIELDS, "departments": "name", "locations": "name,city"}
        include = {"include": "department,locations"}
        return {"page[size]": PAGE_SIZE, "filter[status]": "all", **include, **self._fields(fields)}

    def counters(self) -> Parameters:
        """Return the question for the counters of stages."""
        fields = {"stages": _COUNTERS, "jobs": "title"}
        return {"page[size]": PAGE_SIZE, "include": "job", **self._fields(fields)}

    def requisitions(self) -> Parameters:
        """Return the question for hires per requisition."""
        fields = {"requisitions": "hired-count,jobs", "jobs": "title"}
        return {"page[size]": PAGE_SIZE, "include": "jobs", **self._fields(fields)}

    def _with(self, include: Collection[str], *of_person: str) -> Parameters:
        kinds = [name for name in _FACT_FIELDS if name in self._facts]
        fields = {**_FIELDS, **{name: _FACT_FIELDS[name] for name in kinds}}
        fields["candidates"] = ",".join((fields["candidates"], *of_person, *kinds))
        return {"include": ",".join(include), **self._fields(fields)}

    def _fields(self, fields: dict[str, str]) -> Parameters:
        return {f"fields[{kind}]": listed for kind, listed in fields.items()} if self._sparse else {}


def changed(since: datetime | None, until: datetime | None) -> Parameters:
    """Return the page size, the order and the span of what changed; the newest first."""
    span = {"from": since, "to": until}
    named: Parameters = {f"filter[updated-at][{end}]": written(moment) for end, moment in span.items() if moment}
    return {"page[size]": PAGE_SIZE, "sort": "-updated-at", **named}


def written(moment: datetime) -> str:
    """Return a moment as a filter takes it: in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
