"""Which column means what, as a person once said, kept per kind of file and set of headers: the next file needs no word."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, and_, select

from connectors.database import store
from connectors.database.schema import import_mapping
from connectors.files.reading import Opened, SavedMappings, header_lines
from connectors.personal import personal_kind
from connectors.words import plain

OF_ONE_FILE = frozenset({"as_of", "channel"})
"""What a person says of one file only, so that it is not kept: until when it counts, and whose it is."""


def fingerprint(headers: Iterable[str]) -> str:
    """Return the fingerprint of a set of headers: order, capitals, accents and marks make no difference."""
    words = sorted({plain(header) for header in headers if plain(header)})
    return sha256("\n".join(words).encode()).hexdigest()


def saved(connection: Connection, organisation_id: str, kind: str, headers: Iterable[str]) -> dict[str, str]:
    """Return the mapping (target to header) that was kept for files of a kind with these headers; empty without one."""
    column = import_mapping.c
    query = select(column.mapping).where(_place(organisation_id, kind, headers))
    text = connection.execute(query).scalar()
    return {str(target): str(header) for target, header in json.loads(text).items()} if text else {}


def all_saved(connection: Connection, organisation_id: str) -> SavedMappings:
    """Return all mappings of an organisation, as a reader of files takes them."""
    column = import_mapping.c
    query = select(column.kind, column.headers, column.mapping).where(column.organisation_id == organisation_id)
    return {(kind, headers): json.loads(text) for kind, headers, text in connection.execute(query)}


def recall(opened: Opened, known: SavedMappings, kind: str | None) -> tuple[str, dict[str, str]] | None:
    """Return kind and mapping for the first line of a file whose headers a person once explained; None without one.

    ``kind`` is the kind that a person chose, None for any.
    """
    if not known:
        return None
    for _, _, headers in header_lines(opened):
        mark = fingerprint(headers)
        for (known_kind, known_mark), mapping in known.items():
            if known_mark == mark and kind in {None, known_kind}:
                return known_kind, dict(mapping)
    return None


def save(
    connection: Connection,
    organisation_id: str,
    kind: str,
    headers: Iterable[str],
    mapping: Mapping[str, str],
    name: str,
    now: datetime,
) -> None:
    """Keep a mapping for the next file of this kind with these headers, in the place of an earlier one.

    An empty mapping, and one that would keep a person's data as a header, is not kept. ``name`` is the file for which it
    was made; a name that looks like a person's data is left out. ``now`` is an aware moment.
    """
    kept = {target: header for target, header in mapping.items() if target not in OF_ONE_FILE}
    if not kept or any(personal_kind(text) for text in kept.values()):
        return
    row = {
        "organisation_id": organisation_id,
        "kind": kind,
        "headers": fingerprint(headers),
        "mapping": json.dumps(dict(sorted(kept.items())), ensure_ascii=False),
        "name": "" if personal_kind(name) else name,
        "saved_at": now,
    }
    store.upsert(connection, import_mapping, [row], run_id=0)


def forget_all(connection: Connection, organisation_id: str, opened: Opened) -> bool:
    """Remove what was said of files with the headers of this one, of whatever kind; return whether there was anything."""
    known = all_saved(connection, organisation_id)
    found = {
        (kind, headers)
        for _, _, headers in header_lines(opened)
        for kind, mark in known
        if mark == fingerprint(headers)
    }
    return sum(forget(connection, organisation_id, kind, headers) for kind, headers in found) > 0


def forget(connection: Connection, organisation_id: str, kind: str, headers: Iterable[str]) -> bool:
    """Remove the mapping of files of a kind with these headers; return whether there was one."""
    return store.remove(connection, import_mapping, _place(organisation_id, kind, headers)) > 0


def _place(organisation_id: str, kind: str, headers: Iterable[str]) -> ColumnElement[bool]:
    column = import_mapping.c
    return and_(
        column.organisation_id == organisation_id,
        column.kind == kind,
        column.headers == fingerprint(headers),
    )
