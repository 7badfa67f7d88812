"""What changed, what is known of why, what is not known: three sentences that a rule makes from tiles and findings.

The first only says how a figure moved: two periods beside each other never show a cause. Only a finding may say that an effect
is likely, and only where its verdict says so, its interval holds no zero, and it knows what was expected without the campaign.
"""

from collections.abc import Sequence

from connectors.errors import N_, Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact.finding import Finding, Verdict
from dashboard.analysis.impact.words import numbers_can_be_said, range_said, unit_said
from dashboard.analysis.overview import ThreeSentences, Tile
from dashboard.analysis.overview_facts import CampaignFinding
from dashboard.analysis.passports import Passport
from dashboard.analysis.periods import Period
from dashboard.analysis.shares import LEVEL
from dashboard.analysis.surroundings import Happening

_MOST_NAMED = 3
_A_FACTOR = 3
"""From three times as many on, a percentage is hard to read."""
_MOVED = {
    ("points", 1): N_("{label} went up from {before} to {now}: {by} points, between {low} and {high} ({level} sure)."),
    ("points", -1): N_(
        "{label} went down from {before} to {now}: {by} points, between {low} and {high} ({level} sure)."
    ),
    ("tone", 1): N_(
        "{label} went up from {before} to {now}: a difference of {by}, between {low} and {high} ({level} sure)."
    ),
    ("tone", -1): N_(
        "{label} went down from {before} to {now}: a difference of {by}, between {low} and {high} ({level} sure)."
    ),
    ("factor", 1): N_(
        "{label} went up from {before} to {now}: {by} times as many, between {low} and {high} times ({level} sure)."
    ),
    ("times", 1): N_("{label} went up from {before} to {now}: {by} more, between {low} and {high} ({level} sure)."),
    ("times", -1): N_("{label} went down from {before} to {now}: {by} less, between {low} and {high} ({level} sure)."),
}


def three_sentences(
    tiles: Sequence[Tile],
    findings: Sequence[CampaignFinding],
    ran: Sequence[Happening],
    events: Sequence[Happening],
    breaks: Sequence[tuple[object, str]],
    period: Period,
) -> ThreeSentences:
    """Return the three sentences over a period.

    ``ran`` are the campaigns and ``events`` what else touched it; ``breaks`` are (day, what) of changes in how is counted.
    """
    mine = [each for each in findings if _touches(each, ran, period)]
    return ThreeSentences(changed(tiles), why(mine, events, breaks), unknown(tiles, mine))


def effect(finding: Finding | None) -> int:
    """Return 1 where extra ones are likely, -1 where fewer are, 0 where no effect may be named."""
    if finding is None or finding.expected is None or finding.low is None or finding.high is None:
        return 0
    if finding.verdict is Verdict.LIKELY_EXTRA and finding.low > 0:
        return 1
    return -1 if finding.verdict is Verdict.LIKELY_LESS and finding.high < 0 else 0


def changed(tiles: Sequence[Tile]) -> Said:
    """Return how the figure moved that moved furthest beyond chance, and which others did."""
    beyond = [tile for tile in tiles if tile.direction]
    if not beyond:
        compared = any(tile.direction == 0 for tile in tiles)
        nothing = N_("No key figure moved more than months usually differ from each other.")
        return Said(nothing if compared else N_("There is nothing to compare these months with yet."))
    ordered = sorted(beyond, key=lambda tile: -abs(tile.difference.strength if tile.difference else 0.0))
    first = _moved(ordered[0])
    if len(ordered) == 1:
        return Said(N_("{moved} That is more than months usually differ."), {"moved": first})
    others = tuple(_short(tile) for tile in ordered[1:])
    return Said(
        N_("{moved} That is more than months usually differ; so is: {others}."), {"moved": first, "others": others}
    )


def _short(tile: Tile) -> Said:
    """Return a figure with its direction, and by how much where that is a part of what it was."""
    assert tile.difference is not None
    values: dict[str, object] = {"label": Said(tile.passport.label), "by": Percentage(abs(tile.difference.value))}
    if tile.passport.unit in {"share", "tone"} or tile.difference.value >= _A_FACTOR - 1:
        return Said(N_("{label} (up)") if tile.direction == 1 else N_("{label} (down)"), values)
    return Said(N_("{label} ({by} more)") if tile.direction == 1 else N_("{label} ({by} less)"), values)


def _moved(tile: Tile) -> Said:
    difference = tile.difference
    assert difference is not None
    assert difference.interval is not None
    kind = {"share": "points", "tone": "tone"}.get(tile.passport.unit, "times")
    if kind == "times" and difference.value >= _A_FACTOR - 1:
        kind = "factor"
    ends = sorted(abs(end) for end in (difference.interval.low, difference.interval.high))
    more = 1 if kind == "factor" else 0
    values = {"by": abs(difference.value) + more, "low": ends[0] + more, "high": ends[1] + more}
    return Said(
        _MOVED[kind, tile.direction or 1],
        {
            "label": Said(tile.passport.label),
            "before": _figure(tile.passport, tile.before.figure.value),
            "now": _figure(tile.passport, tile.now.figure.value),
            **{name: _size(kind, value) for name, value in values.items()},
            "level": Percentage(LEVEL),
        },
    )


def _figure(passport: Passport, value: float | None) -> object:
    assert value is not None
    if passport.unit == "share":
        return Percentage(value, 1)
    return Number(value, {"tone": 2, "ratio": 1}.get(passport.unit, 0))


def _size(kind: str, value: float) -> object:
    if kind == "points":
        return Number(100 * value, 1)
    if kind == "factor":
        return Number(value, 1)
    return Number(value, 2) if kind == "tone" else Percentage(value)


def why(findings: Sequence[CampaignFinding], events: Sequence[Happening], breaks: Sequence[tuple[object, str]]) -> Said:
    """Return which effects are likely, and what happened in the same months; what happened is not called a cause."""
    likely = [_likely(each.name, each.finding) for each in findings if each.finding and effect(each.finding)]
    parts = likely[:_MOST_NAMED]
    if not likely:
        text = N_("Of no campaign in these months is an effect shown.") if findings else N_("No campaign ran.")
        parts = [Said(text)]
    if events:
        named = tuple(
            Said(N_("{title} ({first})"), {"title": Said(each.title), "first": each.period.first})
            for each in events[:_MOST_NAMED]
        )
        parts.append(Said(N_("In the same months, which shows no cause: {events}."), {"events": named}))
    if breaks:
        parts.append(Said(N_("Counted differently from {day} on: compare with care."), {"day": breaks[0][0]}))
    return _joined(parts)


def _likely(name: str, finding: Finding) -> Said:
    assert finding.extra is not None
    assert finding.low is not None
    assert finding.high is not None
    days: dict[str, object] = {"name": name, "first": finding.start, "last": finding.end}
    if not numbers_can_be_said(finding):
        more = N_("“{name}” ({first} to {last}): an effect is likely; the numbers are too small to show.")
        return Said(more, days)
    text = N_("“{name}” ({first} to {last}): about {extra} extra {unit} are likely, {range} ({level} sure).")
    if effect(finding) < 0:
        text = N_("“{name}” ({first} to {last}): about {extra} fewer {unit} are likely, {range} ({level} sure).")
    return Said(
        text,
        {
            **days,
            "extra": Number(abs(finding.extra)),
            "unit": unit_said(finding.unit),
            "range": range_said(finding.low, finding.high),
            "level": Percentage(finding.level),
        },
    )


def unknown(tiles: Sequence[Tile], findings: Sequence[CampaignFinding]) -> Said:
    """Return what cannot be told: campaigns without a clear answer, applications that are open or of unknown origin."""
    parts = []
    reckoned = [each.name for each in findings if each.finding and not effect(each.finding)]
    waiting = [each.name for each in findings if each.finding is None]
    if reckoned:
        parts.append(Said(N_("whether these had an effect: {names}"), {"names": _named(reckoned)}))
    if waiting:
        parts.append(Said(N_("what these did, which is not reckoned yet: {names}"), {"names": _named(waiting)}))
    by_key = {tile.passport.key: tile for tile in tiles}
    origin = by_key["side_entrant_share"].note if "side_entrant_share" in by_key else None
    if origin is not None:
        parts.append(Said(N_("where part of the applicants come from ({origin})"), {"origin": origin}))
    if "hires" in by_key and by_key["hires"].now.figure.value is not None:
        parts.append(Said(N_("how many of the recent applications become a hire")))
    cause = Said(N_("Two periods beside each other show no cause."))
    if not parts:
        return cause
    return Said(
        N_("Not known: {parts}. {cause}"), {"parts": Said(_LISTS[len(parts)], _numbered(parts)), "cause": cause}
    )


_LISTS = {1: "{a}", 2: "{a}; {b}", 3: "{a}; {b}; {c}", 4: "{a}; {b}; {c}; {d}"}


def _numbered(parts: Sequence[Said]) -> dict[str, object]:
    return dict(zip("abcd", parts, strict=False))


def _named(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(names[:_MOST_NAMED]) + (("…",) if len(names) > _MOST_NAMED else ())


def _joined(parts: Sequence[Said]) -> Said:
    if len(parts) == 1:
        return parts[0]
    text = " ".join(f"{{p{number}}}" for number in range(len(parts)))
    return Said(text, {f"p{number}": part for number, part in enumerate(parts)})


def _touches(each: CampaignFinding, ran: Sequence[Happening], period: Period) -> bool:
    """Tell whether a campaign ran in the period or is still read in it."""
    if any(happening.key == each.campaign_id for happening in ran):
        return True
    found = each.finding
    return found is not None and bool(Period(found.start, found.end).overlap(period))
