"""The error tree of the whole project, and nothing else raises what a person sees.

InstroomError
├── ConfigurationError      says which key of which file, and what it takes
├── SourceError             a source could not deliver; the others go on
│   ├── AuthError           re-connect this account
│   ├── QuotaError          stops this source, keeps what came, says when to go on; the next run resumes
│   ├── RetryableError      tried again with jitter, then reported
│   ├── VersionError        the API version has been retired
│   └── SkippableError      this item only (comments disabled, one private video)
├── FileError               which file, sheet and row; what was expected, what was found
├── DatabaseError           the database is locked, full, damaged, too old or too new
├── DemoDataError           demo rows and real rows never share a database
└── NotEnoughData           an answer, not a crash: what is missing, how much would do

Every error carries its sentence as a *message id*: English text with named places (``"no key {key} in {file}"``) that the
catalogues translate, and the values for the places. Values never hold a secret or a person's data.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802  the usual name of the gettext marker
    """Mark a text for translation without translating it: the catalogues pick it up, the page translates it."""
    return message


@dataclass(frozen=True)
class Said:
    """A sentence that can be shown in any language: message id and the values for its named places."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence; a place without a value shows as an ellipsis."""
        return self.text.format_map(_Places(self.values)) if "{" in self.text else self.text

    def as_json(self) -> dict[str, object]:
        """Return the sentence as it can be stored and shown in another language later; see :meth:`from_json`."""
        return {"text": self.text, "values": {name: _stored(value) for name, value in self.values.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, object]) -> "Said":
        """Return a stored sentence."""
        text, values = stored["text"], stored["values"]
        assert isinstance(text, str)
        assert isinstance(values, Mapping)
        return cls(text, {name: _told(value) for name, value in values.items()})


def _stored(value: object) -> object:
    if isinstance(value, Said):
        return value.as_json()
    return value if isinstance(value, int | float | str) else str(value)


def _told(value: object) -> object:
    return Said.from_json(value) if isinstance(value, Mapping) else value


class _Places(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"


class InstroomError(Exception):
    """What a person may see: one sentence, a short code, and a hint on what to do.

    Args:
        text: Message id, English, with named places.
        code: Short stable code such as ``auth.key_invalid``; logs, JSON and pages show it.
        hint: Message id of what to do next, may use the same places.
        values: The values of the places.
    """

    code = "error"
    exit_code = 1

    def __init__(self, text: str, *, code: str | None = None, hint: str = "", **values: object) -> None:
        self.said = Said(text, values)
        self.hint = Said(hint, values)
        self.code = code or type(self).code
        super().__init__(text)

    def __str__(self) -> str:
        """Return the English sentence."""
        return str(self.said)


class ConfigurationError(InstroomError):
    """A key is unknown, missing or of the wrong type; names file, table and key, and what it takes."""

    code = "configuration"
    exit_code = 2


class SourceError(InstroomError):
    """A source could not deliver. ``source`` and ``stream`` say where; the runner records it and goes on."""

    code = "source"
    status = "failed"

    def __init__(
        self, text: str, *, source: str, stream: str = "", code: str | None = None, hint: str = "", **values: object
    ) -> None:
        super().__init__(text, code=code, hint=hint, source=source, stream=stream, **values)
        self.source = source
        self.stream = stream


class AuthError(SourceError):
    """The account must be connected again, or the key replaced."""

    code = "auth"
    status = "auth"


class QuotaError(SourceError):
    """The day's allowance is used up: what came is kept, the next run goes on from there."""

    code = "quota"
    status = "quota"


class RetryableError(SourceError):
    """Tried again with pauses and still failing: the other side is busy or unreachable."""

    code = "unavailable"


class VersionError(SourceError):
    """The API version that is configured has been retired."""

    code = "version"


class SkippableError(SourceError):
    """One item cannot be read (private, deleted, closed comments); the rest goes on."""

    code = "skipped"


class FileError(InstroomError):
    """A file cannot be understood. Names file, sheet and row where they are known."""

    code = "file"

    def __init__(
        self,
        text: str,
        *,
        file: str,
        sheet: str = "",
        row: int = 0,
        code: str | None = None,
        hint: str = "",
        **values: object,
    ) -> None:
        super().__init__(text, code=code, hint=hint, file=file, sheet=sheet, row=row, **values)
        self.file = file
        self.sheet = sheet
        self.row = row


class DatabaseError(InstroomError):
    """The database cannot be used: locked, disk full, damaged, or of another version."""

    code = "database"


class DemoDataError(InstroomError):
    """Demo rows and real rows never share a database."""

    code = "demo"


class NotEnoughData(InstroomError):  # noqa: N818  an answer, not a failure
    """There is not enough to say something: what is missing, how much would do."""

    code = "not_enough_data"
