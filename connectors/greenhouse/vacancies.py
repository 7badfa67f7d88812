"""Reads the jobs with their posts, departments and offices: small lists, read from end to end in every run."""

from collections.abc import Iterator

from connectors.base import Batch
from connectors.greenhouse.client import Client
from connectors.greenhouse.lists import Lists
from connectors.greenhouse.meanings import readable
from connectors.greenhouse.rows import vacancy
from connectors.inflow.desk import Desk
from connectors.inflow.rows import inflow_rows


def vacancies(desk: Desk, client: Client) -> Iterator[Batch]:
    """Yield the vacancies, a page of jobs at a time, and what could not be read. A template is no vacancy."""
    lists = Lists(client, whole=True)
    jobs = [job for job in lists.read("jobs", {}) if job.get("is_template") is not True]
    if jobs:
        names = {stream: _names(lists, stream) for stream in ("departments", "offices")}
        posts = [*lists.read("job_posts", {}, "job_id"), *lists.read("job_posts", {"active": "false"}, "job_id")]
        of_job: dict[int, dict[int, dict[str, object]]] = {}
        for post in posts:
            of_job.setdefault(post.get("job_id") or 0, {})[post["id"]] = dict(post)
        with readable("jobs"):
            seen = [
                vacancy(job, of_job.get(job["id"], {}).values(), names["departments"], names["offices"], desk.zone)
                for job in jobs
            ]
        yield Batch("jobs", rows=inflow_rows(desk, (), seen), until=desk.today)
    yield from lists.problems()


def _names(lists: Lists, stream: str) -> dict[int, str]:
    return {row["id"]: row["name"] for row in lists.read(stream, {}) if row.get("name")}
