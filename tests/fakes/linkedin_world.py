"""What a fictional page did on LinkedIn: figures that follow from the day, posts, adverts, and people who may not come in."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from tests.fakes.applicants import EMAILS, NAMES, PHONES

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
NUMBER = "2414183"
PAGE_NUMBER = "77001122"
VANITY = "zorggroep-nergensland"
TITLE = "Zorggroep Nergensland"
ACCOUNT = "514674276"
TOKEN = "fake-access-token-1"
RENEWED = "fake-access-token-2"
REFRESH = "fake-refresh-token"
CLIENT_ID, CLIENT_SECRET = "fake-client-id", "fake-client-secret"
TRIO = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "refresh_token": REFRESH}
PERSON = "urn:li:person:KANARIE01"
_MENTION = f"@[{NAMES[0]}]({PERSON})"


def milliseconds(moment: datetime | date) -> int:
    at = moment if isinstance(moment, datetime) else datetime.combine(moment, time(), UTC)
    return int(at.timestamp()) * 1000


@dataclass
class Post:
    """A post of the page."""

    urn: str
    created: datetime
    commentary: str
    source: str | None = None
    modified: datetime | None = None
    state: str = "PUBLISHED"
    is_dark: bool = False
    active: bool = True
    """Whether statistics know anything of it."""

    def json(self) -> dict[str, object]:
        body: dict[str, object] = {
            "id": self.urn,
            "author": f"urn:li:organization:{NUMBER}",
            "commentary": self.commentary,
            "visibility": "PUBLIC",
            "lifecycleState": self.state,
            "createdAt": milliseconds(self.created),
            "publishedAt": milliseconds(self.created) + 100,
            "lastModifiedAt": milliseconds(self.modified or self.created),
            "created": {"actor": PERSON, "time": milliseconds(self.created)},
            "lifecycleStateInfo": {"isEditedByAuthor": False},
            "distribution": {"feedDistribution": "MAIN_FEED", "targetEntities": []},
            "adContext": {"isDsc": self.is_dark},
        }
        if self.source:
            body["content"] = {"article": {"source": self.source, "title": "Vacature verpleegkundige"}}
        return body


def figures(day: date) -> dict[str, int]:
    """Return what the page did on a day."""
    number = day.toordinal()
    return {
        "impressions": 300 + number % 97,
        "reach": 200 + number % 53,
        "clicks": 10 + number % 7,
        "likes": number % 9 - 1,
        "comments": number % 3,
        "shares": number % 2,
        "views": 40 + number % 11,
        "visitors": 30 + number % 5,
        "life": number % 4,
        "careers": 5 + number % 6,
        "jobs": 8 + number % 8,
        "organic": number % 5 - 1,
        "paid": number % 2,
    }


@dataclass
class World:
    """The page. ``version`` is the one that LinkedIn takes; ``token`` the access that it accepts."""

    now: datetime = NOW
    version: str = "202607"
    token: str = TOKEN
    roles: tuple[str, ...] = (NUMBER,)
    role_key: str = "organization"
    followers: int | None = 4211
    posts: list[Post] = field(default_factory=list)
    clicks: str = "new"
    restated: dict[date, int] = field(default_factory=dict)
    """Views of the Jobs tab that LinkedIn corrected, by day."""
    refuses_unknown: bool = False
    """Whether statistics of a post that is gone are refused, and not left out."""
    first_day: date = date(2020, 1, 1)
    campaigns: dict[str, str] = field(default_factory=lambda: {"200300": "Verpleegkundigen najaar"})
    ads_run: bool = True
    refresh_ends_in: int = 300 * 86_400
    granular: bool = True
    per_day_anyway: bool = True
    limited: bool = False
    cursor_key: str = ""
    page_told: bool = True
    denied: tuple[str, ...] = ()

    def grown(self, post: Post) -> dict[str, int]:
        """Return the counters of a post: they grow by the day."""
        days = max(0, (self.now - post.created).days)
        return {
            "uniqueImpressionsCount": 60 + 8 * days,
            "impressionCount": 100 + 10 * days,
            "clickCount": 5 + days,
            "likeCount": 3 + days // 2,
            "commentCount": days // 4,
            "shareCount": 1,
        }


def urn(kind: str, place: int, moment: datetime) -> str:
    """Return a name of a post whose number holds its moment, as LinkedIn makes them."""
    return f"urn:li:{kind}:{(milliseconds(moment) << 22) + place}"


def example(posts: int = 8, now: datetime = NOW) -> World:
    """Return a page with posts every five days, the first of which leads to a vacancy and names a colleague."""
    world = World(now=now)
    for place in range(posts):
        moment = now - timedelta(days=3 + 5 * place, hours=place % 7)
        kind = "ugcPost" if place % 2 == 0 else "share"
        text = f"Bericht {place} over werken in de zorg"
        world.posts.append(Post(urn(kind, place, moment), moment, text))
    first = world.posts[0]
    first.source = "https://werkenbij.nergensland.example/vacature/123?utm_source=linkedin&naam=Wilhelmina"
    first.commentary = (
        "Vacature: verpleegkundige wijkzorg \\(24\\-32 uur\\) {hashtag|\\#|werkenindezorg}\n"
        f"Vragen? {_MENTION} van @[{TITLE}](urn:li:organization:{NUMBER}) helpt: {EMAILS[0]}, {PHONES[0]}. "
        "Kijk op https://www.nergensland.example/werken\\-bij/?utm_medium=social"
    )
    return world
