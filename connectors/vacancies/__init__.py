"""Vacancies without a key: from careers pages (JobPosting), XML feeds and public boards. No applicants, no persons."""

import time
from collections.abc import Callable, Iterator

from connectors.base import Batch, Context
from connectors.errors import N_, ConfigurationError, SourceError
from connectors.vacancies.careers import Careers
from connectors.vacancies.client import Reader
from connectors.vacancies.places import Place, boards, feeds, read_places


def pull(context: Context, *, sleep: Callable[[float], None] = time.sleep) -> Iterator[Batch]:
    """Yield the careers pages as one batch, then each feed and each board; one that fails stops no other.

    Raises a ConfigurationError when nothing is named to read, and the first problem when nothing at all could be read.
    """
    settings = context.settings
    has_pages = bool(settings.texts("pages") or settings.text("sitemap"))
    places = [*feeds(context), *boards(context)]
    if not has_pages and not places:
        raise ConfigurationError(
            N_("Nothing is named to read: give pages, a sitemap, feeds or boards under [sources.vacancies]."),
            code="configuration.missing_key",
        )
    problems: list[SourceError] = []
    read = 0
    with Reader(context, sleep) as reader:
        for batch in _batches(context, reader, has_pages=has_pages, places=places):
            read += batch.problem is None or bool(batch.rows.get("vacancy"))
            problems += [batch.problem] if batch.problem else []
            yield batch
    if problems and not read:
        raise problems[0]


def _batches(context: Context, reader: Reader, *, has_pages: bool, places: list[Place]) -> Iterator[Batch]:
    if has_pages:
        yield Careers(context, reader).read()
    yield from read_places(context, reader, places)
