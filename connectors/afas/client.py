"""Asks AFAS for a GetConnector: which columns it has, and its rows page by page, each put in order by one column."""

import base64
import binascii
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import quote, urlsplit

import httpx

from connectors.afas import faults
from connectors.afas.columns import DAYS, IDS, TEXTS, Columns, Field, coded, columns
from connectors.asking import Asking
from connectors.base import Context
from connectors.clock import day_in
from connectors.errors import N_, ConfigurationError, SourceError
from connectors.http import Fields, Http
from connectors.inflow.desk import harmless
from connectors.source_settings import SourceSettings

ZONE = "Europe/Amsterdam"
AT_LEAST, ENVIRONMENTS = "2", ("rest", "resttest", "restaccept")
_MOST_CELLS = 149_999
_NUMBER = re.compile(r"[\w./ -]{1,60}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?)?")
_MONTH = re.compile(r"\d{4}-?\d{2}")
_LONGEST_COUNT = 9

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """Some rows by what their columns mean. ``is_whole``: no row moved from under the pages since the first one."""

    rows: Sequence[Row] = field(repr=False)
    is_whole: bool


class Client:
    """One GetConnector for one run."""

    def __init__(self, context: Context, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self._context, self._settings, self._sleep = context, context.settings, sleep
        self._connector = context.settings.text("get_connector")
        self._asking = Asking(context, self._http)
        self.columns = Columns({}, (), 1)

    def __enter__(self) -> Self:
        self._asking.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._asking.__exit__()

    def describe(self, stream: str) -> Columns:
        """Ask which columns there are; return those to read. Raises a SourceError when the configured ones do not fit."""
        content = self._asking.get(stream, f"metainfo/get/{quote(self._connector, safe='')}").content
        self.columns = columns(self._settings, [Field(**each) for each in _listed(content, "fields")])
        return self.columns

    def pages(self, stream: str, order: str, filters: Mapping[str, str] | None = None) -> Iterator[Page]:
        """Yield pages until one is not full.

        Each page begins with the last row of the one before: when it does not, rows were added or deleted in between,
        and what is missing was perhaps only moved.
        """
        take = max(2, min(self._settings.number("take"), _MOST_CELLS // self.columns.width))
        skip, last, first, is_whole = 0, None, None, True
        while True:
            rows, count = self._page(stream, {"skip": skip, "take": take, "orderbyfieldids": order, **(filters or {})})
            if skip and rows and rows[0] == first:
                raise _standing_still(stream)
            is_whole = is_whole and (not skip or bool(rows and rows[0] == last))
            yield Page(rows[1:] if skip and rows and rows[0] == last else rows, is_whole)
            if count < take:
                return
            first, last = rows[0], rows[-1]
            skip += take - 1

    def since(self, moment: str) -> dict[str, str]:
        """Return the filter for rows that changed at a moment (in wall-clock time) or later."""
        return {"filterfieldids": self.columns.id("modified"), "filtervalues": moment, "operatortypes": AT_LEAST}

    def _page(self, stream: str, parameters: Mapping[str, str | int]) -> tuple[list[Row], int]:
        length = len(str(httpx.QueryParams(parameters)))
        if length > faults.LONGEST_QUERY:
            raise faults.too_long(stream, length)
        content = self._asking.get(stream, f"connectors/{quote(self._connector, safe='')}", parameters).content
        count = content.get("count")
        return _listed(content, "rows"), count if isinstance(count, int) else 0

    def _http(self) -> Http:
        base, day = address(self._settings), day_in(self._context.now, ZONE)
        integration = self._settings.text("integration_id")
        secret = authorization(self._settings.secrets["token"])
        return Http(
            base,
            source=faults.SOURCE,
            hosts=[urlsplit(base).hostname or ""],
            keep=self._keep,
            meaning=faults.meaning,
            asked=faults.asked_pause,
            headers={"IntegrationId": integration} if integration else None,
            authorize=lambda: {"Authorization": secret},
            spend=lambda: self._context.quota.spend("default", day),
            read_seconds=self._settings.number("timeout_seconds"),
            sleep=self._sleep,
        )

    def _keep(self, content: object) -> Fields:
        """Take out what may pass: the description of the columns, or of each row the columns that are read."""
        given = content if isinstance(content, Mapping) else {}
        if isinstance(given.get("fields"), list):
            tables = coded(self._settings)
            return {"fields": [_described(each, tables) for each in given["fields"] if isinstance(each, Mapping)]}
        rows = [each for each in given.get("rows") or () if isinstance(each, Mapping)]
        return {"rows": [self._row(each) for each in rows], "count": len(rows)}

    def _row(self, given: Mapping[str, Any]) -> dict[str, object]:
        read = {target: given.get(column.id) for target, column in self.columns.read.items()}
        kept: dict[str, object] = {target: _allowed(target, value) for target, value in read.items()}
        if "side_entrant" in read:
            column = self.columns.read["side_entrant"]
            told = dict.fromkeys(filter(None, (column.label, column.id)), read["side_entrant"])
            kept["side_entrant"] = dict(self._context.rules.sieve(faults.SOURCE, fields=told).fields)
        return kept


def _allowed(target: str, value: Any) -> str | None:
    """Return a cell as it may pass: a number, a day, a count, or a short text of the employer."""
    text = "" if value is None else str(value).strip()
    if target in IDS:
        return text if _NUMBER.fullmatch(text) else None
    if target in DAYS:
        text = text.removesuffix("Z")
        fits = _MOMENT.fullmatch(text) or (target == "month" and _MONTH.fullmatch(text))
        return text if fits else None
    if target == "count":
        return text if text.isdecimal() and len(text) <= _LONGEST_COUNT else None
    return harmless(text) if target in TEXTS else None


def _described(given: Mapping[str, Any], tables: frozenset[str]) -> dict[str, object]:
    name = harmless(str(given.get("id") or "")) or ""
    values = given.get("values") if name in tables else None
    pairs = [each for each in values or () if isinstance(each, Mapping)]
    return {
        "id": name,
        "label": harmless(str(given.get("label") or "")) or "",
        "field_id": harmless(str(given.get("fieldId") or "")) or "",
        "values": {str(each.get("id")): harmless(str(each.get("description") or "")) or "" for each in pairs},
    }


def _listed(content: Mapping[str, object], name: str) -> list[Any]:
    found = content.get(name)
    return found if isinstance(found, list) else []


def address(settings: SourceSettings) -> str:
    """Return where the services of this member stand; raise a ConfigurationError when that is not configured."""
    given, member, environment = (settings.text(key) for key in ("endpoint", "member", "environment"))
    if given:
        return given
    if re.fullmatch(r"\d{5}", member) and environment in ENVIRONMENTS:
        return f"https://{member}.{environment}.afas.online/ProfitRestServices"
    raise ConfigurationError(
        N_("[sources.afas] needs member (five digits) and environment ({choices})."),
        code="configuration.member",
        hint=N_("Or set endpoint to the whole address."),
        choices=", ".join(ENVIRONMENTS),
    )


def authorization(token: str) -> str:
    """Return the header of a token, which was given as XML or in base64; raise a ConfigurationError for another text."""
    text = "".join(token.split()) if not token.lstrip().startswith("<") else token.strip()
    if text.startswith("<token>"):
        return f"AfasToken {base64.b64encode(text.encode()).decode()}"
    try:
        is_token = base64.b64decode(text, validate=True).lstrip().startswith(b"<token>")
    except (binascii.Error, ValueError):
        is_token = False
    if is_token:
        return f"AfasToken {text}"
    raise ConfigurationError(
        N_("{variable} is no token of AFAS."),
        code="configuration.token",
        hint=N_("It takes the whole XML text from <token> to </token>, or that text in base64."),
        variable="INSTROOM_AFAS_TOKEN",
    )


def _standing_still(stream: str) -> SourceError:
    return SourceError(
        N_("AFAS gives the same page again for {stream}."),
        source=faults.SOURCE,
        stream=stream,
        code="source.same_page",
        hint=N_("Check order_by under [sources.afas]: it takes a column with another value in each row."),
    )
