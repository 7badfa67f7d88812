"""What a person writes about what was told: its theme, the department that it shows, and who tells."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, select

from connectors.database.schema import content
from connectors.errors import N_, InstroomError
from dashboard.actions.audit import record
from dashboard.actions.campaigns import refuse_demo

LONGEST = 60
MAY_LABEL = ("administrator", "recruiter", "marketer")
"""The roles that may write about content."""
_BREAKS = re.compile(r"\s+")


class NotLabelled(InstroomError):  # noqa: N818  an answer to a person, not a failure
    """What was written about content cannot be kept."""

    code = "content.not_labelled"


@dataclass(frozen=True)
class Labels:
    """What a person wrote about an item; empty is not known."""

    theme: str = ""
    department: str = ""
    author_role: str = ""


def write_labels(
    connection: Connection, organisation_id: str, written: Mapping[int, Labels], *, at: datetime, actor: str
) -> int:
    """Keep what a person wrote of some items, with an audit line for each that changes; return how many changed.

    A word that is known in another spelling of capitals takes the known one. Raises NotLabelled for a role that may not,
    a word that is too long and an item that is not there; DemoIsFixed in the demo organisation.
    """
    refuse_demo(connection, organisation_id)
    if actor not in MAY_LABEL:
        raise NotLabelled(N_("Your role may not write about content."))
    before = _stored(connection, organisation_id, written)
    if set(before) != set(written):
        raise NotLabelled(N_("One of the items is not there any more."), hint=N_("Open the page again."))
    known = {name: _known_words(connection, organisation_id, name) for name in _NAMES}
    changed = 0
    for key, wanted in written.items():
        new = Labels(**{name: _word(getattr(wanted, name), known[name]) for name in _NAMES})
        if new != before[key]:
            _store(connection, organisation_id, key, new)
            detail = "; ".join(f"{name}={getattr(new, name)}" for name in _NAMES)
            record(
                connection, organisation_id, at, actor=actor, action="content.labels", subject=str(key), detail=detail
            )
            changed += 1
    return changed


_NAMES = tuple(field.name for field in fields(Labels))


def _stored(connection: Connection, organisation_id: str, keys: Iterable[int]) -> dict[int, Labels]:
    row = content.c
    query = select(row.content_id, *(row[name] for name in _NAMES)).where(
        row.organisation_id == organisation_id, row.content_id.in_(list(keys))
    )
    return {key: Labels(*(value or "" for value in values)) for key, *values in connection.execute(query)}


def _known_words(connection: Connection, organisation_id: str, name: str) -> dict[str, str]:
    """Return the words that are in use for a column by their small letters; learns those that are written now."""
    row = content.c
    query = select(row[name]).where(row.organisation_id == organisation_id, row[name].is_not(None)).distinct()
    return {word.casefold(): word for word in sorted(connection.execute(query).scalars())}


def _word(text: str, known: dict[str, str]) -> str:
    """Return a word as it is stored: one space between its parts, spelled as it is known."""
    word = _BREAKS.sub(" ", text).strip()
    if len(word) > LONGEST:
        raise NotLabelled(N_("“{word}…” is too long: at most {most} signs."), word=word[:20], most=LONGEST)
    if not word.isprintable():
        raise NotLabelled(N_("A word has a sign that cannot be shown."))
    return known.setdefault(word.casefold(), word)


def _store(connection: Connection, organisation_id: str, key: int, new: Labels) -> None:
    row = content.c
    here = (row.organisation_id == organisation_id) & (row.content_id == key)
    values = {name: getattr(new, name) or None for name in _NAMES}
    connection.execute(content.update().where(here).values(values))
