"""A look-alike of LinkedIn's interface: version, protocol and token are checked, and ranges, lists and pages as it does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

from tests.fakes import linkedin_ads, linkedin_dma, restli
from tests.fakes.json_server import Reply, json_reply
from tests.fakes.linkedin_world import (
    CLIENT_ID,
    CLIENT_SECRET,
    NUMBER,
    PERSON,
    REFRESH,
    RENEWED,
    TITLE,
    VANITY,
    Post,
    World,
    figures,
    milliseconds,
)
from tests.fakes.routed import Asked, Routed, routed

DAY_MS = 86_400_000
DAY_LIMIT = "Resource level throttle APPLICATION_AND_MEMBER DAY limit for calls to this resource is reached."
TABS = ("all", "overview", "about", "people", "lifeAt", "careers", "jobs", "insights", "products")


def error(status: int, message: str, code: str = "", **headers: str) -> Reply:
    body = {"status": status, "message": f"{message}", **({"code": code} if code else {})}
    return json_reply(body, status, **headers)


EXPIRED = error(401, f"The token used in the request has expired, {PERSON}", "EXPIRED_ACCESS_TOKEN")
FORBIDDEN = error(403, f"Not enough permissions to access for {PERSON}", "ACCESS_DENIED")
THROTTLED = error(429, DAY_LIMIT, "TOO_MANY_REQUESTS")


@contextmanager
def look_alike(world: World) -> Iterator[Routed]:
    """Serve a page until the test is done."""
    with routed(lambda asked: answer(world, asked)) as server:
        yield server


def answer(world: World, asked: Asked) -> Reply:
    """Return LinkedIn's answer to one request."""
    if asked.path == "/oauth/v2/accessToken":
        return _token(world, asked)
    refused = _refused(world, asked)
    if refused is not None:
        return refused
    tunnelled = asked.method == "POST"
    query = asked.body.decode() if tunnelled else asked.query
    try:
        named = restli.parameters(query)
    except restli.MalformedError:
        return error(400, "Syntax exception in path variables")
    resource, _, rest = asked.path.removeprefix("/rest/").partition("/")
    found = ANSWERS.get(resource)
    if found is None:
        return error(404, "Not Found.", "NOT_FOUND")
    return found(world, rest, named)


def _refused(world: World, asked: Asked) -> Reply | None:
    headers = asked.headers
    if headers.get("linkedin-version") != world.version:
        wanted = headers.get("linkedin-version")
        return error(426, f"Requested version {wanted} is not active", "NONEXISTENT_VERSION")
    if headers.get("x-restli-protocol-version") != "2.0.0":
        return error(400, "Unexpected protocol")
    if headers.get("authorization") != f"Bearer {world.token}":
        return EXPIRED
    if len(asked.query) > 4000:
        return error(414, "URI Too Long")
    if asked.method == "POST" and headers.get("x-http-method-override") != "GET":
        return error(405, "Method not allowed")
    return None


def _token(world: World, asked: Asked) -> Reply:
    form = asked.form
    if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
        return json_reply({"error": "invalid_client", "error_description": "Client authentication failed"}, 401)
    if form.get("grant_type") == "authorization_code" and form.get("code") == "fake-code":
        scope = "r_organization_social,rw_organization_admin"
    elif form.get("grant_type") == "refresh_token" and form.get("refresh_token") == REFRESH:
        scope = ""
    else:
        return json_reply({"error": "invalid_request", "error_description": "Unable to retrieve access token"}, 400)
    world.token = RENEWED
    given = {"access_token": RENEWED, "expires_in": 5_183_999, "refresh_token": REFRESH}
    return json_reply(
        {**given, "refresh_token_expires_in": world.refresh_ends_in, **({"scope": scope} if scope else {})}
    )


def elements(found: list, **more: object) -> Reply:
    return json_reply({"paging": {"start": 0, "count": 10, "links": []}, "elements": found, **more})


def asked_days(world: World, named: dict, latest: timedelta | None = None) -> list[date] | Reply:
    """Return the days of ``timeIntervals``, or why LinkedIn refuses them."""
    intervals = named.get("timeIntervals", {})
    span = intervals.get("timeRange", {})
    start, end = int(span.get("start", 1)), int(span.get("end", 0))
    whole = start % DAY_MS == 0 and end % DAY_MS == 0 and end > start
    if not whole or intervals.get("timeGranularityType") != "DAY":
        return error(400, "Parameter 'timeIntervals' is invalid")
    if end - start >= 426 * DAY_MS:
        return error(400, "Start time and end time must be less than 14 months apart.")
    if latest is not None and end > milliseconds(world.now - latest):
        return error(400, "Parameter 'timeIntervals' is invalid")
    first = datetime.fromtimestamp(start / 1000, UTC).date()
    listed = [first + timedelta(days=number) for number in range((end - start) // DAY_MS)]
    return [day for day in listed if world.first_day <= day <= world.now.date() - timedelta(days=2)]


def span(day: date) -> dict[str, int]:
    return {"start": milliseconds(day), "end": milliseconds(day) + DAY_MS}


def _daily(
    key: str, told: Callable[[World, date], dict], finder: str, latest: timedelta | None = None
) -> Callable[[World, str, dict], Reply]:
    def found(world: World, _rest: str, named: dict) -> Reply:
        if named.get("q") != finder or named.get(finder) != f"urn:li:organization:{NUMBER}":
            return error(403, "Not enough permissions")
        if "shares" in named or "ugcPosts" in named:
            return _per_post(world, named)
        days = asked_days(world, named, latest)
        if isinstance(days, Reply):
            return days
        return elements([{finder: named[finder], "timeRange": span(day), key: told(world, day)} for day in days])

    return found


def _shares(_world: World, day: date) -> dict:
    told = figures(day)
    return {
        "uniqueImpressionsCount": told["reach"],
        "impressionCount": told["impressions"],
        "clickCount": told["clicks"],
        "likeCount": told["likes"],
        "commentCount": told["comments"],
        "shareCount": told["shares"],
        "engagement": 0.05,
    }


def _gains(_world: World, day: date) -> dict:
    return {"organicFollowerGain": figures(day)["organic"], "paidFollowerGain": figures(day)["paid"]}


def _page(world: World, day: date) -> dict:
    told = figures(day)
    of_tab = {
        "all": told["views"],
        "lifeAt": told["life"],
        "careers": told["careers"],
        "jobs": world.restated.get(day, told["jobs"]),
    }
    views = {}
    for tab in TABS:
        name = f"{tab[0].upper()}{tab[1:]}PageViews"
        count = {"pageViews": of_tab.get(tab, 0), "uniquePageViews": told["visitors"] if tab == "all" else 0}
        desktop, mobile = (
            ("allDesktopPageViews", "allMobilePageViews") if tab == "all" else (f"desktop{name}", f"mobile{name}")
        )
        views |= {f"{tab}PageViews": count, desktop: count, mobile: {"pageViews": 0, "uniquePageViews": 0}}
    clicks = {
        "new": {"clicks": {"mobileCustomButtonClickCounts": [{"customButtonType": "VISIT_WEBSITE", "clicks": 3}]}},
        "legacy": {"clicks": {"careersPageClicks": {"careersPageJobsClicks": 7}}},
        "none": {},
    }[world.clicks]
    return {"views": views, **clicks}


def _per_post(world: World, named: dict) -> Reply:
    asked = [*named.get("shares", []), *named.get("ugcPosts", [])]
    known = {post.urn: post for post in world.posts}
    wrong = any(not urn.startswith("urn:li:share:") for urn in named.get("shares", []))
    wrong |= any(not urn.startswith("urn:li:ugcPost:") for urn in named.get("ugcPosts", []))
    if wrong or len(asked) > 50:
        return error(400, "Parameter 'shares' is invalid")
    if world.refuses_unknown and any(urn not in known for urn in asked):
        return error(404, "Not Found.", "NOT_FOUND")
    return elements(
        [
            {urn.split(":")[2]: urn, "totalShareStatistics": {**world.grown(known[urn]), "engagement": 0.1}}
            for urn in asked
            if urn in known and known[urn].active
        ]
    )


def _posts(world: World, _rest: str, named: dict) -> Reply:
    start, count = int(named["start"]), min(100, int(named["count"]))
    order: dict[str, Callable[[Post], datetime]] = {
        "CREATED": lambda post: post.created,
        "LAST_MODIFIED": lambda post: post.modified or post.created,
    }
    listed = sorted(world.posts, key=order[named["sortBy"]], reverse=True)
    page = listed[start : start + count]
    author = named["author"].replace(":", "%3A")
    following = f"/rest/posts?author={author}&count={count}&q=author&sortBy={named['sortBy']}&start={start + count}"
    links = [{"type": "application/json", "rel": "next", "href": following}] if start + count < len(listed) else []
    paging = {"start": start, "count": count, "links": links}
    return json_reply({"paging": paging, "elements": [post.json() for post in page]})


def _acls(world: World, _rest: str, named: dict) -> Reply:
    assert named["q"] == "roleAssignee"
    found = [
        {
            "role": "ADMINISTRATOR",
            world.role_key: f"urn:li:organization:{number}",
            "roleAssignee": PERSON,
            "state": "APPROVED",
        }
        for number in world.roles
    ]
    return elements(found)


def _organization(_world: World, rest: str, _named: dict) -> Reply:
    if rest != NUMBER:
        return error(404, "Not Found.", "NOT_FOUND")
    changed = {"actor": PERSON, "time": 1674226041009}
    body = {
        "id": int(NUMBER),
        "vanityName": VANITY,
        "localizedName": TITLE,
        "created": changed,
        "lastModified": changed,
    }
    return json_reply(body)


def _network(world: World, rest: str, named: dict) -> Reply:
    if rest != f"urn%3Ali%3Aorganization%3A{NUMBER}" or named["edgeType"] != "COMPANY_FOLLOWED_BY_MEMBER":
        return error(400, "Invalid key")
    return json_reply({} if world.followers is None else {"firstDegreeSize": world.followers})


ANSWERS: dict[str, Callable[[World, str, dict], Reply]] = {
    "organizationAcls": _acls,
    "organizations": _organization,
    "networkSizes": _network,
    "organizationPageStatistics": _daily("totalPageStatistics", _page, "organization"),
    "organizationalEntityShareStatistics": _daily("totalShareStatistics", _shares, "organizationalEntity"),
    "organizationalEntityFollowerStatistics": _daily(
        "followerGains", _gains, "organizationalEntity", timedelta(days=2)
    ),
    "posts": _posts,
    "adAnalytics": linkedin_ads.analytics,
    "adAccounts": linkedin_ads.accounts,
    "dmaOrganizations": linkedin_dma.organization,
    "dmaOrganizationAcls": _acls,
    "dmaOrganizationalPageProfiles": linkedin_dma.profiles,
    "dmaOrganizationAuthorizations": linkedin_dma.authorizations,
    "dmaOrganizationalPageContentAnalytics": linkedin_dma.content,
    "dmaOrganizationalPageEdgeAnalytics": linkedin_dma.edges,
}
