"""What all streams of a run share: the context, the client, the desk, and how stages are named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from connectors.base import Context, Json, Row
from connectors.inflow.applied import VacancySeen
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows
from connectors.teamtailor import rows
from connectors.teamtailor.client import Client


@dataclass(frozen=True)
class Scene:
    """A run that reads applications, or only the vacancies of one that reads sums."""

    context: Context
    client: Client
    desk: Desk
    types: Mapping[str, str]

    @classmethod
    def of(cls, context: Context, client: Client, provider: str) -> "Scene":
        """Return the scene of a run; raise a ConfigurationError for settings that do not fit."""
        types = rows.stage_types(context.settings.texts("stage_types"))
        return cls(context, client, Desk.of(context, provider), types)

    def cursor(self, stream: str) -> Json:
        """Return where a stream goes on, empty when it never ran."""
        return self.context.cursors.get(stream, {})

    def table_rows(
        self, applications: Iterable[rows.Kept] = (), vacancies: Iterable[VacancySeen] = ()
    ) -> dict[str, list[Row]]:
        """Return the rows of a page by table; applications of sourced persons are left out."""
        asks_source = bool(self.context.settings.text("self_reported_question"))
        counted = [
            rows.applied(self.desk, each, self.types, asks_source=asks_source)
            for each in applications
            if not rows.is_sourced(each)
        ]
        return {name: list(some) for name, some in inflow_rows(self.desk, counted, vacancies).items()}
