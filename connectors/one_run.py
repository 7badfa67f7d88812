"""One run of one source: its lock, its context, one transaction per page, and how it went, whatever happened."""

import logging
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine

from connectors import disk, inbox, runs
from connectors.base import Batch, Context, Json, Look, SyncResult, Window
from connectors.config import Config, SourceSettings, require_secrets
from connectors.database.engine import writing
from connectors.errors import N_, InstroomError, Said, SourceError
from connectors.inflow.rules import Rulebook
from connectors.inflow.stored import rulebook
from connectors.landing import Landing, land
from connectors.manifest import manifests
from connectors.personal import pseudonym_key
from connectors.quota import QuotaLedger
from connectors.raw import Raw, Setting
from connectors.registry import connector

log = logging.getLogger(__name__)

LOOK = ":messages"
"""Follows the source's name in the record of a run that only looked at messages: it says nothing of how the source stands."""

Progress = Callable[[str, str, int], None]
"""Called after each page with source, stream and the rows written so far."""


@dataclass(frozen=True)
class Order:
    """What was asked for: which sources, which days, whether answers are saved or played back, or only what a message named."""

    sources: Sequence[str] = ()
    window: Window = field(default_factory=Window)
    save_raw: Path | None = None
    from_dir: Path | None = None
    only_looks: bool = False


@contextmanager
def _only_one(home: Path, source: str) -> Iterator[None]:
    """Hold the source's lock; it goes with the process, however that ends."""
    folder = home / ".instroom"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"sync-{source}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise SourceError(
            N_("A run of {source} is going on already."),
            source=source,
            code="source.running",
            hint=N_("Wait until it is done."),
        ) from None
    try:
        yield
    finally:
        lock.release()


class Run:
    """One run of one source."""

    def __init__(
        self,
        engine: Engine,
        config: Config,
        settings: SourceSettings,
        order: Order,
        now: datetime,
        progress: Progress | None,
    ) -> None:
        self.engine = engine
        self.config = config
        self.settings = settings
        self.source = settings.name
        self.order = order
        self.now = now
        self.progress = progress
        self.organisation = config.organisation
        self.run_id = 0
        self.ledger = QuotaLedger()
        self.written = 0
        self.unchanged = 0
        self.until: date | None = None
        self.notes: tuple[Said, ...] = ()
        self.problem: SourceError | None = None
        self.started = time.monotonic()
        self.cursors: dict[str, Json] = {}
        self.context: Context | None = None
        self.rules = Rulebook()
        self.looks: tuple[Look, ...] = ()
        self.pseudonym_key = pseudonym_key(config.keys.get("pseudonym", ""))

    def go(self) -> SyncResult:
        """Pull until the end or the first error; whatever happens, say how it went."""
        error: SourceError | None = None
        try:
            with _only_one(self.config.home, self.source):
                error = self._attempt()
        except SourceError as refused:
            error = refused
        except OSError as refused:
            error = _unwritable(refused, self.source)
        shown = error or self.problem
        return SyncResult(
            source=self.source,
            status=self._status(error),
            rows_written=self.written,
            rows_unchanged=self.unchanged,
            requests=self.ledger.requests,
            until=self.until,
            seconds=round(self._seconds(), 3),
            error=shown,
            notes=self.notes,
        )

    def _seconds(self) -> float:
        return time.monotonic() - self.started

    def _status(self, error: SourceError | None) -> str:
        return error.status if error else ("partial" if self.problem else "ok")

    def _attempt(self) -> SourceError | None:
        error = self._caught(self._begin)
        if error is None:
            error = self._caught(self._pull)
        later = self._caught(lambda: self._finish(error))
        return error or later

    def _caught(self, step: Callable[[], None]) -> SourceError | None:
        """Run one step; return its error as one of this source, so that the other sources go on."""
        try:
            step()
        except SourceError as error:
            return error
        except InstroomError as error:
            return _of_source(error, self.source)
        except Exception as error:  # noqa: BLE001  a fault in one source must not stop the others
            if isinstance(error, OSError) and disk.is_refusal(error):
                return _unwritable(error, self.source)
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("%s stopped on %s\n%s", self.source, type(error).__name__, frames)  # noqa: TRY400  the text may hold a secret
            return SourceError(
                N_("{source} stopped on a fault of the program ({kind})."),
                source=self.source,
                code="source.fault",
                hint=N_("The log says where; what came before it is kept."),
                kind=type(error).__name__,
            )
        return None

    def _begin(self) -> None:
        with writing(self.engine) as connection:
            since = self.order.window.since
            told_of = f"{self.source}{LOOK}" if self.order.only_looks else self.source
            self.run_id = runs.begin(connection, self.organisation.id, told_of, self.now, since)
            self.ledger = runs.quota(connection, self.organisation.id, self.source)
            self.cursors = runs.cursors(connection, self.organisation.id, self.source)
            self.rules = rulebook(connection, self.organisation.id, self.config.side_entrant)
            if self.order.from_dir is None:
                self._open_inbox(connection)

    def _open_inbox(self, connection: Connection) -> None:
        key = self.config.keys.get("token", "")
        lost = inbox.let_go(connection, self.organisation.id, self.source, key, self.now)
        if lost:
            text = N_(
                "{count} messages of {source} cannot be read with this INSTROOM_TOKEN_KEY and were let go. "
                "The next whole reading finds what they told of."
            )
            self.notes += (Said(text, {"count": lost, "source": self.source}),)
        self.looks = inbox.pending(connection, self.organisation.id, self.source, key)

    def _setting(self) -> Setting:
        if self.order.from_dir is not None:
            return Setting.read(self.order.from_dir / self.source)
        window = self.order.window
        return Setting(self.now, window.since, window.until, window.full, self.cursors)

    def _context(self) -> Context:
        setting = self._setting()
        save_to = self.order.save_raw and self.order.save_raw / self.source
        read_from = self.order.from_dir and self.order.from_dir / self.source
        if save_to is not None:
            setting.write(save_to)
        return Context(
            organisation=self.organisation,
            settings=self.settings,
            now=setting.now,
            window=Window(setting.since, setting.until, setting.full),
            cursors=setting.cursors,
            raw=Raw(save_to=save_to, read_from=read_from),
            quota=self.ledger,
            rules=self.rules,
            sites=self.config.sites,
            pseudonym_key=self.pseudonym_key,
            looks=self.looks,
            only_looks=self.order.only_looks,
        )

    def _pull(self) -> None:
        if self.order.from_dir is None:
            require_secrets(manifests()[self.source], self.settings)
        self.context = self._context()
        for batch in connector(self.source).pull(self.context):
            self._land(batch, self.context.now)
            if self.progress is not None:
                self.progress(self.source, batch.stream, self.written)
        if self.looks:
            with writing(self.engine) as connection:
                inbox.done(connection, self.organisation.id, self.source, self.looks, self.now)

    def _land(self, batch: Batch, now: datetime) -> None:
        """Write one page, its cursor and the run so far, in one transaction."""
        with writing(self.engine) as connection:
            result = land(
                connection,
                self.organisation,
                batch.rows,
                run_id=self.run_id,
                now=now,
                more=Landing.of(batch, self.pseudonym_key),
            )
            runs.move_cursor(connection, self.organisation.id, self.source, batch, self.run_id)
            written = self.written + sum(part.written for part in result.tables.values())
            unchanged = self.unchanged + sum(part.unchanged for part in result.tables.values())
            until = max(filter(None, (self.until, batch.until)), default=None)
            counts = {"rows_written": written, "rows_unchanged": unchanged, "until": until}
            self._keep(connection, counts)
        self.written, self.unchanged, self.until = written, unchanged, until
        self.notes += tuple(note for note in (*batch.notes, *result.notes) if note not in self.notes)
        self.problem = self.problem or batch.problem

    def _keep(self, connection: Connection, values: Mapping[str, object]) -> None:
        runs.keep_quota(connection, self.organisation.id, self.source, self.ledger)
        runs.keep(connection, self.organisation.id, self.run_id, {"requests": self.ledger.requests, **values})

    def _finish(self, error: SourceError | None) -> None:
        """Let the source tidy up and close the run's row."""
        if not self.run_id:
            return
        with writing(self.engine) as connection:
            after = getattr(connector(self.source), "after", None)
            if after is not None and self.context is not None:
                self.notes += tuple(after(self.context, connection))
            finished = self.now + timedelta(seconds=self._seconds())
            said = runs.error_values(error or self.problem, self.notes)
            self._keep(connection, {"status": self._status(error), "finished_at": finished, **said})


def _unwritable(error: OSError, source: str) -> SourceError:
    return SourceError(
        N_("{file} cannot be used: {problem}."),
        source=source,
        code="source.file",
        hint=N_("Make room or choose another folder; what came is kept."),
        file=disk.name(error),
        problem=disk.problem(error),
    )


def _of_source(error: InstroomError, source: str) -> SourceError:
    """Return another error of the house as one of this source, with the same code, sentence and hint."""
    own = SourceError(error.said.text, source=source, code=error.code, hint=error.hint.text)
    own.said, own.hint = error.said, error.hint
    return own
