"""The campaigns with plan, cost and links, what else happened, and the truth that they were made with."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from connectors.demo.arrivals import arrivals, extra_means
from connectors.demo.parameters import DAYS, PARAMETERS, SEEN_AT, SITES, Row
from connectors.demo.videos import videos

_CURRENCY = "EUR"
_PLAN_DAYS = ("baseline_from", "baseline_until", "window_from", "window_until")


def campaign_rows() -> list[Row]:
    """Return the rows of ``campaign``."""
    return [
        {
            "campaign_id": name,
            **{column: campaign[column] for column in ("name", "kind", "goal", "audience", "status")},
            "starts_on": date.fromisoformat(campaign["starts_on"]),
            "ends_on": date.fromisoformat(campaign["ends_on"]) if campaign["ends_on"] else None,
        }
        for name, campaign in PARAMETERS["campaigns"].items()
    ]


def plan_rows() -> list[Row]:
    """Return the rows of ``campaign_plan``; not every campaign had one."""
    plans = {name: campaign["plan"] for name, campaign in PARAMETERS["campaigns"].items() if campaign["plan"]}
    return [
        {
            **plan,
            "campaign_id": name,
            **{column: date.fromisoformat(plan[column]) for column in _PLAN_DAYS},
            "recorded_at": datetime.fromisoformat(plan["recorded_at"]),
            "outcomes": json.dumps(plan["outcomes"]),
        }
        for name, plan in plans.items()
    ]


def cost_rows() -> list[Row]:
    """Return the rows of ``campaign_cost``: the lines of each campaign, and lines per month for the adverts."""
    rows = []
    for name, campaign in PARAMETERS["campaigns"].items():
        for number, line in enumerate(campaign.get("cost") or _monthly(campaign["monthly"]), start=1):
            shared = {
                "campaign_id": name,
                "line": number,
                "hour_rate": float(PARAMETERS["hour_rate"]),
                "currency": _CURRENCY,
            }
            spent = {"cash": float(line["cash"]), "hours": float(line["hours"])}
            rows.append({**shared, **spent, "label": line["label"], "platform": line.get("platform")})
    return rows


def _monthly(lines: list[Row]) -> list[Row]:
    months = dict.fromkeys(day.strftime("%m-%Y") for day in DAYS)
    return [{**line, "label": f"{line['label']} {month}", "hours": 0} for month in months for line in lines]


def target_rows() -> list[Row]:
    """Return the rows of ``kpi_target``: what two key figures are to reach in a year."""
    return [
        {"kpi": kpi, "period": year, "target": float(target)}
        for year, targets in PARAMETERS["targets"].items()
        for kpi, target in targets.items()
    ]


def link_rows() -> list[Row]:
    """Return the rows of ``campaign_link``."""
    return [
        {"campaign_id": name, "kind": kind, "target": target}
        for name, campaign in PARAMETERS["campaigns"].items()
        for kind, target in _links(name, campaign)
    ]


def _links(name: str, campaign: Row) -> Iterator[tuple[str, str]]:
    yield "utm_campaign", campaign["utm_campaign"]
    if "self_reported_id" in campaign:
        yield "self_reported", campaign["self_reported_id"]
    if name == "soap":
        yield "content", str(next(each.content_id for each in videos() if each.external_id == "nb-trailer"))
    yield from campaign["links"]


def fit_rows() -> list[Row]:
    """Return the rows of ``channel_fit``: of some it was never written down how they are known."""
    names = ("platform", "audience", "is_present", "evidence")
    return [
        {**dict(zip(names, fit, strict=True)), "decided_at": SEEN_AT["website"]} for fit in PARAMETERS["channel_fit"]
    ]


def event_rows() -> list[Row]:
    """Return the rows of ``event``: the critical report, the vacancy waves, and YouTube's change of definition."""
    report, shorts = PARAMETERS["tv_report"], PARAMETERS["definition_break"]
    return [
        _event(
            report["event_id"],
            "broadcast",
            report["start"],
            report["title"],
            until=report["end"],
            site_id=report["site"],
        ),
        _event(
            shorts["event_id"], "definition_break", shorts["day"], shorts["title"], platform="youtube", metric="views"
        ),
        *(
            _event(
                wave["event_id"], "vacancy_wave", wave["start"], wave["title"], until=_held(wave), site_id=wave["site"]
            )
            for wave in PARAMETERS["vacancies"]["waves"]
        ),
    ]


def _held(wave: Row) -> str:
    """Return the last day on which a wave of vacancies stands at its full height."""
    return (date.fromisoformat(wave["start"]) + timedelta(days=wave["hold_days"] - 1)).isoformat()


def _event(
    event_id: str,
    kind: str,
    day: str,
    title: str,
    *,
    until: str | None = None,
    site_id: str | None = None,
    platform: str | None = None,
    metric: str | None = None,
) -> Row:
    return {
        "event_id": event_id,
        "kind": kind,
        "day": date.fromisoformat(day),
        "until": date.fromisoformat(until) if until else None,
        "title": title,
        "platform": platform,
        "metric": metric,
        "site_id": site_id,
    }


def truth_rows() -> list[Row]:
    """Return the rows of ``demo_truth``: per campaign and site the extra applications, on average and as drawn.

    Campaigns without an effect stand there with zeros, and the critical report with what it kept away.
    """
    people, means = arrivals(), extra_means()
    drawn = Counter(zip(people.cause.tolist(), people.site.tolist(), strict=True))
    rows = [
        {
            "campaign_id": name,
            "site_id": site,
            "incremental": round(float(means[name][place].sum()), 6) if name in means else 0.0,
            "drawn": drawn[name, place],
        }
        for name, campaign in PARAMETERS["campaigns"].items()
        if "extra" in campaign
        for place, site in enumerate(SITES)
    ]
    report = PARAMETERS["tv_report"]
    kept_away = -report["removed"]
    key = {"campaign_id": report["event_id"], "site_id": report["site"]}
    return [*rows, {**key, "incremental": float(kept_away), "drawn": kept_away}]
