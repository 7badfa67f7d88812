"""The pages in a real browser: warm until the last chart, after a filter, and over the wire; beside a plain Streamlit page.

Three servers in turn: a page of Streamlit alone with as many charts, the demo on SQLite, and the demo with ten million rows of
daily facts on PostgreSQL. Time runs from the start of the navigation, or from the key that chooses, until the last change on
the page before it stays still.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from connectors import demo
from connectors.database.engine import open_engine
from connectors.database.upgrade import upgrade
from tests.benchmarks import ten_million
from tests.benchmarks.places import Places, settled
from tests.dashboard.serving import free_port, served

TARGETS = {"warm_s": 2.0, "filter_s": 0.5, "first_load_mb": 3.5, "ten_million": 2.0}
PAGES = {
    "overview": "/",
    "campaigns": "/campaigns",
    "campaign": "/campaign?campaign=soap",
    "channels": "/channels",
    "content": "/content",
    "side_entrants": "/side_entrants",
    "inflow": "/inflow",
    "vacancies": "/vacancies",
    "events": "/events",
    "sources": "/sources",
}
_ROUNDS = 5
_STILL_MS = 900
_CHARTS = 3
_WATCH = """
window.lastChange = 0;
new MutationObserver((changes) => {
  if (changes.some((change) => !change.target.closest?.("[data-testid=stStatusWidget]"))) window.lastChange = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
_STANDS_STILL = f"""
() => document.querySelector("h1") && !document.querySelector("[data-testid=stStatusWidget], [data-testid=stSkeleton]")
  && performance.now() - window.lastChange > {_STILL_MS}
  && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every((chart) => chart.querySelector(".main-svg"))
"""
_PLAIN = f"""
import plotly.graph_objects as go
import streamlit as st

st.title("Plain")
period = st.selectbox("Period", ["1m", "3m", "6m", "12m"])
for number in range({_CHARTS}):
    bars = [(day * 7 + number) % 23 for day in range(len(period) * 20)]
    st.plotly_chart(go.Figure(go.Bar(y=bars)), key=str(number))
"""


def run(places: Places) -> dict[str, object]:
    """Return seconds and megabytes per page and server, and their ratios to the plain page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        with _plain(places.folder) as address:
            plain = _measured(browser, address, {"plain": "/"})
        with _demo(places) as address:
            light = _measured(browser, address, PAGES)
        with _long(places) as address:
            heavy = _measured(browser, address, PAGES)
        browser.close()
    yardstick = plain["plain"]
    return {
        "plain": yardstick,
        "demo": light,
        "ten_million": heavy,
        "warm_beside_plain": {page: round(row["warm_s"] / yardstick["warm_s"], 2) for page, row in light.items()},
        "ten_million_beside_demo": {
            page: round(row["warm_s"] / light[page]["warm_s"], 2) for page, row in heavy.items()
        },
        "targets": TARGETS,
    }


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found is not None, "Chromium is not on the path: “make chromium” installs it"
    return found


@contextmanager
def _plain(folder: Path) -> Iterator[str]:
    """Serve a page of Streamlit alone."""
    script = folder / "plain.py"
    script.write_text(_PLAIN, encoding="utf-8")
    port = free_port()
    options = ["--server.headless=true", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *options]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _until_there(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _until_there(address: str, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            httpx.get(address, timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(address)


@contextmanager
def _demo(places: Places) -> Iterator[str]:
    """Serve the demo on SQLite."""
    home = places.folder / "browser-demo"
    home.mkdir()
    engine = open_engine(f"sqlite:///{home / 'instroom-demo.db'}")
    upgrade(engine)
    demo.fill(engine)
    settled(engine)
    engine.dispose()
    with served(home, {}) as address:
        yield address


@contextmanager
def _long(places: Places) -> Iterator[str]:
    """Serve the demo with ten million rows on PostgreSQL."""
    home = places.folder / "browser-long"
    home.mkdir()
    with places.engine("postgresql", "browser_long") as engine:
        rows = ten_million.fill(engine)
        assert rows > ten_million.ITEMS * ten_million.DAYS
        settled(engine)
    configuration = f"""
[organisation]
id = "nergens"
name = "Zorggroep Nergensland (fictief)"
country = "BE"
timezone = "Europe/Brussels"
language = "nl"

[database]
url = "{places.postgres.address("browser_long")}"
"""
    (home / "instroom.toml").write_text(configuration, encoding="utf-8")
    with served(home, dict(os.environ)) as address:
        yield address


def _measured(browser: Browser, address: str, pages: Mapping[str, str]) -> dict[str, dict[str, float]]:
    first = _first_load(browser, address, next(iter(pages.values())))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    context.add_init_script(_WATCH)
    found = {name: _page(context, address, path) for name, path in pages.items()}
    context.close()
    next(iter(found.values())).update(first)
    return found


def _first_load(browser: Browser, address: str, path: str) -> dict[str, float]:
    """Return what the very first page brings over the wire, and how many requests went to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    context.add_init_script(_WATCH)
    page = context.new_page()
    sizes: list[float] = []
    foreign: list[str] = []
    own = urlsplit(address).netloc
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on(
        "request",
        lambda request: foreign.append(request.url) if urlsplit(request.url).netloc not in {own, ""} else None,
    )
    page.goto(address + path)
    page.wait_for_function(_STANDS_STILL, timeout=60_000)
    context.close()
    return {"first_load_mb": round(sum(sizes) / 1e6, 2), "foreign_requests": float(len(foreign))}


def _page(context: BrowserContext, address: str, path: str) -> dict[str, float]:
    page = context.new_page()
    warm = [_opened(page, address + path) for _round in range(_ROUNDS + 1)][1:]
    row = {"warm_s": round(statistics.median(warm), 2), "warm_max_s": round(max(warm), 2)}
    chosen = _chosen(page)
    page.close()
    return {
        **row,
        **({"filter_s": round(statistics.median(chosen), 2), "filter_max_s": round(max(chosen), 2)} if chosen else {}),
    }


def _opened(page: Page, address: str) -> float:
    """Return the seconds from the navigation until the last change on the page."""
    page.goto(address)
    page.wait_for_function(_STANDS_STILL, timeout=60_000)
    return float(page.evaluate("window.lastChange")) / 1000


def _chosen(page: Page) -> list[float]:
    """Return the seconds from the choice of another period until the last change on the page; nothing without a filter."""
    box = page.locator(".st-key-filter-bar, [data-testid=stMain]").first.get_by_role("combobox")
    if box.count() == 0 or page.locator(".st-key-filter-bar").count() + page.get_by_text("Plain").count() == 0:
        return []
    return [_choose(page, key) for key in ("ArrowDown", "ArrowUp", "ArrowDown", "ArrowUp", "ArrowDown")]


def _choose(page: Page, key: str) -> float:
    page.get_by_role("combobox").first.focus()
    page.keyboard.press("ArrowDown")  # opens the list on the choice in force
    page.keyboard.press(key)
    began = float(page.evaluate("performance.now()"))
    page.keyboard.press("Enter")
    page.wait_for_function(_STANDS_STILL, timeout=60_000)
    return (float(page.evaluate("window.lastChange")) - began) / 1000
