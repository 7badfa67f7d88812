"""The passports of platform figures: what a platform calls a number, where we keep it, and how far it can be trusted.

Each source folder says it in its ``metrics.toml``; pages, the README and the contract test read it.
"""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator

from connectors.database.schema import metadata

FILE_NAME = "metrics.toml"


class Break(BaseModel):
    """A day from which a platform counts differently."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date
    text: str


class Metric(BaseModel):
    """One platform figure.

    Attributes:
        column: Our table and column, such as ``channel_daily.jobs_page_views``.
        native: What the platform calls it, and where.
        unit: count, minutes, share or money.
        base: What exactly is counted, a message id.
        additive: True when days may be summed.
        day_zone: The time zone in which the platform cuts its days.
        delay_days: Days until the platform has the figure.
        version: The interface or file layout that this holds for.
        breaks: Days from which it is counted differently.
        source: The folder that says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    column: str
    native: str
    unit: Literal["count", "minutes", "share", "money"]
    base: str
    additive: bool
    day_zone: str
    delay_days: int = Field(ge=0)
    version: str
    breaks: tuple[Break, ...] = ()
    source: str = ""

    @field_validator("column")
    @classmethod
    def _exists(cls, column: str) -> str:
        table, _, name = column.partition(".")
        if table not in metadata.tables or name not in metadata.tables[table].c:
            message = f"{column} is no column of the schema"
            raise ValueError(message)
        return column

    @field_validator("day_zone")
    @classmethod
    def _is_zone(cls, name: str) -> str:
        return ZoneInfo(name).key


@cache
def passports() -> tuple[Metric, ...]:
    """Return every passport of every source folder, by folder and in the order in which they are written."""
    import connectors  # noqa: PLC0415  the package itself: its path may be extended with more folders

    found = sorted(path for root in connectors.__path__ for path in Path(root).glob(f"*/{FILE_NAME}"))
    return tuple(metric for path in found for metric in _read(path))


def passports_of(source: str) -> tuple[Metric, ...]:
    """Return the passports of one source folder."""
    return tuple(metric for metric in passports() if metric.source == source)


def _read(path: Path) -> list[Metric]:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Metric(source=path.parent.name, **each) for each in document["metrics"]]
