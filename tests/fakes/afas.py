"""A look-alike of the REST services of AFAS Profit, with a GetConnector of applications and one of sums.

It pages, orders and filters as the real ones do, mixes up pages that are asked for without an order, answers 404 to a
question that is too long, and puts a person into every field and every error where AFAS could have one.
"""

import base64
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from tests.fakes.applicants import EMAILS, FREE_TEXT, NAMES, VACANCIES, Applicant, applicants
from tests.fakes.json_server import Reply, json_reply
from tests.fakes.routed import Asked, Routed, routed

XML = "<token><version>1</version><data>1234567890ABCDEFINVENTED</data></token>"
ENCODED = base64.b64encode(XML.encode()).decode()
CONNECTOR, TOTALS = "Nergens_Sollicitaties", "Nergens_Verdichting"
ROOT = "/ProfitRestServices/"
REFERENCE = "3A4C00D1E5F64B7A9C0D112233445566"
SOURCE_CODES = {"Indeed": "21", "LinkedIn": "22", "Werken-bij site": "23", "Facebook": "24"}
STATUS_CODES = {None: "1", "hired": "2", "rejected": "3", "withdrawn": "4"}
ACTION_CODES = {"applied": "0", "screened": "20", "interview": "1", "offer": "6", "hired": "6"}
LABELS = {
    "SollicitatieId": "Sollicitatie",
    "SollicitantNr": "Nummer",
    "VacatureNr": "Vacaturenummer",
    "Vacature": "Vacature",
    "Afdeling": "Afdeling",
    "Locatie": "Locatie",
    "DatumSollicitatie": "Datum sollicitatie",
    "StatusCode": "Status",
    "StatusOp": "Status sinds",
    "LaatsteActie": "Laatste actie",
    "Informatiebron": "Informatiebron",
    "Campagne": "Campagne",
    "GewijzigdOp": "Gewijzigd op",
    "ZijInstromer": "Zij-instromer",
    "NaamVolledig": "Naam",
    "EMail": "E-mail",
    "Telefoon": "Telefoon",
    "Re": "Toelichting",
    "Maand": "Maand",
    "Aantal": "Aantal",
}
_WALL = ZoneInfo("Europe/Amsterdam")
_LONGEST_QUERY, _MOST_CELLS = 2049, 150_000


def wall(moment: datetime) -> str:
    """Return a moment as AFAS writes it: Amsterdam's clock, with a Z that does not mean UTC."""
    return f"{moment.astimezone(_WALL):%Y-%m-%dT%H:%M:%S}Z"


def row_of(each: Applicant) -> dict[str, object]:
    """Return the row of an applicant, with columns that should not be in a GetConnector."""
    vacancy = next(vacancy for vacancy in VACANCIES if vacancy.number == each.vacancy)
    return {
        "SollicitatieId": each.number,
        "SollicitantNr": each.candidate,
        "VacatureNr": each.vacancy,
        "Vacature": vacancy.title,
        "Afdeling": vacancy.department,
        "Locatie": vacancy.location,
        "DatumSollicitatie": f"{each.day}T00:00:00Z",
        "StatusCode": STATUS_CODES[each.outcome],
        "StatusOp": wall(each.outcome_at) if each.outcome_at else None,
        "LaatsteActie": "10" if each.outcome == "rejected" else ACTION_CODES[each.stage],
        "Informatiebron": SOURCE_CODES.get(each.source or ""),
        "Campagne": each.utm_campaign,
        "GewijzigdOp": wall(each.updated_at),
        "ZijInstromer": each.side_entrant,
        "NaamVolledig": each.name,
        "EMail": each.email,
        "Telefoon": each.phone,
        "Re": FREE_TEXT,
    }


@dataclass
class Afas:
    """What the environment holds. ``without`` names columns that the GetConnector does not have."""

    rows: list[dict[str, object]] = field(default_factory=lambda: [row_of(each) for each in applicants()])
    without: frozenset[str] = frozenset()
    before_page: list[Callable[[], None]] = field(default_factory=list)
    """Functions without arguments, one for each page that is asked for: AFAS goes on while it is read."""

    def change(self, number: int, at: datetime, **columns: object) -> None:
        """Change a row, and with it the moment of its last change."""
        row = next(row for row in self.rows if row["SollicitatieId"] == number)
        row |= {**columns, "GewijzigdOp": wall(at)}

    def delete(self, *numbers: int) -> None:
        """Delete rows; nothing of them stays."""
        self.rows = [row for row in self.rows if row["SollicitatieId"] not in numbers]

    def of(self, connector: str) -> list[dict[str, object]]:
        """Return the rows of a GetConnector."""
        if connector == CONNECTOR:
            return [{name: value for name, value in row.items() if name not in self.without} for row in self.rows]
        grouped = Counter(
            (str(row["DatumSollicitatie"])[:7], row["VacatureNr"], row["Informatiebron"], row["StatusCode"])
            for row in self.rows
        )
        names = ("Maand", "VacatureNr", "Informatiebron", "StatusCode")
        return [{**dict(zip(names, key, strict=True)), "Aantal": count} for key, count in grouped.items()]

    def answer(self, asked: Asked) -> Reply:
        """Return the answer to a request."""
        if asked.headers.get("authorization") != f"AfasToken {ENCODED}":
            return Reply(401, "")
        if asked.headers.get("connection", "").lower() == "close" or asked.method != "GET":
            return Reply(400, "")
        path = unquote(asked.path.removeprefix(ROOT))
        kind, _, connector = path.rpartition("/")
        if len(asked.query) > _LONGEST_QUERY or connector not in {CONNECTOR, TOTALS}:
            return Reply(404, "")
        if kind == "metainfo/get":
            return json_reply(self._metainfo(connector))
        return self._page(connector, asked.parameters) if kind == "connectors" else Reply(404, "")

    def _metainfo(self, connector: str) -> dict[str, object]:
        rows = self.of(connector)
        names = list(rows[0]) if rows else ["SollicitatieId"]
        return {"name": connector, "description": f"Van {NAMES[0]}", "fields": [_field(name) for name in names]}

    def _page(self, connector: str, parameters: Mapping[str, str]) -> Reply:
        if self.before_page:
            self.before_page.pop(0)()
        rows = self.of(connector)
        names = set(rows[0]) if rows else set()
        order = [name for name in parameters.get("orderbyfieldids", "").split(",") if name]
        filters = [parameters.get(key, "") for key in ("filterfieldids", "filtervalues", "operatortypes")]
        if not set(order) | ({filters[0]} if filters[0] else set()) <= names | {f"-{name}" for name in names}:
            return functional("Het veld bestaat niet")
        skip, take = int(parameters.get("skip", 0)), int(parameters.get("take", 100))
        if len(names) * take >= _MOST_CELLS:
            return functional("De vraag duurt te lang")
        if filters[0]:
            rows = [row for row in rows if _fits(row[filters[0]], *filters[1:])]
        rows = _ordered(rows, order) if order else random.Random(skip).sample(rows, len(rows))
        return json_reply({"skip": skip, "take": take, "rows": rows[skip : skip + take]})


def _field(name: str) -> dict[str, object]:
    described: dict[str, object] = {
        "id": name,
        "fieldId": "Re" if name == "Re" else f"U{len(name):03d}",
        "dataType": "string",
        "label": LABELS[name],
        "length": 20,
        "decimals": 0,
    }
    if name == "Informatiebron":
        described["values"] = [{"id": code, "description": words} for words, code in SOURCE_CODES.items()]
    if name == "NaamVolledig":
        described["values"] = [{"id": "1", "description": NAMES[0]}]
    return described


def _fits(value: object, wanted: str, operator: str) -> bool:
    given, value = wanted.removesuffix("Z"), str(value or "").removesuffix("Z")
    return {"1": value == given, "2": value >= given, "3": value <= given, "4": value > given, "5": value < given}[
        operator
    ]


def _ordered(rows: list[dict[str, object]], order: list[str]) -> list[dict[str, object]]:
    for name in reversed(order):
        column = name.removeprefix("-")
        rows = sorted(
            rows, key=lambda row, by=column: (row[by] is not None, row[by] or 0), reverse=name.startswith("-")
        )
    return rows


def functional(text: str) -> Reply:
    """Return the 500 with which AFAS refuses, and which may name anybody."""
    body = {
        "externalMessage": f"{text}: {NAMES[0]} ({EMAILS[0]}) heeft iets gedaan",
        "errorNumber": -2147180999,
        "profitLogReference": REFERENCE,
    }
    return Reply(500, json.dumps(body), {"Content-Type": "application/json"})


@contextmanager
def serving_afas(world: Afas | None = None) -> Iterator[tuple[Afas, Routed]]:
    """Serve an environment until the test is done."""
    afas = world or Afas()
    with routed(afas.answer) as server:
        yield afas, server


def endpoint(server: Routed) -> str:
    """Return the address that the source is configured with."""
    return server.address + ROOT.rstrip("/")
