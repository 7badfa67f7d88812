"""What is behind a picture or a table: the passports of its figures, with how sure they are and which day counts."""

from dashboard.analysis.canon import CANON
from dashboard.charts.words import signs
from dashboard.i18n import _


def definitions(*keys: str, notes: tuple[str, ...] = ()) -> str:
    """Return the passports of some figures in markdown; ``notes`` are sentences that belong to them."""
    passports = [CANON[key] for key in keys]
    told = [f"**{_(each.label)}.** {_(each.definition)} {_(each.formula)}" for each in passports]
    days = dict.fromkeys(_(each.date_basis) for each in passports)
    return "\n\n".join((*told, *days, *notes, _("In brackets: 90% interval."), signs()))
