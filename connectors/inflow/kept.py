"""What a system told before and blanks later: anonymising takes it away there, and must not take it from a count here."""

from collections.abc import Mapping
from typing import Any

CLASS = (
    *("over_25", "ever_in_care", "recently_in_care", "side_entrant", "side_entrant_basis"),
    *("side_entrant_cbs", "side_entrant_declared", "side_entrant_evidence"),
)
_TOLD = frozenset({"answer", "tag", "custom_field"})


def blanked(before: Mapping[str, Any] | None, row: Mapping[str, object]) -> dict[str, object]:
    """Return the columns that the stored row knew and a new one blanks: vacancy, class by a word, who withdrew.

    A class that is corrected is another word, no blank: it counts anew.
    """
    if before is None:
        return {}
    kept: dict[str, object] = {}
    if "vacancy_id" in row and row["vacancy_id"] is None:
        kept["vacancy_id"] = before["vacancy_id"]
    if before["side_entrant_evidence"] in _TOLD and row.get("side_entrant_evidence", "tag") not in _TOLD:
        kept |= {name: before[name] for name in CLASS}
    if before["status"] == "withdrawn" and (row.get("status"), row.get("rejected_by")) == ("rejected", "unknown"):
        kept |= {"status": "withdrawn", "rejected_by": "candidate", "withdrawn_at": before["withdrawn_at"]}
    return kept
