"""The adverts of the look-alike: one campaign or more from the first of November, at most 20 fields in a question."""

from datetime import date, timedelta

from tests.fakes.json_server import Reply, json_reply
from tests.fakes.linkedin_world import ACCOUNT, PERSON, TITLE, World


def analytics(world: World, _rest: str, named: dict) -> Reply:
    asked = named["fields"].split(",")
    if len(asked) > 20:
        return json_reply({"status": 400, "message": "Too many fields"}, 400)
    if named["accounts"] != [f"urn:li:sponsoredAccount:{ACCOUNT}"] or not world.ads_run:
        return _elements([])
    first, last = (
        date(*(int(named["dateRange"][end][part]) for part in ("year", "month", "day"))) for end in ("start", "end")
    )
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    told = [_day(day, campaign) for day in days for campaign in world.campaigns if day >= date(2026, 11, 1)]
    return _elements([{name: value for name, value in element.items() if name in asked} for element in told])


def _day(day: date, campaign: str) -> dict:
    parts = {"year": day.year, "month": day.month, "day": day.day}
    return {
        "dateRange": {"start": parts, "end": parts},
        "pivotValues": [f"urn:li:sponsoredCampaign:{campaign}"],
        "impressions": 1200 + day.day,
        "clicks": 22,
        "landingPageClicks": 18,
        "costInLocalCurrency": "31.42",
        "jobApplyClicks": 4,
        "jobApplications": 1,
        "oneClickLeads": 0,
        "externalWebsiteConversions": 0,
        "totalEngagements": 27,
    }


def accounts(world: World, rest: str, named: dict) -> Reply:
    number, _, below = rest.partition("/")
    if number != ACCOUNT:
        return json_reply({"status": 404, "message": "Not Found."}, 404)
    if not below:
        return json_reply({"id": int(ACCOUNT), "name": TITLE, "currency": "EUR", "created": {"actor": PERSON}})
    listed = sorted(world.campaigns.items())
    start = int(named.get("pageToken", "0"))
    page = listed[start : start + 1]
    following = {"nextPageToken": str(start + 1)} if start + 1 < len(listed) else {}
    found = [{"id": int(ref), "name": name, "objectiveType": "JOB_APPLICANTS"} for ref, name in page]
    return json_reply({"metadata": following, "elements": found})


def _elements(found: list) -> Reply:
    return json_reply({"paging": {"start": 0, "count": 10, "links": []}, "elements": found})
