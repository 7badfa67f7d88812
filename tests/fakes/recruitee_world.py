"""What a look-alike of Recruitee holds: the applicants of everywhere, as Recruitee keeps candidates and placements."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.fakes.applicants import EMAILS, NAMES, NOW, PHONES, Applicant, applicants

TOKEN = "fake-recruitee-token-1234567890"
WEBHOOK_SECRET = "fake-recruitee-webhook-secret-123"
COMPANY = "89000"
SAMPLE_OFFER, POOL_OFFER, ARCHIVED_OFFER = 900, 901, 902
STAGES = {
    "applied": (0, "Nieuw", "apply"),
    "screened": (1, "Telefonische screening", "phone_screen"),
    "interview": (2, "Gesprek", "interview"),
    "offer": (3, "Aanbod", "offer"),
    "hired": (4, "Aangenomen", "hire"),
}
LINKS = {"Indeed": "indeed", "LinkedIn": "linkedin", "Werken-bij site": "website", "Facebook": "facebook"}
WITHDRAWN, REJECTED = "Kandidaat trekt zich terug", "Onvoldoende ervaring"


def written(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else None


@dataclass
class Placement:
    """Someone on a vacancy or in a talent pool."""

    number: int
    offer: int
    created_at: datetime
    stage: str = "applied"
    hired_at: datetime | None = None
    disqualified_at: datetime | None = None
    reason: str | None = None

    @property
    def stage_id(self) -> int:
        return self.offer * 10 + STAGES[self.stage][0]


@dataclass
class Candidate:
    """An applicant as Recruitee keeps one."""

    number: int
    created_at: datetime
    placements: list[Placement]
    source: str | None = None
    campaign: str | None = None
    side_entrant: bool | None = None
    is_example: bool = False
    deleted_at: datetime | None = None
    name: str = NAMES[0]
    email: str = EMAILS[0]
    phone: str = PHONES[0]
    extra_tags: list[str] = field(default_factory=list)

    @property
    def channel(self) -> str | None:
        return "career_site" if self.source else None

    @property
    def sources(self) -> list[str]:
        if not self.source:
            return []
        if self.campaign:
            return [f"{LINKS[self.source]}_{self.campaign}"]
        return [self.source] if self.number % 2 and self.source != "Werken-bij site" else []

    @property
    def referrer(self) -> str | None:
        return self.source if self.source and not self.sources and self.source != "Werken-bij site" else None


@dataclass
class World:
    """What the look-alike holds and how it behaves; tests change both while it serves."""

    candidates: dict[int, Candidate]
    activities: list[tuple[datetime, int]] = field(default_factory=list)
    open_scope_only: bool = True
    filter_names: tuple[str, ...] = ("filters_json",)
    largest_page: int = 10_000
    report: str = "data"
    report_days: bool = True
    sees_activities: bool = True
    tells_all: bool = False
    titles: dict[int, str] = field(default_factory=dict)
    archived: set[int] = field(default_factory=set)

    def changed(self, candidate: int, at: datetime = NOW) -> None:
        """Note in the change log that someone changed."""
        self.activities.append((at, candidate))

    def placement(self, number: int) -> Placement:
        return next(each for one in self.candidates.values() for each in one.placements if each.number == number)

    def owner(self, number: int) -> Candidate:
        return next(one for one in self.candidates.values() for each in one.placements if each.number == number)


def example(count: int = 60) -> World:
    """Return the fictional applicants, two entries of a talent pool and one example of Recruitee itself."""
    people: dict[int, Candidate] = {}
    for each in applicants(count):
        at = _placement(each)
        if each.candidate in people:
            people[each.candidate].placements.append(at)
            people[each.candidate].created_at = min(people[each.candidate].created_at, each.applied_at)
        else:
            people[each.candidate] = _candidate(each, at)
    listed = sorted(people)
    for number, candidate in enumerate(listed[:2]):
        pool = Placement(9000 + number, POOL_OFFER, people[candidate].created_at - timedelta(days=0))
        people[candidate].placements.append(pool)
    sample = Placement(9100, SAMPLE_OFFER, datetime(2025, 12, 20, 9, tzinfo=UTC), "hired")
    people[4999] = Candidate(4999, sample.created_at, [sample], is_example=True)
    other = Placement(9101, SAMPLE_OFFER, datetime(2025, 12, 21, 9, tzinfo=UTC))
    people[4998] = Candidate(4998, other.created_at, [other])
    return World(people)


def _placement(each: Applicant) -> Placement:
    ended = each.outcome in {"rejected", "withdrawn"}
    return Placement(
        each.number,
        each.vacancy,
        each.applied_at,
        each.stage,
        hired_at=each.outcome_at if each.outcome == "hired" else None,
        disqualified_at=each.outcome_at if ended else None,
        reason={"rejected": REJECTED, "withdrawn": WITHDRAWN}.get(each.outcome or ""),
    )


def _candidate(each: Applicant, at: Placement) -> Candidate:
    campaign = each.utm_campaign if each.source else None
    return Candidate(
        each.candidate,
        each.applied_at,
        [at],
        each.source,
        campaign,
        each.side_entrant,
        name=each.name,
        email=each.email,
        phone=each.phone,
    )
