"""Files that a person brings: opened, recognised by their content, understood, and loaded in one transaction."""

from collections.abc import Mapping

from connectors.files.load import Loaded, load
from connectors.files.opening import open_file
from connectors.files.reading import FileContext, Reading
from connectors.files.sniffing import READERS, reader_for

__all__ = ["FileContext", "Loaded", "Reading", "kinds", "load", "read", "titles"]


def kinds() -> tuple[str, ...]:
    """Return the kinds of files that are understood."""
    return tuple(READERS)


def titles() -> dict[str, str]:
    """Return each kind's name as shown (a message id)."""
    return {kind: reader.TITLE for kind, reader in READERS.items()}


def read(
    name: str,
    content: bytes,
    context: FileContext,
    *,
    kind: str | None = None,
    mapping: Mapping[str, str] | None = None,
) -> Reading:
    """Return what a file says; nothing is written.

    Args:
        name: Name of the file, as a person sees it.
        content: The file itself.
        context: The organisation and the moment.
        kind: The kind that a person chose; None to find it by the content.
        mapping: What a person added: the channel, or which column means what; each reader's README names its keys.

    Raises:
        FileError: The file cannot be opened, is of no known kind, or of another kind than was chosen.
    """
    opened = open_file(name, content)
    return reader_for(opened, kind, mapped=bool(mapping)).read(opened, context, mapping or {})
