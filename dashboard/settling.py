"""The memory of the server, set apart once it is read in: Streamlit looks through all that is alive after every run of a page.

What stays for good (libraries, catalogues, what was compiled) is not looked through again: the look alone would take
longer than most pages.
"""

import gc
from itertools import count

_AFTER = frozenset({1, 2, 4, 8, 16, 32, 64})  # runs of this process
_LOOK_AFTER = 20_000  # objects: a run makes many that are gone when it ends
_runs = count(1)


def set_apart() -> None:
    """Set apart what is alive now: it is not looked through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_LOOK_AFTER, 20, 20)


def after_run() -> None:
    """Set apart what the first runs of this process read in, ever more seldom; later ones bring little that stays."""
    if next(_runs) in _AFTER:
        set_apart()
