"""One fictional set of applications that every look-alike of an applicant tracking system tells in its own way.

Who reads it through the interface and through the export must count the same by day, source and class. Every person
carries a name, an e-mail address and a telephone number that may never come through: the canaries.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = "Europe/Brussels"
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
FIRST_DAY = date(2025, 12, 1)

NAMES = ("Wilhelmina Kanarievogel", "Théodore Piepenbrink-Kanarie", "Aïsha Zangvogel")
EMAILS = ("wilhelmina.kanarie@voorbeeld.example", "t.piepenbrink@voorbeeld.example")
PHONES = ("+32 470 12 34 56", "06-12345678")
CANARIES = (*NAMES, *EMAILS, *PHONES)
FREE_TEXT = f"Beste mevrouw, ik ben {NAMES[0]}, bel mij op {PHONES[0]} of mail {EMAILS[0]}."

STAGES = ("applied", "screened", "interview", "offer", "hired")
SOURCES = ("Indeed", "LinkedIn", "Werken-bij site", "Facebook", None)


@dataclass(frozen=True)
class Vacancy:
    """A vacancy of the fictional organisation."""

    number: int
    title: str
    department: str
    location: str
    opened: date
    closed: date | None = None
    is_track: bool = False

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.title.lower().replace(" ", "-").replace("(", "").replace(")", "") + f"-{self.number}"


@dataclass(frozen=True)
class Step:
    """A stage that was reached, and when."""

    stage: str
    at: datetime


@dataclass(frozen=True)
class Applicant:
    """One application. ``outcome`` is None, hired, rejected or withdrawn; ``side_entrant`` True, False or None (not told)."""

    number: int
    candidate: int
    vacancy: int
    applied_at: datetime
    source: str | None
    utm_campaign: str | None
    steps: tuple[Step, ...]
    outcome: str | None
    outcome_at: datetime | None
    side_entrant: bool | None
    name: str
    email: str
    phone: str
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def stage(self) -> str:
        """The furthest stage."""
        return "hired" if self.outcome == "hired" else self.steps[-1].stage

    @property
    def updated_at(self) -> datetime:
        """When something of it last changed."""
        return max(
            [self.applied_at, *(step.at for step in self.steps), *([self.outcome_at] if self.outcome_at else [])]
        )

    @property
    def day(self) -> date:
        """The reporting day."""
        return self.applied_at.astimezone(ZoneInfo(ZONE)).date()


VACANCIES = (
    Vacancy(101, "Verpleegkundige spoed", "Spoedgevallen", "Gent", date(2025, 10, 1)),
    Vacancy(102, "Zorgkundige nacht", "Ouderenzorg", "Aalst", date(2025, 11, 3), date(2026, 2, 20)),
    Vacancy(
        103, "Verzorgende IG leer-werktraject (zij-instroom)", "Ouderenzorg", "Aalst", date(2025, 11, 17), is_track=True
    ),
    Vacancy(104, "Medewerker schoonmaak", "Facilitair", "Gent", date(2026, 1, 5)),
)


def applicants(count: int = 60, seed: int = 7) -> list[Applicant]:
    """Return a fixed set of applications, the earliest first. Some persons apply twice; some apply just around midnight."""
    draw = random.Random(seed)
    return [_applicant(draw, number) for number in range(1, count + 1)]


def _applicant(draw: random.Random, number: int) -> Applicant:
    at = _moment(draw, number)
    reached = draw.choice((1, 1, 1, 2, 2, 3, 3, 4))
    steps, moment = [Step("applied", at)], at
    for stage in STAGES[1:reached]:
        moment = min(moment + timedelta(days=draw.randint(1, 6), hours=draw.randint(0, 5)), NOW - timedelta(hours=30))
        steps.append(Step(stage, max(moment, at)))
    outcome = (
        draw.choice((None, "hired", "hired", "rejected"))
        if reached == 4
        else draw.choice((None, None, "rejected", "rejected", "withdrawn"))
    )
    ended = min(moment + timedelta(days=draw.randint(1, 8)), NOW - timedelta(hours=26))
    return Applicant(
        number=1000 + number,
        candidate=5000 + (number if number % 9 else number - 1),
        vacancy=draw.choice(VACANCIES).number,
        applied_at=at,
        source=draw.choice(SOURCES),
        utm_campaign=draw.choice((None, None, None, "nergens-beter")),
        steps=tuple(steps),
        outcome=outcome,
        outcome_at=max(ended, at) if outcome else None,
        side_entrant=draw.choice((True, False, False, None)),
        name=draw.choice(NAMES),
        email=draw.choice(EMAILS),
        phone=draw.choice(PHONES),
    )


def _moment(draw: random.Random, number: int) -> datetime:
    """Return a moment of application; each tenth lies between midnight in Brussels and midnight in UTC."""
    day = FIRST_DAY + timedelta(days=draw.randint(0, (NOW.date() - FIRST_DAY).days - 4))
    hour, minute = (23, 30) if number % 10 == 0 else (draw.randint(5, 21), draw.randint(0, 59))
    return datetime(day.year, day.month, day.day, hour, minute, draw.randint(0, 59), tzinfo=UTC)


def counts(listed: Sequence[Applicant]) -> dict[tuple[date, str | None], int]:
    """Return the number of applications by reporting day and source, for comparison with what was stored."""
    found: dict[tuple[date, str | None], int] = {}
    for each in listed:
        found[each.day, each.source] = found.get((each.day, each.source), 0) + 1
    return found
