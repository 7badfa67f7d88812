"""What the columns of an export say of the kind of entrant, in the words that the organisation's rules take."""

from collections.abc import Mapping

from connectors.files.ats_dates import NoDayError, read_when
from connectors.files.ats_lines import Frame, Line, text_of
from connectors.inflow.applied import Evidence
from connectors.inflow.rules import CLASSES, FACTS, NAMED
from connectors.personal import personal_kind
from connectors.side_entrant import fact, older_than_25
from connectors.words import holds_words, plain

AGES = ("birth_date", "age")
_DECLARED = "side_entrant"
_LABELS = {
    "recently_in_care": "Werkzaam in de zorg",
    "ever_in_care": "Eerder in de zorg",
    "over_25": "Ouder dan 25",
    _DECLARED: "Zij-instromer",
}
"""Target to a question by which the rules of the house know it, whatever its column is called."""
_OLDEST = 100


def evidence(frame: Frame, line: Line) -> Evidence:
    """Return the closed answers and fields of a line that may pass: those that a rule asks for, nothing else."""
    given: dict[str, dict[str, object]] = {"answer": {}, "custom_field": {}}
    for target in FACTS:
        if target in line.cells:
            given["answer"][_label(frame, target, "answer")] = text_of(line.cells[target])
    if frame.layout.has(*AGES) and fact(line.cells.get("over_25")) is None:
        older = _over_25(frame, line)
        given["answer"][_LABELS["over_25"]] = None if older is None else "ja" if older else "nee"
    if _DECLARED in line.cells:
        given["custom_field"][_label(frame, _DECLARED, "custom_field")] = line.text(_DECLARED)
    for (kind, header), cell in line.asked.items():
        given[kind][header] = text_of(cell)
    rules = frame.desk.rules
    return rules.sieve(frame.desk.provider, answers=given["answer"], fields=given["custom_field"])


def asked_of(frame: Frame) -> frozenset[str]:
    """Return what a file asks at all: facts by name, and ``declared``."""
    found = {name for name in FACTS if frame.layout.has(name, *(AGES if name == "over_25" else ()))}
    if frame.layout.has(_DECLARED):
        found.add("declared")
    by_header = {plain(frame.layout.headers[place]) for place in frame.layout.asked}
    for rule in frame.desk.rules.own:
        if rule.field in NAMED and any(holds_words(header, plain(rule.name or "")) for header in by_header):
            found.add("declared" if rule.result in CLASSES else rule.result)
    return frozenset(found)


def _label(frame: Frame, target: str, kind: str) -> str:
    """Return the header where a rule of the organisation names it, else the question that the house knows."""
    header = frame.layout.headers[frame.layout.places[target]]
    own = (rule for rule in frame.desk.rules.own if rule.subject == "side_entrant" and rule.field == kind and rule.name)
    named = any(rule.is_for(frame.desk.provider, header) for rule in own) and personal_kind(header) is None
    return header if named else _LABELS[target]


def _over_25(frame: Frame, line: Line) -> bool | None:
    """Return whether the applicant was older than 25, from a column that a person asked to be read; it goes no further."""
    years = line.text("age")
    if years and years.isdecimal() and int(years) < _OLDEST:
        return older_than_25(int(years))
    try:
        born = read_when(line.cells.get("birth_date"), frame.desk.wall, month_first=frame.month_first)
    except NoDayError:
        return None
    if born is None or line.applied is None:
        return None
    day = line.applied.day
    return older_than_25(day.year - born.day.year - ((day.month, day.day) < (born.day.month, born.day.day)))


def class_columns(frame: Frame) -> Mapping[str, bool]:
    """Return each column of an application about the kind of entrant, and whether the file says anything of it."""
    asked = asked_of(frame)
    by_facts, declared = not asked.isdisjoint(FACTS), "declared" in asked
    in_force = by_facts if frame.desk.rules.side_entrant.rule == "cbs" else declared
    return {
        **{name: name in asked for name in FACTS},
        "side_entrant_cbs": by_facts,
        "side_entrant_declared": declared,
        "side_entrant": in_force,
        "side_entrant_basis": in_force,
    }
