"""The button that pulls a source: starts the same command as a timer would, and follows it until it is done."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import streamlit as st

from connectors.database.engine import reading
from connectors.errors import DemoDataError
from connectors.landing import refuse_demo
from dashboard import data
from dashboard.i18n import _, language, ngettext, number
from dashboard.widgets.badges import STATUSES
from dashboard.widgets.empty import failed
from dashboard.widgets.plain import plain

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """How the command ended: its exit code and the status of the run, empty if no run began; ``words`` is its last line.

    ``findings`` is how many answers on campaigns were renewed.
    """

    exit_code: int
    status: str
    rows_written: int
    words: str
    findings: int = 0


def sync_button(source: str, *, disabled: bool) -> None:
    """Show the button; a press runs the source and shows each step, then the page shows the new state."""
    _last_outcome(source)
    pressed = st.button(_("Sync now"), icon=":material/sync:", key=f"sync-{source}", disabled=disabled)
    if not pressed:
        return
    if refused_in_demo():
        return
    with st.status(_("The source is being read…"), expanded=True) as status:
        run = Following(command(source, language()), environment(os.environ))
        for line in run.lines():
            status.update(label=plain(line))
            st.caption(plain(line))
    st.session_state[f"synced-{source}"] = run.outcome()
    st.rerun()


def refused_in_demo() -> bool:
    """Say that the fictional organisation takes no real figures, if this is it."""
    try:
        with reading(data.engine()) as connection:
            refuse_demo(connection)
    except DemoDataError as error:
        failed(error)
        return True
    return False


def _last_outcome(source: str) -> None:
    """Say once how the run ended that this button started."""
    outcome: Outcome | None = st.session_state.pop(f"synced-{source}", None)
    if outcome is None:
        return
    if not outcome.status:
        st.error(plain(outcome.words) or _("The run could not start."), icon=":material/error:")
        return
    rows = ngettext("{count} row new or changed", "{count} rows new or changed", outcome.rows_written)
    words = f"{_(STATUSES[outcome.status][0])}: {rows.format(count=number(outcome.rows_written))}"
    if outcome.findings:
        renewed = ngettext(
            "{count} finding on campaigns renewed", "{count} findings on campaigns renewed", outcome.findings
        )
        words = f"{words}; {renewed.format(count=number(outcome.findings))}"
    show = st.success if outcome.status == "ok" else st.warning
    show(words)


def command(source: str, spoken: str) -> list[str]:
    """Return the command that pulls one source."""
    return [sys.executable, "-m", "dashboard", "--lang", spoken, "sync", source, "--json"]


def environment(present: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the command: the same, and it finds this code from any folder."""
    path = os.pathsep.join(part for part in (str(_ROOT), present.get("PYTHONPATH", "")) if part)
    return {**present, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


class Following:
    """A command that runs: its progress lines come on stderr, its JSON on stdout."""

    def __init__(self, arguments: list[str], variables: Mapping[str, str]) -> None:
        self._answer = TemporaryFile()  # noqa: SIM115  closed by outcome()
        self._last: list[str] = []
        self._process = subprocess.Popen(  # noqa: S603  our own command; the source's name comes from a manifest
            arguments, stdout=self._answer, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=dict(variables)
        )

    def lines(self) -> Iterator[str]:
        """Yield each progress line as it comes; ends when the command ends."""
        assert self._process.stderr is not None
        with self._process.stderr as written:
            for line in written:
                if text := line.strip():
                    self._last.append(text)
                    yield text

    def outcome(self) -> Outcome:
        """Wait for the end and return how it went."""
        code = self._process.wait()
        with self._answer as answer:
            answer.seek(0)
            written = answer.read().decode("utf-8")
        document = json.loads(written) if written.strip() else {"runs": [{}]}
        run = document["runs"][0]
        words = "\n\n".join(self._last[-3:])
        findings = document.get("findings") or 0
        return Outcome(code, run.get("status", ""), run.get("rows_written", 0), words, findings)
