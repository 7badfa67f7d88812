"""What a run of a source yielded, for tests that pull without a runner."""

from collections.abc import Generator, Iterator, Mapping
from typing import Any

from connectors.base import Batch
from connectors.errors import InstroomError


class Pulled:
    """The batches, the cursors as the runner would have stored them, and the error that ended the run."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.cursors: dict[str, Mapping[str, object]] = {}
        self.error: Any = None

    def rows(self, table: str, stream: str | None = None) -> list[dict[str, Any]]:
        return [row for batch in self.batches if stream in (None, batch.stream) for row in batch.rows.get(table, ())]

    def follow(
        self,
        steps: Iterator[Batch],
        cursors: Mapping[str, Mapping[str, object]] | None = None,
        stop_after: int | None = None,
    ) -> None:
        """Pull to the end, to the first error, or to a number of batches (a run that is killed)."""
        assert isinstance(steps, Generator)
        self.cursors = dict(cursors or {})
        try:
            for batch in steps:
                self.batches.append(batch)
                if batch.cursor is not None:
                    self.cursors[batch.stream] = batch.cursor
                if stop_after is not None and len(self.batches) == stop_after:
                    break
        except InstroomError as error:
            self.error = error
        finally:
            steps.close()
