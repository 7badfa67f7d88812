"""From a question to blocks with what explains them: holidays, season, control, vacancies, other campaigns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from dashboard.analysis.calendar import PUBLIC, SCHOOL, Calendar, calendar
from dashboard.analysis.impact.case import Case, Other
from dashboard.analysis.impact.laplace import Blocks, Column, Floats, fit
from dashboard.analysis.impact.rows import Gathered, gather, shares
from dashboard.analysis.impact.settings import DEFAULT, Settings, priors
from dashboard.analysis.periods import Period

HARMONICS = 3
LEAST_OBSERVED = 0.5
NOT_REGRESSED = frozenset({"definition_break", "vacancy_wave"})
_YEAR = 365.25
_WEEK = 7
_LEVEL, _CONTROL, _OTHER = "level", "control", "other:"
_BREAKS: Mapping[str, frozenset[int]] = {"christmas": frozenset({12, 1}), "summer": frozenset({7, 8})}
"""School holidays that may count for more or less than the others, by month."""
_BREAK_SD = 0.15

Values = tuple[Column, Floats]


@dataclass(frozen=True)
class Arranged:
    """The blocks of a case, T blocks for each of S parts, chain after chain.

    Attributes:
        blocks: What is regressed, N = S x T.
        columns: What stands in each column of ``blocks.x``.
        starts: First day of each block.
        days: Days in each block, shape (T,); the campaign's last block may be shorter than the others.
        known: True where enough of a block was observed, shape (S, T).
        campaign: True for blocks of the campaign, shape (T,).
        washing: True for blocks in the wash-out after it, shape (T,).
        control: Sum of the control series per whole block, shape (T,), NaN where not known; None without a control.
        by_day: Blocks are days.
    """

    blocks: Blocks
    columns: tuple[Column, ...]
    starts: tuple[date, ...]
    days: Floats
    known: NDArray[np.bool_]
    campaign: NDArray[np.bool_]
    washing: NDArray[np.bool_]
    control: Floats | None
    by_day: bool

    @property
    def shape(self) -> tuple[int, int]:
        """Parts and blocks."""
        return self.known.shape[0], self.known.shape[1]

    @property
    def counts(self) -> Floats:
        """Observed counts, shape (S, T)."""
        return self.blocks.y.reshape(self.shape)

    @property
    def exposure(self) -> Floats:
        """Share of a usual block that was observed, shape (S, T)."""
        return np.exp(self.blocks.offset).reshape(self.shape)

    @property
    def first(self) -> int:
        """Number of the campaign's first block."""
        return int(np.argmax(self.campaign))

    @property
    def history(self) -> NDArray[np.bool_]:
        """True for the blocks before the campaign, shape (T,)."""
        return np.arange(len(self.campaign)) < self.first

    @property
    def known_days(self) -> float:
        """Days before the campaign in blocks that are known in every part."""
        return float(self.days[self.history & self.known.all(axis=0)].sum())

    @property
    def seen(self) -> NDArray[np.bool_]:
        """Blocks that say something about the level without the campaign, shape (S, T)."""
        return self.known & ~self.campaign & ~self.washing

    @property
    def others(self) -> Floats:
        """Largest share of each block in which another campaign or event ran, over the parts, shape (T,)."""
        theirs = [column.name.startswith(_OTHER) for column in self.columns]
        return np.asarray(self.blocks.x[:, theirs].max(axis=1, initial=0.0).reshape(self.shape).max(axis=0))

    def places(self, blocks: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return where some blocks stand in all chains, part after part."""
        parts, length = self.shape
        return np.concatenate([blocks + part * length for part in range(parts)])


def arrange(case: Case, settings: Settings = DEFAULT) -> Arranged:
    """Return the blocks of a case; days before the first whole block fall away."""
    rows = gather(case)
    counts = case.outcome.to_numpy(dtype=float).T
    share = shares(rows, counts, case)
    observed = np.isfinite(counts)
    exposure = np.stack([rows.add(share * part) for part in observed])
    parts, firsts, days = len(counts), rows.first_days, rows.days
    middle = firsts + days / 2
    last = case.window.last.toordinal()
    campaign = rows.add(rows.in_window.astype(float)) > 0
    control = _control(case, rows, share)
    columns = _columns(case, rows, campaign, control, settings)
    arranged = Arranged(
        blocks=Blocks(
            y=np.stack([rows.add(np.where(np.isfinite(part), part, 0.0)) for part in counts]).ravel(),
            offset=np.log(np.maximum(exposure, 1e-3)).ravel(),
            x=np.concatenate([np.stack([values[part] for _, values in columns], axis=1) for part in range(parts)]),
            step=np.tile(np.append(days[:1], np.diff(middle)) / _WEEK, parts),
            first=np.tile(np.arange(rows.count) == 0, parts),
        ),
        columns=tuple(column for column, _ in columns),
        starts=rows.starts,
        days=days,
        known=exposure >= LEAST_OBSERVED * rows.add(share),
        campaign=campaign,
        washing=(firsts > last) & (firsts <= last + case.wash_out_days),
        control=control,
        by_day=case.by_day,
    )
    return _without_counting_noise(arranged, settings) if settings.smooth_control else arranged


def _columns(
    case: Case, rows: Gathered, campaign: NDArray[np.bool_], control: Floats | None, settings: Settings
) -> list[Values]:
    """Return every regressor with its values, shape (S, T)."""
    names = case.outcome.columns
    shape = (len(names), rows.count)
    columns = [
        (Column(f"{_LEVEL}:{name}", 0.0, 10.0), np.eye(len(names))[:, [i]] * np.ones(shape))
        for i, name in enumerate(names)
    ]
    columns += _holidays(case, rows)
    season_sd = settings.season_sd if control is None else settings.season_sd_with_control
    columns += [(column, np.broadcast_to(values, shape)) for column, values in _season(rows, season_sd)]
    if control is not None:
        centred = np.broadcast_to(_centred(control, campaign), shape)
        columns.append((Column(_CONTROL, settings.control_mean, settings.control_sd), centred))
    if case.vacancies is not None:
        vacancies = case.vacancies[names].to_numpy(dtype=float).T
        values = np.stack([_centred(_mean_over(rows, part), campaign) for part in vacancies])
        columns.append((Column("vacancies", 0.5, 0.3), values))
    columns += [
        (Column(f"{_OTHER}{other.key}", 0.0, 0.3), _share_of(other, case, rows))
        for other in case.others
        if other.kind not in NOT_REGRESSED
    ]
    if case.by_day:
        columns += [
            (Column(f"weekday:{day}", 0.0, 1.0), np.broadcast_to((rows.weekday[rows.used] == day) - 1 / _WEEK, shape))
            for day in range(1, _WEEK)
        ]
    return columns


def _control(case: Case, rows: Gathered, share: Floats) -> Floats | None:
    """Return the sum of the controls per block as if it were whole; None without a control, or one that counts nothing."""
    values = case.controls.to_numpy(dtype=float)
    known = np.isfinite(values).all(axis=1)
    if not values[known & rows.used].sum() > 0:
        return None
    seen = rows.add(share * known)
    total = rows.add(np.where(known, np.nan_to_num(values).sum(axis=1), 0.0))
    return np.where(seen > LEAST_OBSERVED * rows.add(share), total / np.maximum(seen, 1e-9), np.nan)


def _holidays(case: Case, rows: Gathered) -> list[Values]:
    if not case.places:
        return []
    days = Period(case.outcome.index[0].date(), case.last_day)
    found = {place: calendar([place], days, "en", case.overrides) for place in set(case.places.values())}
    nothing = Calendar((), ())
    at = [case.places.get(str(name)) for name in case.outcome.columns]
    parts = [nothing if place is None else found[place] for place in at]
    school = [part.dates(SCHOOL) for part in parts]
    public = np.stack([_days_off(part.dates(PUBLIC), rows) for part in parts])
    columns = [(Column("school holidays", 0.0, 0.5), np.stack([_days_off(part, rows) for part in school]) / rows.days)]
    for name, months in _BREAKS.items():
        some = np.stack([_days_off({day for day in part if day.month in months}, rows) for part in school])
        columns.append((Column(f"{name} holidays", 0.0, _BREAK_SD), some / rows.days))
    return [*columns, (Column("public holidays", 0.0, 0.3), public)]


def _days_off(days: Collection[date], rows: Gathered) -> Floats:
    off = np.array(sorted(day.toordinal() for day in days), dtype="int64")
    ends = rows.ordinal + rows.span.astype("int64")
    return rows.add((np.searchsorted(off, ends) - np.searchsorted(off, rows.ordinal)).astype(float))


def _season(rows: Gathered, sd: float) -> list[Values]:
    """Return sines and cosines of the year, averaged over the days of each block."""
    columns = []
    middle = rows.ordinal + (rows.span - 1) / 2
    for k in range(1, HARMONICS + 1):
        turn = 2 * np.pi * k / _YEAR
        days = np.sin(turn * rows.span / 2) / np.sin(turn / 2)  # what the days of a row add up to, over its middle day
        for name, quarter_turn in (("cos", 0.0), ("sin", np.pi / 2)):
            values = rows.add(days * np.cos(turn * middle - quarter_turn)) / rows.days
            columns.append((Column(f"season:{name}{k}", 0.0, sd / k), values))
    return columns


def _centred(values: Floats, campaign: NDArray[np.bool_]) -> Floats:
    """Return logs against their mean outside the campaign; 0, the mean, where not known."""
    logs = np.log(values + 0.5)
    outside = logs[~campaign & np.isfinite(logs)]
    return np.nan_to_num(logs - (outside.mean() if len(outside) else 0.0))


def _mean_over(rows: Gathered, values: Floats) -> Floats:
    known = rows.add(np.isfinite(values).astype(float))
    return np.where(known > 0, rows.add(np.nan_to_num(values)) / np.maximum(known, 1), np.nan)


def _share_of(other: Other, case: Case, rows: Gathered) -> Floats:
    """Return the share of each block's days on which another campaign or event was on, for the parts it touches."""
    ends = np.minimum(rows.ordinal + rows.span - 1, other.period.last.toordinal())
    days = np.clip(ends - np.maximum(rows.ordinal, other.period.first.toordinal()) + 1, 0, None)
    touched = [other.touches([name]) for name in case.outcome.columns]
    return np.outer(touched, rows.add(days) / rows.days)


def _without_counting_noise(arranged: Arranged, settings: Settings) -> Arranged:
    """Replace the control by its own smoothed log mean: a small control's counting noise would blur what it explains."""
    if arranged.control is None:
        return arranged
    length = arranged.shape[1]
    own = [i for i, column in enumerate(arranged.columns) if column.name.startswith(("season:", "weekday:"))]
    own += [i for i, column in enumerate(arranged.columns) if column.name.endswith(" holidays")]
    columns = (Column(_LEVEL, 0.0, 10.0), *(arranged.columns[i] for i in own))
    blocks = Blocks(
        y=np.nan_to_num(arranged.control),
        offset=np.zeros(length),
        x=np.column_stack([np.ones(length), arranged.blocks.x[:length, own]]),
        step=arranged.blocks.step[:length],
        first=arranged.blocks.first[:length],
    )
    known = np.isfinite(arranged.control)[None, :]
    everywhere = np.arange(length)[None, :]
    found = fit(blocks, priors(columns, settings, by_day=arranged.by_day), known, everywhere)
    log_mean = found.weight[0] @ found.mean[0]
    outside = log_mean[~arranged.campaign]
    log_mean -= outside.mean() if len(outside) else 0.0
    x = arranged.blocks.x.copy()
    x[:, [column.name for column in arranged.columns].index(_CONTROL)] = np.tile(log_mean, arranged.shape[0])
    return replace(arranged, blocks=replace(arranged.blocks, x=x))
