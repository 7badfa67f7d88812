"""What a person should know of an export of applications before it is loaded."""

from collections.abc import Iterator, Mapping, Sequence

from connectors.errors import N_, Said
from connectors.files.ats_columns import Layout
from connectors.files.ats_rows import Built
from connectors.files.ats_systems import looks_like
from connectors.files.ats_words import are_categories


def warnings(found: Layout, built: Built, mapping: Mapping[str, str], *, doubled: int, empty: bool) -> tuple[Said, ...]:
    """Return the warnings: what was left out, what is counted on no day, which words no table knows, which system it is."""
    said = [*_of_lines(built, doubled=doubled, empty=empty), *_of_columns(found, built)]
    return (*said, *_unknown_words(built.unknown_words), *_suggested(found.headers, mapping))


def _of_lines(built: Built, *, doubled: int, empty: bool) -> Iterator[Said]:
    if empty:
        yield Said(N_("There are no lines below the headers."))
    if doubled:
        yield Said(N_("Lines that repeat an application: {count}. The last one counts."), {"count": doubled})
    if built.pool:
        text = N_("Lines that are entries of a talent pool, no applications, and are left out: {count}.")
        yield Said(text, {"count": built.pool})


def _of_columns(found: Layout, built: Built) -> Iterator[Said]:
    if not found.has("applied_at"):
        yield Said(
            N_(
                "No column tells when an application came in. The applications are kept, but counted on no day, and no day is "
                "made up; a later file with days fills them in. If a column does tell it, say which: applied_at = “...”."
            )
        )
    for name in built.free_text:
        text = N_("The column “{header}” holds free text; only sources that are known were kept.")
        yield Said(text, {"header": found.header(name)})


def _unknown_words(words: Sequence[str]) -> list[Said]:
    """Return the warning about stages and statuses that no table knows; what does not look like categories is not shown."""
    if not words:
        return []
    if not are_categories(words):
        text = N_("Stages or statuses that are not known and count as in process: {count}.")
        return [Said(text, {"count": len(words)})]
    listed = ", ".join(f"“{word}”" for word in words)
    return [Said(N_("These stages or statuses are not known and count as in process: {words}."), {"words": listed})]


def _suggested(headers: Sequence[str], mapping: Mapping[str, str]) -> list[Said]:
    system = looks_like(headers, mapping)
    if system is None:
        return []
    text = N_(
        "The headers look like those of {system}. If its interface is connected as well, say so, or each application counts "
        "twice: provider = “{provider}”."
    )
    return [Said(text, {"system": system.title, "provider": system.provider})]
