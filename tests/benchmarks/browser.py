"""The pages in a real browser: warm until the last chart, after another period, and over the wire; beside a plain Streamlit page.

Three servers in turn: the demo on SQLite, a page of Streamlit alone with as many charts as each page has, and the demo with ten
million rows of daily facts on PostgreSQL. Time runs from the start of the navigation, or from the key that chooses, until
the last change on the page before it stays still. What nobody sees is no change: words for a reader that are cleared
seconds later, and the copy of a drawn table that its reader is told, which it makes after a rest.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright
from sqlalchemy import Engine

from connectors import demo
from connectors.database.engine import open_engine
from connectors.database.upgrade import upgrade
from dashboard import i18n
from tests.benchmarks import ten_million
from tests.benchmarks.addresses import PAGES
from tests.benchmarks.places import Places, settled
from tests.dashboard.serving import free_port, served

TARGETS = {"warm_s": 2.0, "filter_s": 0.5, "first_load_mb": 3.5, "foreign_requests": 0, "ten_million_warm_s": 4.0}
_ROUNDS = 2
_STILL_MS = 700
_LOOK_AGAIN_MS = 100  # to look on every frame would make the browser draw all the time: what is measured is when the page last changed
_PATIENCE = 120_000  # milliseconds: another program may be at work
_PERIODS = ("6m", "12m", "6m", "12m")
_WATCH = """
window.lastChange = 0;
const unseen = "[data-testid=stStatusWidget], [role=log], canvas";
const seen = ({target}) => !(target.closest ? target : target.parentElement)?.closest(unseen);
new MutationObserver((changes) => {
  if (changes.some(seen)) window.lastChange = performance.now();
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
_STANDS_STILL = f"""
(since) => document.querySelector("h1")
  && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning"
  && !document.querySelector("[data-testid=stSkeleton]")
  && window.lastChange > since && performance.now() - window.lastChange > {_STILL_MS}
  && [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every((chart) => chart.querySelector(".main-svg"))
"""
_CHARTS = "document.querySelectorAll('[data-testid=stPlotlyChart]').length"
_PLAIN = """
import plotly.graph_objects as go
import streamlit as st

st.title("Plain")
with st.container(key="filter-bar"):
    period = st.selectbox("Period", ["3m", "6m", "12m"])
for number in range(int(st.query_params["charts"])):
    bars = [(day * 7 + number) % 23 for day in range(int(period[:-1]) * 10)]
    st.plotly_chart(go.Figure(go.Bar(y=bars)), key=str(number))
"""
_Figures = dict[str, float]


def run(places: Places) -> dict[str, object]:
    """Return seconds and megabytes per page and server, and their ratios to the plain page with as many charts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        with _demo(places) as address:
            first = _first_load(browser, address + PAGES["campaign"])
            light = _measured(browser, address, PAGES, _in_dutch)
        with _plain(places.folder) as address:
            pages = {str(int(row["charts"])): f"/?charts={row['charts']:.0f}" for row in light.values()}
            plain = _measured(browser, address, dict(sorted(pages.items())), str)
        with _long(places) as address:
            heavy = _measured(browser, address, PAGES, _in_dutch)
        browser.close()
    beside = {page: plain[str(int(row["charts"]))] for page, row in light.items()}
    return {
        "first_load": first,
        "demo": light,
        "plain_by_charts": plain,
        "ten_million": heavy,
        "demo_beside_plain": _ratios(light, beside),
        "ten_million_beside_demo": _ratios(heavy, light),
        "above_target": {"demo": _above(light, 1), "ten_million": _above(heavy, 2)},
        "targets": TARGETS,
    }


def _ratios(some: Mapping[str, _Figures], others: Mapping[str, _Figures]) -> dict[str, _Figures]:
    return {
        page: {name: round(row[name] / others[page][name], 2) for name in ("warm_s", "filter_s") if name in row}
        for page, row in some.items()
    }


def _above(pages: Mapping[str, _Figures], times: float) -> dict[str, list[str]]:
    """Return the pages above their target, or above ``times`` it."""
    names = ("warm_s", "filter_s")
    return {name: [page for page, row in pages.items() if row.get(name, 0) > times * TARGETS[name]] for name in names}


def _in_dutch(code: str) -> str:
    """Return what the filter bar calls the last months."""
    with i18n.speaking("nl"):
        return i18n.ngettext("Last {count} month", "Last {count} months", int(code[:-1])).format(count=code[:-1])


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
    """Serve the demo on SQLite, with its findings."""
    home = places.folder / "browser-demo"
    home.mkdir()
    engine = open_engine(f"sqlite:///{home / 'instroom-demo.db'}")
    upgrade(engine)
    demo.fill(engine)
    ten_million.find(engine)
    settled(engine)
    engine.dispose()
    with served(home, {}) as address:
        yield address


@contextmanager
def _long(places: Places) -> Iterator[str]:
    """Serve the demo with ten million rows on PostgreSQL."""
    home = places.folder / "browser-long"
    home.mkdir()
    with _ten_million(places) as (engine, address):
        settled(engine)
        (home / "instroom.toml").write_text(_configuration(address), encoding="utf-8")
        with served(home, {}) as page:
            yield page


@contextmanager
def _ten_million(places: Places) -> Iterator[tuple[Engine, str]]:
    """Give the filled database with its address; ``INSTROOM_BENCH_LONG`` names one that was filled before."""
    standing = os.environ.get("INSTROOM_BENCH_LONG", "")
    if standing:
        yield open_engine(standing), standing
        return
    with places.engine("postgresql", "browser_long") as engine:
        rows = ten_million.fill(engine)
        assert rows > ten_million.ITEMS * ten_million.DAYS
        yield engine, places.postgres.address("browser_long")


def _configuration(address: str) -> str:
    return f"""
[organisation]
id = "nergens"
name = "Zorggroep Nergensland (fictief)"
country = "BE"
timezone = "Europe/Brussels"
language = "nl"

[database]
url = "{address}"
"""


def _opened_context(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-BE")
    context.add_init_script(_WATCH)
    return context


def _first_load(browser: Browser, address: str) -> _Figures:
    """Return what a first visit brings over the wire, and how many requests went to another host."""
    context = _opened_context(browser)
    page = context.new_page()
    sizes: list[float] = []
    foreign: list[str] = []
    own = urlsplit(address).netloc
    _listen(context.new_cdp_session(page), sizes)
    page.on(
        "request",
        lambda request: foreign.append(request.url) if urlsplit(request.url).netloc not in {own, ""} else None,
    )
    page.goto(address)
    _until_still(page)
    context.close()
    return {"first_load_mb": round(sum(sizes) / 1e6, 2), "foreign_requests": float(len(foreign))}


def _listen(session: CDPSession, sizes: list[float]) -> None:
    """Gather the size of every answer and of every message of the page, whose text is base64."""
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived", lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 / 4)
    )


def _measured(
    browser: Browser, address: str, pages: Mapping[str, str], named: Callable[[str], str]
) -> dict[str, _Figures]:
    context = _opened_context(browser)
    found = {name: _page(context, address + path, named) for name, path in pages.items()}
    context.close()
    return found


def _page(context: BrowserContext, address: str, named: Callable[[str], str]) -> _Figures:
    page = context.new_page()
    first, *warm = (_opened(page, address) for _round in range(_ROUNDS + 1))
    row = {"charts": float(page.evaluate(_CHARTS)), "first_s": first, "warm_s": round(statistics.median(warm), 2)}
    if page.locator(".st-key-filter-bar").count():
        new, *again = (_choose(page, code, named) for code in _PERIODS)
        row |= {"filter_first_s": new, "filter_s": round(statistics.median(again), 2)}
    page.close()
    return row


def _opened(page: Page, address: str) -> float:
    """Return the seconds from the navigation until the last change on the page."""
    page.goto(address)
    return round(_until_still(page), 2)


def _choose(page: Page, code: str, named: Callable[[str], str]) -> float:
    """Choose a period by the keyboard; return the seconds from the last key until the last change on the page."""
    box = page.locator(".st-key-filter-bar").get_by_role("combobox").first
    box.focus()
    page.keyboard.type(named(code))
    page.get_by_role("option", name=named(code), exact=True).wait_for()
    began = float(page.evaluate("performance.now()"))
    page.keyboard.press("Enter")
    if named is not str:
        page.wait_for_url(f"**period={code}**", timeout=_PATIENCE, wait_until="commit")
    return round(_until_still(page, began) - began / 1000, 2)


def _until_still(page: Page, since: float = 0) -> float:
    """Wait until the run has ended, all charts are drawn and nothing changes; return when it last did, in seconds."""
    page.wait_for_function(_STANDS_STILL, arg=since, timeout=_PATIENCE, polling=_LOOK_AGAIN_MS)
    return float(page.evaluate("window.lastChange")) / 1000
