"""What the operating system's refusals mean for a person, in the words of their language."""

import errno

from connectors.errors import N_, Said

_PROBLEMS = {
    errno.ENOENT: N_("it does not exist"),
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
