"""Sums per vacancy from the counters of its stages and from requisitions: no application and no person is read."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from connectors.base import Batch, Row
from connectors.database.schema import STAGES
from connectors.errors import N_, RetryableError, Said, SourceError, VersionError
from connectors.inflow.desk import Desk
from connectors.teamtailor import rows
from connectors.teamtailor.scene import Scene
from connectors.words import plain

STREAM = "totals"
_REACHED = {"screened": "screened", "interviewed": "interview", "offered": "offer"}


@dataclass
class Counters:
    """The counters of one vacancy: how many came to each stage, how many are hired, how many ended without a hire."""

    reached: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STAGES, 0))
    hired: int = 0
    rejected: int = 0
    unplaced: int = 0
    """How many stand in a stage of which nobody said how far it is."""

    def columns(self, by_requisition: int | None) -> Row:
        """Return the sums; how many came how far is not known when some stand in a stage that has no known place."""
        sums = {
            name: sum(self.reached[each] for each in STAGES[STAGES.index(stage) :]) for name, stage in _REACHED.items()
        }
        return {
            "applied": sum(self.reached.values()),
            **{name: None if self.unplaced else count for name, count in sums.items()},
            "hired": self.hired if by_requisition is None else by_requisition,
            "rejected": self.rejected,
        }


def sums(scene: Scene) -> Iterator[Batch]:
    """Yield the sums of all vacancies until today."""
    counted: dict[str, Counters] = defaultdict(Counters)
    for page in scene.client.pages(STREAM, "stages", scene.client.questions.counters()):
        for each in page.listed("stages"):
            if each["vacancy"]:
                _add(scene, counted[each["vacancy"]], each)
    hires, notes = _hires(scene)
    today = scene.desk.today
    listed = [_row(scene.desk, number, each.columns(hires.get(number))) for number, each in sorted(counted.items())]
    yield Batch(STREAM, {"vacancy_total": listed}, {"read_on": today.isoformat()}, until=today, notes=notes)


def _add(scene: Scene, counters: Counters, stage: rows.Kept) -> None:
    active, rejected = stage["active"] or 0, stage["rejected"] or 0
    place = _place(scene, stage)
    counters.reached[place or "applied"] += active + rejected
    counters.unplaced += 0 if place else active + rejected
    counters.hired += active if place == "hired" else 0
    counters.rejected += rejected


def _place(scene: Scene, stage: rows.Kept) -> str | None:
    """Return the stage by its type, else by the rules and words; in process, words never make it a hire."""
    kind = plain(stage["stage_type"] or "")
    by_type = scene.types.get(kind)
    if by_type:
        return by_type
    named = scene.desk.rules.stage(scene.desk.provider, stage["stage"])
    if named is None:
        return None
    return "offer" if named[0].stage == "hired" and kind == rows.IN_PROCESS else named[0].stage


def _hires(scene: Scene) -> tuple[Mapping[str, int], tuple[Said, ...]]:
    """Return hires per vacancy from requisitions that have one vacancy; not every account has requisitions."""
    found: list[rows.Kept] = []
    try:
        for page in scene.client.pages(STREAM, "requisitions", scene.client.questions.requisitions()):
            found += page.listed("requisitions")
    except (RetryableError, VersionError):
        raise
    except SourceError:
        return {}, (
            Said(N_("Teamtailor shows no requisitions; hires are those who stand in a stage of hired people.")),
        )
    return _per_vacancy(found), ()


def _per_vacancy(requisitions: Iterable[rows.Kept]) -> Mapping[str, int]:
    hires: dict[str, int] = {}
    for each in requisitions:
        if len(each["vacancies"]) == 1 and each["hired"] is not None:
            number = each["vacancies"][0]
            hires[number] = hires.get(number, 0) + each["hired"]
    return hires


def _row(desk: Desk, number: str, columns: Row) -> Row:
    return {
        "provider": desk.provider,
        "vacancy_id": desk.vacancy_id(number),
        "source_id": "",
        "span": f"..{desk.today.isoformat()}",
        "first_day": None,
        "last_day": desk.today,
        **columns,
        "ingest": "api",
        "observed_at": desk.now,
    }
