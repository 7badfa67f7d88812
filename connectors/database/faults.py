"""What a driver's error means for a person: one code and one sentence for each kind of trouble with the database."""

from sqlalchemy.exc import DBAPIError, OperationalError

from connectors.errors import N_, DatabaseError

_SQLITE = {
    3: "readonly",  # PERM
    5: "locked",  # BUSY
    6: "locked",  # LOCKED
    8: "readonly",
    10: "disk",  # IOERR
    11: "damaged",  # CORRUPT
    13: "full",
    14: "unreachable",  # CANTOPEN
    26: "damaged",  # NOTADB
}
_POSTGRES = {
    "08": "unreachable",
    "25006": "readonly",
    "28": "unreachable",
    "3D": "unreachable",
    "40P01": "locked",
    "42501": "readonly",
    "42703": "old",
    "42P01": "old",
    "53100": "full",
    "53300": "unreachable",
    "55P03": "locked",
    "57P": "unreachable",
    "58": "disk",
    "XX001": "damaged",
    "XX002": "damaged",
}
_SENTENCES = {
    "locked": (
        N_("The database is busy: another program has been writing for too long."),
        N_("Wait a moment and try again; what was stored before stays as it was."),
    ),
    "full": (
        N_("The disk is full: the database cannot grow."),
        N_("Make room and try again; what was stored before stays as it was."),
    ),
    "disk": (
        N_("The disk refused to read or write the database."),
        N_("Look at the disk and at its free space; what was stored before stays as it was."),
    ),
    "readonly": (
        N_("The database cannot be written: it is read-only."),
        N_("Give this user the right to write to it."),
    ),
    "damaged": (
        N_("The database file is damaged or is no database."),
        N_("Put back a backup; “instroom db check” says more."),
    ),
    "unreachable": (
        N_("The database cannot be opened."),
        N_("Check the address under [database], that the server runs, or that this user may write to the folder."),
    ),
    "old": (N_("The database is of an older version."), N_("Run “instroom db upgrade”.")),
    "failed": (N_("The database refused: {problem}."), N_("The log says more.")),
}


def explained(error: DBAPIError) -> DatabaseError:
    """Return what a person should read for a driver's error; the address and the values stay out of it."""
    kind = _kind(error)
    sentence, hint = _SENTENCES[kind]
    return DatabaseError(sentence, code=f"database.{kind}", hint=hint, problem=type(error.orig).__name__)


def _kind(error: DBAPIError) -> str:
    number = getattr(error.orig, "sqlite_errorcode", None)
    if number is not None:
        text = str(error.orig)
        missing = text.startswith("no such table") or "no such column" in text or "has no column" in text
        return "old" if missing else _SQLITE.get(number & 0xFF, "failed")  # the higher bits only refine
    state = getattr(error.orig, "sqlstate", None)
    if state:
        return next((_POSTGRES[part] for part in (state, state[:3], state[:2]) if part in _POSTGRES), "failed")
    return "unreachable" if isinstance(error, OperationalError) else "failed"
