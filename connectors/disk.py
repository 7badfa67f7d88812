"""What the operating system's refusals mean for a person, in the words of their language."""

import errno

from connectors.errors import N_, Said

_PROBLEMS = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("there is something else of that name"),
    errno.EACCES: N_("this user has no right to it"),
    errno.EPERM: N_("this user has no right to it"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
}


def problem(error: OSError) -> Said:
    """Return why a file or folder could not be used; a refusal without words of our own keeps the system's."""
    known = _PROBLEMS.get(error.errno or 0)
    return Said(known) if known else Said("{problem}", {"problem": error.strerror or type(error).__name__})


def is_refusal(error: Exception) -> bool:
    """Return whether an error is about a file, a folder or the room on a disk (and not, say, about the network)."""
    return isinstance(error, OSError) and (error.filename is not None or error.errno in _PROBLEMS)


def name(error: OSError) -> Said:
    """Return which file or folder was refused; a write that fails half-way does not say."""
    return Said("{name}", {"name": str(error.filename)}) if error.filename is not None else Said(N_("a file"))
