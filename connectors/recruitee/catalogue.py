"""What a run knows of vacancies and stages: the kind of a vacancy and the category of a stage, asked for when needed."""

from collections.abc import Mapping
from typing import Any

from connectors.recruitee.client import Client, Fields

JOB = "job"


class Catalogue:
    """Kinds of vacancies and categories of stages, from the cursor, the list of vacancies, or a question of its own."""

    def __init__(self, client: Client, cursor: Mapping[str, Any], meanings: Mapping[str, str]) -> None:
        self._client, self._meanings = client, meanings
        self._categories: dict[str, str] = dict(cursor.get("categories", {}))
        self._known = dict(self._categories)
        self._offers: dict[int, Fields] = {}
        self._asked: set[object] = set()

    def learn(self, offer: Fields) -> None:
        """Note what a vacancy is."""
        self._offers[offer["id"]] = offer

    def is_job(self, placement: Fields) -> bool:
        """Return whether someone stands on a vacancy, and not in a talent pool."""
        return (placement["kind"] or self._offer(placement).get("kind")) == JOB

    def is_sample(self, placement: Fields) -> bool:
        """Return whether a vacancy is an example that Recruitee itself made."""
        return bool(placement["is_sample"] or self._offers.get(placement["offer"], {}).get("is_sample"))

    def stage(self, placement: Fields) -> str | None:
        """Return the stage by its category (applied, screened, interview, offer, hired); None when it has none we know."""
        category = placement["category"]
        if category is None and placement["stage"] is not None:
            category = self._category(placement)
        return self._meanings.get(category) if category else None

    def cursor(self) -> Mapping[str, Any] | None:
        """Return what to remember of the stages; None when nothing new was learned."""
        return {"categories": self._categories} if self._categories != self._known else None

    def _category(self, placement: Fields) -> str | None:
        stage = str(placement["stage"])
        if stage not in self._categories and "stages" not in self._asked:
            self._asked.add("stages")
            self._note(self._client.stages())
        if stage not in self._categories:
            self._offer(placement, again=True)
        return self._categories.get(stage)

    def _offer(self, placement: Fields, *, again: bool = False) -> Fields:
        number = placement["offer"]
        if number is not None and number not in self._asked and (again or number not in self._offers):
            self._asked.add(number)
            found = self._client.offer(number)
            if found:
                self.learn(found["offer"])
                self._note(found)
        return self._offers.get(number, {})

    def _note(self, found: Fields | None) -> None:
        for stage in found["stages"] if found else ():
            self._categories[str(stage["id"])] = stage["category"]


def meanings(pairs: tuple[str, ...]) -> Mapping[str, str]:
    """Return category to stage from a setting such as ``apply=applied``."""
    return {category.strip(): stage.strip() for category, _, stage in (pair.partition("=") for pair in pairs)}
