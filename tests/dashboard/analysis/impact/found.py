"""An invented finding, and others that differ from it in a few figures."""

from dataclasses import replace
from datetime import date, timedelta

from connectors.errors import Said
from dashboard.analysis.figures import Number, Percentage
from dashboard.analysis.impact.finding import Check, CrossCheck, Finding, PerExtra, Quiet, Stage, Verdict, Week
from dashboard.analysis.impact.words import sentence

START = date(2026, 1, 14)


def weeks(counts=(60, 64, 58, 61), campaign=(120, 90), after=(62, 59)) -> tuple[Week, ...]:
    """Return blocks of seven days around the start, each with 60 expected."""
    first = START - timedelta(weeks=len(counts))
    rows = [*((count, False) for count in counts), *((count, True) for count in campaign), *((c, False) for c in after)]
    return tuple(
        Week(first + timedelta(weeks=place), 7, float(count), 60.0, 45.0, 77.0, inside)
        for place, (count, inside) in enumerate(rows)
    )


def finding(**more) -> Finding:
    """Return a finding on two weeks: 210 came in, 120.4 were expected."""
    known = {
        "verdict": Verdict.LIKELY_EXTRA,
        "stage": Stage.FINAL,
        "start": START,
        "end": START + timedelta(days=13),
        "unit": "applications",
        "grain": "week",
        "method": "invented",
        "observed": 210.0,
        "expected": 120.4,
        "extra": 89.6,
        "low": 60.2,
        "high": 117.9,
        "level": 0.90,
        "relative": 0.744,
        "relative_low": 0.4,
        "relative_high": 1.1,
        "probability": 0.993,
        "cross_check": CrossCheck(80.0, 41.0, 120.0, 0.98),
        "minimum_detectable_effect": 61.0,
        "minimum_detectable_relative": 0.51,
        "per_extra": PerExtra(240.0, 579.5, at_least=False, currency="EUR"),
        "checks": (
            Check("history", ok=True, detail=Said("{weeks} weeks of history.", {"weeks": Number(80)})),
            Check(
                "alone", ok=False, detail=Said("“{title}” ran in {share}.", {"title": "Vlog", "share": Percentage(0.2)})
            ),
            Check("confirmed", ok=None, detail=Said("Not looked at.")),
        ),
        "warnings": (Said("Mind the holidays on {day}.", {"day": date(2026, 1, 20)}),),
        "would_help": (),
        "quiet": tuple(
            Quiet(START - timedelta(weeks=4 * n + 2), START - timedelta(weeks=4 * n, days=1), effect, effect / 0.1)
            for n, effect in enumerate((0.05, -0.12, 0.21, -0.03), start=1)
        ),
        "weeks": weeks(),
        "sentence": Said(""),
        "stretch": 1.04,
        **more,
    }
    draft = Finding(**known)
    return replace(draft, sentence=sentence(draft))
