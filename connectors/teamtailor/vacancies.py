"""All vacancies, open or not: there are few, and Teamtailor tells no changes of them."""

from collections.abc import Iterator

from connectors.base import Batch
from connectors.teamtailor import rows
from connectors.teamtailor.scene import Scene

STREAM = "jobs"


def seen(scene: Scene) -> Iterator[Batch]:
    """Yield the vacancies page by page."""
    for page in scene.client.pages(STREAM, "jobs", scene.client.questions.jobs()):
        yield Batch(
            STREAM, scene.table_rows(vacancies=[rows.vacancy(scene.desk, each) for each in page.listed("jobs")])
        )
