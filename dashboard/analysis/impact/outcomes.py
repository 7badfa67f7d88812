"""What else was looked at beside all applications: side-entrants, sites and function groups, in one table that adds up."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dashboard.analysis.impact.finding import Finding
from dashboard.analysis.impact.words import numbers_can_be_said
from dashboard.analysis.suppression import NOT_KNOWN, Count, Mark, breakdown, count

ALL = "all"
SIDE_ENTRANTS = "side_entrant"
PARTITIONS = ("site", "function_group")
"""Outcomes ``site:…`` are parts of all applications, and so are ``function_group:…``."""


@dataclass(frozen=True)
class Row:
    """One outcome: how many came in as it may be shown, and the finding; ``numbers`` tells whether its figures may be shown."""

    outcome: str
    observed: Count
    finding: Finding

    @property
    def numbers(self) -> bool:
        """True when no figure of the row gives a small count away."""
        return self.observed.value is not None and numbers_can_be_said(self.finding)


def outcome_rows(
    findings: Mapping[str, Finding], featured_sites: Collection[str] = (), *, given_away: Collection[str] = ()
) -> tuple[Row, ...]:
    """Return a row for each outcome but all, in order; hidden so that none can be computed from the whole or the others.

    ``featured_sites`` are the sites that make up the whole (none: every site). Outcomes in ``given_away`` would, with what
    stands elsewhere on the page, lead to a small count: their numbers are hidden, and with ALL in it those of its parts.
    """
    whole = _observed(findings.get(ALL))
    shown: dict[str, Count] = {}
    for kind in PARTITIONS:
        names = [name for name in sorted(findings) if name.startswith(f"{kind}:")]
        parts = [
            name for name in names if kind != "site" or not featured_sites or name.partition(":")[2] in featured_sites
        ]
        shown |= {name: count(_observed(findings[name])) for name in names if name not in parts}
        shown |= _parts(parts, [_observed(findings[name]) for name in parts], whole)
    if SIDE_ENTRANTS in findings:
        shown = _parts([SIDE_ENTRANTS], [_observed(findings[SIDE_ENTRANTS])], whole) | shown
    hidden = set(shown) if ALL in given_away else set(given_away)
    safe = {name: Count(None, Mark.WITHHELD) if name in hidden and each.value else each for name, each in shown.items()}
    return tuple(Row(name, each, findings[name]) for name, each in safe.items())


def _observed(finding: Finding | None) -> int | None:
    return None if finding is None or finding.observed is None else round(finding.observed)


def _parts(names: Sequence[str], values: Sequence[int | None], whole: int | None) -> dict[str, Count]:
    """Return parts of a whole that is shown; what no outcome covers is a part of it too."""
    known = [value for value in values if value is not None]
    rest = None if whole is None else whole - sum(known)
    if rest is None or rest < 0 or len(known) < len(values):
        return {
            name: count(value) if value is not None else NOT_KNOWN for name, value in zip(names, values, strict=True)
        }
    return dict(zip(names, breakdown([*known, rest])[:-1], strict=True))
