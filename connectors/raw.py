"""Saves a source's answers as files and plays them back: for bug reports, tests and trying things without the network.

An answer's file is found by stream and parameters, so a replayed run asks for the same pages in the same way as the
live one. Parameters hold no secrets (those travel in headers), and clients pass answers only after the allow-list.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from connectors.errors import N_, ConfigurationError

Answer = dict[str, object]
SETTING = "run.json"


@dataclass
class Raw:
    """Passes answers through; with ``save_to`` keeps a copy of each, with ``read_from`` never calls at all."""

    save_to: Path | None = None
    read_from: Path | None = None
    _count: int = 0

    def fetch(self, stream: str, parameters: Mapping[str, object], call: Callable[[], Answer]) -> Answer:
        """Return the answer to one request: from the folder when replaying, else from ``call``."""
        if self.read_from is not None:
            return self._replay(stream, parameters)
        answer = call()
        if self.save_to is not None:
            self._save(stream, parameters, answer)
        return answer

    def _save(self, stream: str, parameters: Mapping[str, object], answer: Answer) -> None:
        assert self.save_to is not None
        self.save_to.mkdir(parents=True, exist_ok=True)
        self._count += 1
        name = f"{self._count:05d}-{stream}-{_digest(stream, parameters)}.json"
        kept = {"stream": stream, "parameters": dict(parameters), "answer": answer}
        (self.save_to / name).write_text(json.dumps(kept, indent=1, default=str), encoding="utf-8")

    def _replay(self, stream: str, parameters: Mapping[str, object]) -> Answer:
        assert self.read_from is not None
        found = sorted(self.read_from.glob(f"*-{stream}-{_digest(stream, parameters)}.json"))
        if not found:
            raise ConfigurationError(
                N_("The folder {folder} holds no saved answer for {stream} with {parameters}."),
                code="configuration.replay",
                hint=N_("Save the answers with --save-raw, with the same settings and the same INSTROOM_NOW."),
                folder=str(self.read_from),
                stream=stream,
                parameters=json.dumps(dict(parameters), default=str, sort_keys=True),
            )
        try:
            answer: Answer = json.loads(found[-1].read_text(encoding="utf-8"))["answer"]
        except (ValueError, TypeError, KeyError):
            raise _damaged(found[-1]) from None
        return answer


def _damaged(path: Path) -> ConfigurationError:
    return ConfigurationError(
        N_("The saved answer {file} is damaged or only half there."),
        code="configuration.replay",
        hint=N_("Save the answers again with --save-raw."),
        file=str(path),
    )


def _digest(stream: str, parameters: Mapping[str, object]) -> str:
    text = json.dumps([stream, dict(parameters)], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Setting:
    """When, for which days and from which cursors a run was saved: its replay asks the same questions."""

    now: datetime
    since: date | None
    until: date | None
    full: bool
    cursors: Mapping[str, Mapping[str, object]]

    def write(self, folder: Path) -> None:
        """Write the setting beside the saved answers."""
        folder.mkdir(parents=True, exist_ok=True)
        kept = {
            "now": self.now.isoformat(),
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "full": self.full,
            "cursors": {stream: dict(cursor) for stream, cursor in self.cursors.items()},
        }
        (folder / SETTING).write_text(json.dumps(kept, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Setting":
        """Read the setting of a saved run."""
        path = folder / SETTING
        if not path.is_file():
            raise ConfigurationError(
                N_("{folder} is no folder of saved answers: {file} is missing."),
                code="configuration.replay",
                folder=str(folder),
                file=SETTING,
            )
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            since, until = (date.fromisoformat(kept[key]) if kept[key] else None for key in ("since", "until"))
            return cls(datetime.fromisoformat(kept["now"]), since, until, kept["full"], kept["cursors"])
        except (ValueError, TypeError, KeyError):
            raise _damaged(path) from None
