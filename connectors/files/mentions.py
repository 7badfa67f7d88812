"""Reads counts of mentions per day: how often the organisation was named, where, about what and in what tone."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from connectors.base import Row
from connectors.errors import N_, FileError
from connectors.files import cells
from connectors.files.gathering import Gathering
from connectors.files.linkedin_jobs_days import day_of, is_month_first
from connectors.files.named_columns import Named, NamedTable, find, short_text, understand
from connectors.files.reading import Cell, FileContext, Opened, Reading

KIND = "mentions"
TITLE = N_("Mentions per day")

_COLUMNS = (
    Named("day", N_("Day"), ("day", "date", "dag", "datum", "jour")),
    Named(
        "platform",
        N_("Where it was said"),
        ("platform", "channel", "source", "kanaal", "bron", "medium", "plateforme", "canal"),
    ),
    Named("theme", N_("What it was about"), ("theme", "topic", "thema", "onderwerp", "thème", "sujet")),
    Named(
        "mentions",
        N_("Mentions, all kinds together"),
        ("mentions", "number of mentions", "vermeldingen", "aantal vermeldingen", "nombre de mentions"),
    ),
    Named("questions", N_("Of those: questions"), ("questions", "vragen")),
    Named(
        "vacancy_questions",
        N_("Of those: questions about a vacancy"),
        ("vacancy questions", "job questions", "vacaturevragen", "questions sur les offres", "questions emploi"),
    ),
    Named("complaints", N_("Of those: complaints"), ("complaints", "klachten", "plaintes")),
    Named("compliments", N_("Of those: compliments"), ("compliments", "complimenten")),
    Named("in_news", N_("Of those: news"), ("news", "in news", "nieuws", "in het nieuws", "actualités", "presse")),
    Named("positive", N_("Of those: positive in tone"), ("positive", "positief", "positif", "positives", "positieve")),
    Named("neutral", N_("Of those: neutral in tone"), ("neutral", "neutraal", "neutre", "neutrale", "neutres")),
    Named("negative", N_("Of those: negative in tone"), ("negative", "negatief", "négatif", "negatieve", "négatives")),
)
_NEEDED = ("day", "platform", "mentions")
_KINDS = ("questions", "vacancy_questions", "complaints", "compliments", "in_news")
_TONES = ("positive", "neutral", "negative")
_PLATFORMS: Mapping[str, str] = MappingProxyType(
    {
        "google reviews": "google_reviews",
        "google recensies": "google_reviews",
        "avis google": "google_reviews",
        "nieuws": "news",
        "actualités": "news",
        "google alerts": "news",
        "twitter": "x",
        "fora": "forum",
    }
)
"""Names of one place in several languages; another name is kept as it is written, in small letters."""

Line = tuple[int, tuple[Cell, ...]]


def fits(opened: Opened) -> bool:
    """Return whether a line near the top names a day, a place and a number of mentions."""
    return find(opened, _COLUMNS, _NEEDED) is not None


def read(opened: Opened, context: FileContext, mapping: Mapping[str, str]) -> Reading:
    """Return the mentions per day, place and theme: counts only, a text or a name is never read.

    ``mapping`` takes ``date_order`` (day_first or month_first). Raises a FileError for a file without these columns.
    """
    table = find(opened, _COLUMNS, _NEEDED)
    if table is None:
        raise FileError(
            N_("{file} has no columns with a day, a place and a number of mentions."),
            file=opened.file,
            code="file.no_headers",
            hint=N_("Name them: day, platform, mentions; and where they are known positive, neutral, negative."),
        )
    gathered = Gathering(opened, KIND, context.now)
    understand(gathered, table, _COLUMNS)
    lines = list(table.lines())
    month_first = is_month_first(opened, mapping.get("date_order"), [table.cell(row, "day") for _, row in lines])
    seen: set[tuple[date, str, str]] = set()
    for line in lines:
        _read_line(gathered, table, line, seen, context.organisation.timezone, month_first=month_first)
    return gathered.reading()


def _read_line(
    gathered: Gathering,
    table: NamedTable,
    line: Line,
    seen: set[tuple[date, str, str]],
    zone: str,
    *,
    month_first: bool,
) -> None:
    day = _day(gathered, table, line, month_first=month_first)
    platform = short_text(gathered, table, line, "platform")
    theme = short_text(gathered, table, line, "theme")
    if day is None or platform is None or theme is None:
        return
    place = (line[0], table.title("platform"))
    if not platform:
        gathered.refuse(table.sheet, place, None, N_("a place, such as facebook or news"))
        return
    platform = _PLATFORMS.get(platform.casefold(), platform.casefold().replace(" ", "_"))
    if (day, platform, theme) in seen:
        gathered.refuse(table.sheet, place, platform, N_("one line for each day, place and theme"))
        return
    figures = _figures(gathered, table, line)
    if figures is not None:
        seen.add((day, platform, theme))
        own = {"platform": platform, "theme": theme, "day": day}
        gathered.add("mention_daily", {**own, **figures, "day_zone": zone, "ingest": "export"})


def _day(gathered: Gathering, table: NamedTable, line: Line, *, month_first: bool) -> date | None:
    cell = table.cell(line[1], "day")
    try:
        found = day_of(cell, month_first=month_first)
    except ValueError:
        found = None
    return gathered.day(table.sheet, (line[0], table.title("day")), cell, found, N_("a day, such as 2026-03-04"))


def _figures(gathered: Gathering, table: NamedTable, line: Line) -> Row | None:
    """Return the counts that are there; None when one is no whole number or is more than all mentions together."""
    found: Row = {}
    for name in ("mentions", *_KINDS, *_TONES):
        cell = table.cell(line[1], name)
        if cells.is_missing(cell) and name != "mentions":
            continue
        try:
            found[name] = _count(cell)
        except ValueError:
            gathered.refuse(table.sheet, (line[0], table.title(name)), cell, N_("a whole number, 0 or more"))
            return None
    everything = _number(found["mentions"])
    for names in ((name,) for name in _KINDS):
        if not _fit(gathered, table, line, found, names, everything):
            return None
    return found if _fit(gathered, table, line, found, _TONES, everything) else None


def _fit(
    gathered: Gathering, table: NamedTable, line: Line, found: Row, names: tuple[str, ...], everything: int
) -> bool:
    total = sum(_number(found.get(name, 0)) for name in names)
    if total <= everything:
        return True
    gathered.refuse(
        table.sheet,
        (line[0], table.title(names[0])),
        str(total),
        N_("at most {mentions}, all mentions of that line"),
        mentions=everything,
    )
    return False


def _count(cell: Cell) -> int:
    value = cells.whole(cell)
    if value < 0:
        raise ValueError(value)
    return value


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
