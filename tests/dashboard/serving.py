"""The real server on a free port of this machine, as a program of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
_PROGRAM = """
import os, sys
from connectors.config import load_or_demo
from dashboard import server
config = load_or_demo(os.environ)
server.serve(config, os.environ, "127.0.0.1", int(sys.argv[1]))
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(home: Path, environment: dict[str, str]) -> Iterator[str]:
    """Serve a home folder from another working directory; yield the address once it is ready."""
    port = free_port()
    variables = {**os.environ, **environment, "INSTROOM_HOME": str(home), "PYTHONPATH": str(ROOT)}
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(port)], cwd=home, env=variables, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, process, home / "server.log")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            httpx.get(f"{address}/healthz", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8")[-3000:])
