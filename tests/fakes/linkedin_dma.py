"""The data portability part of the look-alike: trends per day, cursors in three spellings, zeros when the day's calls are gone."""

from datetime import UTC, date, datetime, timedelta

from tests.fakes.json_server import Reply, json_reply
from tests.fakes.linkedin_world import NUMBER, PAGE_NUMBER, PERSON, TITLE, VANITY, World, figures, milliseconds

PAGE = f"urn:li:organizationalPage:{PAGE_NUMBER}"
DAY_MS = 86_400_000
HALF = 400
"""Elements on a page of a long answer."""
_METRICS = {
    "IMPRESSIONS": "impressions",
    "UNIQUE_IMPRESSIONS": "reach",
    "CLICKS": "clicks",
    "COMMENTS": "comments",
    "REACTIONS": "likes",
    "REPOSTS": "shares",
}


def _refused(message: str) -> Reply:
    return json_reply({"status": 400, "message": message}, 400)


def organization(world: World, rest: str, _named: dict) -> Reply:
    if rest != NUMBER:
        return json_reply({"status": 404, "code": "NOT_FOUND", "message": "Not Found."}, 404)
    told = {"organizationalPage": PAGE} if world.page_told else {}
    return json_reply(
        {"id": int(NUMBER), "vanityName": VANITY, "localizedName": TITLE, "created": {"actor": PERSON}, **told}
    )


def profiles(_world: World, _rest: str, named: dict) -> Reply:
    assert named["pageEntity"] == {"organization": f"urn:li:organization:{NUMBER}"}
    return json_reply({"elements": [{"entityUrn": PAGE, "owner": PERSON}]})


def authorizations(world: World, _rest: str, named: dict) -> Reply:
    actions = [
        each["authorizationAction"]["organizationAnalyticsAuthorizationAction"]["actionType"]
        for each in named["authorizationActions"]
    ]
    groups = [
        {
            "elements": [
                {
                    "organization": f"urn:li:organization:{NUMBER}",
                    "impersonator": PERSON,
                    "authorizationStatus": {"denied" if action in world.denied else "approved": {}},
                }
            ]
        }
        for action in actions
    ]
    return json_reply({"elements": groups})


def content(world: World, _rest: str, named: dict) -> Reply:
    days = _days(world, named)
    if isinstance(days, Reply):
        return days
    if named["sourceEntity"] != PAGE:
        return _refused("sourceEntity")
    found = [
        {"type": metric, "sourceEntity": PAGE, "metric": _metric(day, {"long": figures(day)[_METRICS[metric]]}, world)}
        for metric in named["metricTypes"]
        for day in days
    ]
    return _paged(world, named, found)


def edges(world: World, _rest: str, named: dict) -> Reply:
    days = _days(world, named)
    if isinstance(days, Reply):
        return days
    if named["organizationalPage"] != PAGE:
        return _refused("organizationalPage")
    kind = named["analyticsType"]
    found = []
    for day in days:
        told = figures(day)
        if kind == "VISITOR":
            metric = _metric(day, {"long": told["views"]}, world)
            unique = 0 if world.limited else told["visitors"]
            metric["value"]["typeSpecificValue"] = {"visitorEdgeAnalyticsValue": {"uniqueCount": unique}}
        else:
            metric = _metric(day, {"bigDecimal": str(told["organic"] + told["paid"])}, world)
        found.append({"organizationalPage": PAGE, "analyticsType": kind, "metric": metric})
    return _paged(world, named, found)


def _metric(day: date, total: dict, world: World) -> dict:
    count = {name: 0 if world.limited else value for name, value in total.items()}
    span = {"start": milliseconds(day), "end": milliseconds(day) + DAY_MS}
    return {"timeIntervals": {"timeRange": span}, "value": {"totalCount": count}}


def _days(world: World, named: dict) -> list[date] | Reply:
    intervals = named["timeIntervals"]
    if "timeGranularityType" in intervals and not world.granular:
        return _refused("Unpermitted field timeGranularityType")
    start, end = (int(intervals["timeRange"][side]) for side in ("start", "end"))
    if start % DAY_MS or end % DAY_MS or not 0 < end - start <= 365 * DAY_MS:
        return _refused("Parameter 'timeIntervals' is invalid")
    first = datetime.fromtimestamp(start / 1000, UTC).date()
    return [first + timedelta(days=number) for number in range((end - start) // DAY_MS)]


def _paged(world: World, named: dict, found: list) -> Reply:
    if not world.granular and not world.per_day_anyway:
        intervals = named["timeIntervals"]["timeRange"]
        spans = {side: int(intervals[side]) for side in ("start", "end")}
        found = [{**found[0], "metric": {**found[0]["metric"], "timeIntervals": {"timeRange": spans}}}]
    limits = {"quotaRefreshTime": 1795305600000} if world.limited else {}
    if not world.cursor_key:
        return json_reply({"metadata": limits, "elements": found} if limits else {"elements": found})
    start = int(named.get("paginationCursor", "0"))
    following = {"nextPaginationCursor": str(start + HALF)} if start + HALF < len(found) else {}
    inner = following if world.cursor_key == "nextPaginationCursor" else {world.cursor_key: following}
    return json_reply({"metadata": {**inner, **limits}, "elements": found[start : start + HALF]})
