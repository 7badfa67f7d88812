"""From a question to blocks: seven-day sums counted from the first campaign day, with what explains them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.analysis.calendar import PUBLIC, SCHOOL, Calendar, calendar
from dashboard.analysis.impact.case import Case, Other
from dashboard.analysis.impact.laplace import Blocks, Floats
from dashboard.analysis.periods import Period

_WEEK = 7
_YEAR = 365.25
HARMONICS = 3
LEAST_OBSERVED = 0.5


@dataclass(frozen=True)
class Column:
    """A regressor with its prior: name, prior mean and standard deviation."""

    name: str
    mean: float
    sd: float


@dataclass(frozen=True)
class Arranged:
    """The blocks of a case, T blocks for each of S parts, chain after chain.

    Attributes:
        blocks: What is regressed, N = S x T.
        columns: What stands in each column of ``blocks.x``.
        starts: First day of each block, shape (T,).
        days: Days in each block, shape (T,); the campaign's last block may be shorter than the others.
        known: True where enough of a block was observed, shape (S, T).
        campaign: True for blocks of the campaign, shape (T,).
        washing: True for blocks in the wash-out after it, shape (T,).
        control: Sum of the control series per block, shape (T,), NaN where not known; None without a control.
    """

    blocks: Blocks
    columns: tuple[Column, ...]
    starts: tuple[date, ...]
    days: NDArray[np.int64]
    known: NDArray[np.bool_]
    campaign: NDArray[np.bool_]
    washing: NDArray[np.bool_]
    control: Floats | None

    @property
    def parts(self) -> int:
        """Number of parts (chains)."""
        return len(self.known)

    @property
    def counts(self) -> Floats:
        """Observed counts, shape (S, T)."""
        return self.blocks.y.reshape(self.known.shape)

    @property
    def history(self) -> NDArray[np.bool_]:
        """True for the blocks before the campaign, shape (T,)."""
        first = int(np.argmax(self.campaign))
        return np.arange(len(self.campaign)) < first


def arrange(case: Case) -> Arranged:
    """Return the blocks of a case; days before the first whole block fall away."""
    frame = _Days(case)
    columns = _columns(case, frame)
    x = np.concatenate([np.stack([values[part] for _, values in columns], axis=1) for part in range(frame.parts)])
    blocks = Blocks(
        y=frame.sums.ravel(),
        offset=np.log(np.maximum(frame.exposure, 1e-3)).ravel(),
        x=x,
        step=np.tile(frame.step, frame.parts),
        first=np.tile(np.arange(frame.count) == 0, frame.parts),
    )
    return Arranged(
        blocks,
        tuple(column for column, _ in columns),
        frame.starts,
        frame.lengths,
        frame.exposure >= LEAST_OBSERVED * frame.whole,
        frame.campaign,
        frame.washing,
        frame.control,
    )


class _Days:
    """The rows of a case, and to which block each belongs."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.ordinal = np.array([stamp.toordinal() for stamp in case.outcome.index], dtype="int64")
        self.parts = case.outcome.shape[1]
        first, last = case.window.first.toordinal(), case.window.last.toordinal()
        size = _WEEK if case.grain == "day" and not case.by_day else 1
        in_window = (self.ordinal >= first) & (self.ordinal <= last)
        if case.grain == "day":
            number = (self.ordinal - first) // size
            # the campaign's last block ends with the campaign; what is left of that week is washed out
            self.used = (number >= -((first - self.ordinal[0]) // size)) & ((number > (last - first) // size) | (self.ordinal < first) | in_window)
            span = np.ones(len(self.ordinal))
        else:
            span = np.diff(np.append(self.ordinal, case.last_day.toordinal() + 1)).astype(float)
            in_window = (self.ordinal + span > first) & (self.ordinal <= last)
            number = np.arange(len(self.ordinal)) - int(np.argmax(in_window))
            self.used = np.ones(len(number), dtype=bool)
        whole = (number < number[-1]) | in_window | (self._last_is_whole(number, size))
        self.used &= whole
        self.block = number - number[self.used][0]
        self.count = int(self.block[self.used][-1]) + 1
        self.span = span
        self._sum_up(in_window, size)

    def _last_is_whole(self, number: NDArray[np.int64], size: int) -> bool:
        return int((number == number[-1]).sum()) >= size

    def add(self, values: Floats) -> Floats:
        """Sum rows into blocks, shape (T,)."""
        return np.bincount(self.block[self.used], weights=values[self.used], minlength=self.count)

    def _sum_up(self, in_window: NDArray[np.bool_], size: int) -> None:
        counts = self.case.outcome.to_numpy(dtype=float).T
        seen = np.isfinite(counts)
        share = self._shares(counts, in_window)
        self.sums = np.stack([self.add(np.nan_to_num(part)) for part in counts])
        self.exposure = np.stack([self.add(share * part) for part in seen])
        self.whole = self.add(share)
        self.days = self.add(self.span)
        self.lengths = self.days.astype("int64")
        self.campaign = self.add(in_window.astype(float)) > 0
        first_rows = np.searchsorted(self.block[self.used], np.arange(self.count))
        firsts = self.ordinal[self.used][first_rows]
        self.starts = tuple(date.fromordinal(int(day)) for day in firsts)
        last = self.case.window.last.toordinal()
        self.washing = (firsts > last) & (firsts <= last + self.case.wash_out_days)
        middle = firsts + self.days / 2
        self.step = np.append(self.days[:1], np.diff(middle)) / _WEEK
        control = self.case.controls.to_numpy(dtype=float)
        self.control = self._control(control, share) if control.shape[1] else None

    def _shares(self, counts: Floats, in_window: NDArray[np.bool_]) -> Floats:
        """Return the share of a usual block that each row holds: weekdays weigh as they do outside the campaign."""
        if self.case.grain != "day":
            return self.span / np.median(self.span)
        if self.case.by_day:
            return np.ones(len(self.ordinal))
        weekday = (self.ordinal - 1) % 7
        outside = np.where(in_window, np.nan, np.nanmean(counts, axis=0) if len(counts) > 1 else counts[0])
        known = np.isfinite(outside)
        total = np.bincount(weekday[known], weights=outside[known], minlength=7) + 1.0
        mean = total / (np.bincount(weekday[known], minlength=7) + 1.0 / max(float(np.nanmean(outside)), 0.05))
        return np.asarray(mean / mean.sum())[weekday]

    def _control(self, control: Floats, share: Floats) -> Floats:
        known = np.isfinite(control).all(axis=1)
        seen = self.add(share * known)
        total = self.add(np.where(known, control.sum(axis=1), 0.0))
        return np.where(seen > LEAST_OBSERVED * self.whole, total / np.maximum(seen, 1e-9), np.nan)


def _columns(case: Case, frame: _Days) -> list[tuple[Column, Floats]]:
    """Return every regressor with its values, shape (S, T)."""
    everywhere = (frame.parts, frame.count)
    columns = [
        (Column(f"level:{name}", 0.0, 10.0), np.where(np.arange(frame.parts)[:, None] == part, 1.0, np.zeros(everywhere)))
        for part, name in enumerate(case.outcome.columns)
    ]
    columns += _holidays(case, frame)
    columns += [(column, np.broadcast_to(values, everywhere)) for column, values in _season(frame)]
    if frame.control is not None:
        columns.append((Column("control", 0.8, 0.3), np.broadcast_to(_centred(frame.control, frame), everywhere)))
    if case.vacancies is not None:
        parts = [_mean_over(frame, case.vacancies[name].to_numpy(dtype=float)) for name in case.outcome.columns]
        columns.append((Column("vacancies", 0.5, 0.3), np.stack([_centred(part, frame) for part in parts])))
    columns += [(Column(f"other:{other.key}", 0.0, 0.3), _share_of(other, case, frame)) for other in _others(case)]
    if case.by_day:
        weekday = (frame.ordinal[frame.used] - 1) % 7
        columns += [(Column(f"weekday:{n}", 0.0, 1.0), np.broadcast_to((weekday == n) - 1 / 7, everywhere)) for n in range(1, 7)]
    return columns


def _others(case: Case) -> Sequence[Other]:
    return [other for other in case.others if other.kind not in {"definition_break", "vacancy_wave"}]


def _holidays(case: Case, frame: _Days) -> list[tuple[Column, Floats]]:
    if not case.places:
        return []
    days = Period(case.outcome.index[0].date(), case.last_day)
    found: Mapping[object, Calendar] = {
        place: calendar([place], days, "en", case.overrides) for place in set(case.places.values())
    }
    rows = {kind: np.zeros((frame.parts, frame.count)) for kind in (SCHOOL, PUBLIC)}
    for part, name in enumerate(case.outcome.columns):
        place = case.places.get(str(name))
        if place is None:
            continue
        for kind, values in rows.items():
            values[part] = _days_off(found[place], kind, frame)
    school = rows[SCHOOL] / frame.days
    scale = 1.0 if case.by_day else 1.0
    return [(Column("school holidays", 0.0, 0.5), school), (Column("public holidays", 0.0, 0.3 * scale), rows[PUBLIC])]


def _days_off(found: Calendar, kind: str, frame: _Days) -> Floats:
    off = np.array(sorted(day.toordinal() for day in found.dates(kind)), dtype="int64")
    ends = frame.ordinal + frame.span.astype("int64")
    return frame.add((np.searchsorted(off, ends) - np.searchsorted(off, frame.ordinal)).astype(float))


def _season(frame: _Days) -> list[tuple[Column, Floats]]:
    """Return sines and cosines of the year, averaged over each block."""
    columns = []
    for k in range(1, HARMONICS + 1):
        angle = 2 * np.pi * k * (frame.ordinal + (frame.span - 1) / 2) / _YEAR
        rows = frame.add(np.ones(len(angle)))
        for name, wave in (("cos", np.cos(angle)), ("sin", np.sin(angle))):
            columns.append((Column(f"season:{name}{k}", 0.0, np.sqrt(0.04 / k)), frame.add(wave) / rows))
    return columns


def _centred(values: Floats, frame: _Days) -> Floats:
    """Return logs against their mean outside the campaign; 0 (the mean) where not known."""
    logs = np.log(values + 0.5)
    mean = float(np.nanmean(logs[~frame.campaign])) if np.isfinite(logs[~frame.campaign]).any() else 0.0
    return np.nan_to_num(logs - mean)


def _mean_over(frame: _Days, values: Floats) -> Floats:
    known = np.isfinite(values)
    rows = frame.add(known.astype(float))
    with np.errstate(invalid="ignore"):
        return np.where(rows > 0, frame.add(np.nan_to_num(values)) / np.maximum(rows, 1), np.nan)


def _share_of(other: Other, case: Case, frame: _Days) -> Floats:
    first, last = other.period.first.toordinal(), other.period.last.toordinal()
    ends = frame.ordinal + frame.span - 1
    days = np.clip(np.minimum(ends, last) - np.maximum(frame.ordinal, first) + 1, 0, None)
    share = frame.add(days) / frame.days
    touched = np.array([not other.parts or str(name) in other.parts for name in case.outcome.columns])
    return np.outer(touched, share)
