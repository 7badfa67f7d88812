"""What it rests on that somebody counts as a side-entrant: facts, an own answer, a tag; never free text."""

from collections.abc import Mapping

import pandas as pd

from connectors.errors import N_
from dashboard import data
from dashboard.analysis.periods import Period
from dashboard.analysis.suppression import Count, breakdown
from dashboard.charts.words import count_text, signs
from dashboard.i18n import _
from dashboard.queries.evidence_of_class import evidence_of_class
from dashboard.widgets.table_card import table_card

_EVIDENCE: Mapping[str, str] = {
    "answer": N_("An answer in the application form"),
    "tag": N_("A tag that a recruiter gave"),
    "custom_field": N_("A field of the system of applicants"),
    "vacancy_track": N_("A vacancy for side-entrants"),
    "campaign": N_("A campaign for side-entrants"),
    "none": N_("Not told"),
}
_BASIS: Mapping[str, str] = {
    "facts": N_("age and work history, by the rule"),
    "declared": N_("what the applicant says of themselves"),
    "none": N_("nothing"),
}


def evidence(period: Period, side_entrants: Count, source_line: str) -> None:
    """Show on what the class of the side-entrants of a year rests, where all of them are still kept one by one."""
    found = data.load(evidence_of_class, period.first, period.last)
    numbers = [int(number) for number in found["applied"]]
    if not numbers or sum(numbers) != side_entrants.value:
        return
    table = pd.DataFrame(
        {
            _("Told by"): [_(_EVIDENCE.get(code, code)) for code in found["evidence"]],
            _("Class rests on"): [_(_BASIS.get(code, code)) for code in found["basis"]],
            _("Side-entrants"): [count_text(count) for count in breakdown(numbers)],
        }
    )
    definition = _(
        "Only yes and no are kept: older than 25, ever worked in care, worked in care in the last 12 months. No age, no "
        "employer and no free text."
    )
    table_card(_("What it rests on"), table, source_line, f"{definition}\n\n{signs()}", key="class-evidence")
