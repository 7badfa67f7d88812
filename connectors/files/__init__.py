"""Files that a person brings: opened, recognised by their content, understood, and loaded in one transaction."""

from collections.abc import Mapping
from dataclasses import replace

from connectors.files.load import Loaded, load
from connectors.files.mappings import OF_ONE_FILE, recall
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
            Without one, what a person said of an earlier file with the same headers holds.

    Raises:
        FileError: The file cannot be opened, is of no known kind, or of another kind than was chosen.
    """
    opened = open_file(name, content)
    own = dict(mapping or {})
    kept = None if own.keys() - OF_ONE_FILE else recall(opened, context.saved, kind)
    chosen, said = (kept[0], {**kept[1], **own}) if kept else (kind, own)
    reading = reader_for(opened, chosen, mapped=bool(said)).read(opened, context, said)
    return replace(reading, mapping=said, mapping_is_saved=kept is not None)
