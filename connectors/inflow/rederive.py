"""Reads history again after a rule changed: what was stored as it was told gets its meaning by the rules of today.

Only what was stored can be read again. Answers, tags and custom fields pass the boundary when a rule asks for them, so
that a new rule on those counts from the next whole reading; and an erased application stays as it was counted.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select, update

from connectors.database.schema import source, vacancy
from connectors.inflow.applied import Row
from connectors.inflow.reader import Reader, Stored
from connectors.inflow.rederive_stages import stages
from connectors.inflow.rows import source_rows
from connectors.inflow.rules import Rulebook
from connectors.side_entrant import classify
from connectors.sources import Resolved


def rederive(
    connection: Connection, organisation_id: str, before: Rulebook, rules: Rulebook, subject: str, run_id: int
) -> int:
    """Give the stored applications their meaning by the rules of a subject; return how many applications changed.

    ``before`` are the rules until now: what they do not explain was told by the system itself, and stays.
    """
    return _SUBJECTS[subject](Reader(connection, organisation_id, before, rules, run_id))


# --- Sources -----------------------------------------------------------------------------------------------------------------

_TOLD = ("source_raw", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_content", "source_tag")


def _sources(reader: Reader) -> int:
    seen = []

    def noted(row: Stored, found: Resolved | None) -> str | None:
        if found is not None and row["applied_on"] is not None:
            seen.append((found, row["applied_on"]))
        return found.source_id if found else None

    def after(row: Stored) -> Row:
        new: Row = {}
        if any(row[name] for name in _TOLD):
            told = {**row, "source": row["source_raw"]}
            tags = (row["source_tag"],) if row["source_tag"] else ()
            new["source_id"] = noted(row, reader.rules.source_of(row["provider"], told, tags))
        if row["self_reported_raw"]:
            said = reader.rules.source_of(row["provider"], {"source": row["self_reported_raw"]})
            new["self_reported_id"] = noted(row, said)
        return new

    count = reader.change(reader.everything(*_TOLD, "source_id", "self_reported_raw", "self_reported_id"), after)
    reader.write(source, source_rows(seen))
    _come_back(reader, {found.source_id for found, _day in seen if found.is_new})
    return count


def _come_back(reader: Reader, seen: set[str]) -> None:
    """Make new again what was merged, where the rule that led it elsewhere is gone and applications stand under it."""
    here = (source.c.organisation_id == reader.organisation_id, source.c.status == "merged")
    for source_id in sorted(seen):
        reader.connection.execute(update(source).where(*here, source.c.source_id == source_id).values(status="new"))


# --- Groups of functions, and side-entrants -------------------------------------------------------------------------------------


def _vacancies(reader: Reader) -> dict[object, Stored]:
    """Read the titles of vacancies again; return each vacancy with its new group and track."""
    names = ("vacancy_id", "title", "department", "function_group", "side_entrant_track", "provider", "external_id")
    query = select(*(vacancy.c[name] for name in names)).where(vacancy.c.organisation_id == reader.organisation_id)
    known: dict[object, Stored] = {}
    changed: list[Row] = []
    for row in map(dict, reader.connection.execute(query).mappings()):
        new = {"function_group": _group(reader, row), "side_entrant_track": _track(reader, row)}
        if any(row[name] != value for name, value in new.items()):
            changed.append({**{name: row[name] for name in ("vacancy_id", "provider", "external_id")}, **new})
        known[row["vacancy_id"]] = {**row, **new}
    reader.write(vacancy, changed)
    return known


def _group(reader: Reader, row: Stored) -> str | None:
    """Return the group by the rules; a group that the system itself told stays where no rule knows the title."""
    given = {"title": row["title"], "department": row["department"]}
    was, now = reader.before.function_group(**given), reader.rules.function_group(**given)
    told = row["function_group"]
    return told if was == now or (now in {None, "other"} and told not in {was, None}) else now


def _track(reader: Reader, row: Stored) -> bool | None:
    """Return whether a vacancy is for side-entrants; what its tags or description told stays."""
    was, now = reader.before.is_track(row["title"]), reader.rules.is_track(row["title"])
    return row["side_entrant_track"] if was == now else now


def _function_groups(reader: Reader) -> int:
    known = _vacancies(reader)

    def after(row: Stored) -> Row:
        of = known.get(row["vacancy_id"])
        return {"function_group": of["function_group"]} if of and of["function_group"] else {}

    return reader.change(reader.everything("vacancy_id", "function_group"), after)


_FACTS = ("over_25", "ever_in_care", "recently_in_care")
_CLASS = ("side_entrant", "side_entrant_basis", "side_entrant_cbs", "side_entrant_declared", "side_entrant_evidence")


def _side_entrants(reader: Reader) -> int:
    known = _vacancies(reader)

    def after(row: Stored) -> Row:
        classes = classify(**{name: row[name] for name in _FACTS}, answer=None, rule=reader.rules.side_entrant)
        is_facts = reader.rules.side_entrant.rule == "cbs"
        in_force = classes.cbs if is_facts else row["side_entrant_declared"]
        basis = "none" if in_force == "unknown" else "facts" if is_facts else "declared"
        level = row["side_entrant_evidence"]
        if level in {"none", "vacancy_track", "campaign"}:
            of = known.get(row["vacancy_id"])
            level = reader.rules.lower_level(
                row["provider"], track=of["side_entrant_track"] if of else None, campaign=row["utm_campaign"]
            )
        return {
            "side_entrant": in_force,
            "side_entrant_basis": basis,
            "side_entrant_cbs": classes.cbs,
            "side_entrant_evidence": level,
        }

    return reader.change(reader.everything("vacancy_id", "utm_campaign", *_FACTS, *_CLASS), after)


_SUBJECTS: Mapping[str, Callable[[Reader], int]] = {
    "source": _sources,
    "stage": stages,
    "function_group": _function_groups,
    "side_entrant": _side_entrants,
}
