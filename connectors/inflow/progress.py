"""How far an application came and how it ended, from the words and the days of an export; no day is ever made up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from connectors.database.schema import STAGES
from connectors.inflow.values import Meaning, is_candidates_choice, meaning

_MILESTONES = {"screened_at": "screened", "interview_at": "interview", "offer_at": "offer"}
_ENDS = {"hired_at": "hired", "rejected_at": "rejected", "withdrawn_at": "withdrawn"}
_UNDERWAY = frozenset({"new", "in_process", "offer"})


@dataclass(frozen=True)
class Progress:
    """Furthest stage, status, who ended it, the day of each milestone that is known, and words that no table knows."""

    stage: str
    status: str
    rejected_by: str | None
    days: Mapping[str, date]
    unknown: tuple[str, ...] = ()


def progress(
    stage: str | None,
    status: str | None,
    reason: str | None,
    days: Mapping[str, date],
    meaning_of: Callable[[str], Meaning | None] = meaning,
) -> Progress:
    """Return the progress of one application.

    Args:
        stage: The stage as the system writes it.
        status: The status as the system writes it.
        reason: The reason of a rejection; only whether the applicant ended it is taken from it.
        days: Target (``hired_at``, ``status_date`` ...) to the day in the file, only those that have one.
        meaning_of: Gives the meaning of a word, by default that of the house's tables.
    """
    given = [text for text in (status, stage) if text]
    known = [found for text in given if (found := meaning_of(text))]
    became = _status(known, days) or ("in_process" if given else "new")
    if became == "rejected" and reason and is_candidates_choice(reason):
        became = "withdrawn"
    return Progress(
        stage=_stage(known, became, days),
        status=became,
        rejected_by=_ended_by(became, known, reason),
        days=_days(became, days),
        unknown=tuple(text for text in given if not meaning_of(text)),
    )


def _status(known: list[Meaning], days: Mapping[str, date]) -> str | None:
    """Return the status: an outcome in words, else the latest end that has a day, else what the words say, if they do."""
    said = [found.status for found in known]
    outcome = next((each for each in said if each not in _UNDERWAY and each != "closed"), None)
    if outcome:
        return outcome
    ends = [(days[name], end) for name, end in _ENDS.items() if name in days]
    if ends:
        return max(ends)[1]
    if "closed" in said:
        return "rejected"  # it is over, without a hire; who ended it is not known
    return max(said, key=("new", "in_process", "offer").index, default=None)


def _stage(known: list[Meaning], status: str, days: Mapping[str, date]) -> str:
    """Return the furthest stage. Only a hire that stands counts as one: an undone hire had come as far as the offer."""
    reached = [
        "applied",
        *(found.stage for found in known),
        *(stage for name, stage in _MILESTONES.items() if name in days),
    ]
    if status in {"hired", "offer"}:
        reached.append(status)
    furthest = max(reached, key=STAGES.index)
    return "offer" if furthest == "hired" and status != "hired" else furthest


def _ended_by(status: str, known: list[Meaning], reason: str | None) -> str | None:
    if status == "withdrawn":
        return "candidate"
    if status != "rejected":
        return None
    return "employer" if reason or any(found.by == "employer" for found in known) else "unknown"


def _days(status: str, days: Mapping[str, date]) -> dict[str, date]:
    """Return the day of each milestone; of the three ends only the one that stands."""
    kept = {name: days[name] for name in _MILESTONES if name in days}
    current = days.get("status_date")
    ends = {
        "hired": ("hired_at", days.get("hired_at") or current),
        "rejected": ("rejected_at", days.get("rejected_at") or current),
        "withdrawn": ("withdrawn_at", days.get("withdrawn_at") or days.get("rejected_at") or current),
    }
    name, day = ends.get(status, ("", None))
    return {**kept, name: day} if day else kept
