"""Which reader understands a file: every kind by name, and the first one that the content fits."""

from types import MappingProxyType

from connectors.errors import N_, FileError
from connectors.files import (
    ats,
    campaign_manager,
    cbs_vacancies,
    context_figures,
    linkedin_jobs,
    linkedin_page,
    mentions,
    youtube_studio,
)
from connectors.files.reading import Opened, Reader

_ORDER: tuple[Reader, ...] = (
    youtube_studio,
    linkedin_page,
    campaign_manager,
    mentions,
    cbs_vacancies,
    context_figures,
    linkedin_jobs,
    ats,
)
READERS = MappingProxyType({reader.KIND: reader for reader in _ORDER})
"""Kind to reader, in the order in which they are asked: strict shapes before free ones."""


def reader_for(opened: Opened, kind: str | None = None, *, mapped: bool = False) -> Reader:
    """Return the reader of a file; a FileError names the kinds that are known when none fits.

    With a mapping a person has said what the columns are: then the reader itself judges the file, and a file that
    fits no kind is the free one, an export of an applicant tracking system. LinkedIn's report on vacancies is never
    recognised: a person who chooses it without a mapping hears from the reader what it needs.
    """
    if kind is None:
        for reader in READERS.values():
            if reader.fits(opened):
                return reader
        if mapped:
            return ats
        hint = N_(
            "Known kinds: {kinds}. If it is an export of applications, or LinkedIn's report on vacancies, choose that kind and "
            "say which column is what."
        )
        raise _error(N_("{file} is of a kind that is not known (yet)."), opened, "file.unknown_kind", hint=hint)
    chosen = READERS.get(kind)
    if chosen is None:
        raise _error(N_("There is no kind of file called “{kind}”."), opened, "file.no_such_kind", kind)
    if not mapped and chosen is not linkedin_jobs and not chosen.fits(opened):
        raise _error(N_("{file} does not look like “{kind}”: its columns are others."), opened, "file.other_kind", kind)
    return chosen


def _error(
    text: str, opened: Opened, code: str, kind: str = "", *, hint: str = N_("Known kinds: {kinds}.")
) -> FileError:
    return FileError(text, file=opened.file, code=code, hint=hint, kind=kind, kinds=", ".join(READERS))
