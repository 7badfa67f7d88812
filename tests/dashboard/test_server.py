"""The server over loopback: headers, compression, language, health, closed doors, and whom it refuses."""

import shutil
import socket

import httpx
import pytest

from connectors.config import load
from connectors.errors import ConfigurationError
from dashboard import server
from dashboard.i18n import LANGUAGES
from dashboard.shell import SECURITY_HEADERS, rewritten
from tests.dashboard.serving import served
from tests.dashboard.shows import organisation_in

PAGE = {"accept": "text/html,*/*"}


@pytest.fixture(scope="module")
def address(tmp_path_factory, sqlite_template):
    home = tmp_path_factory.mktemp("served")
    organisation_in(home, sqlite_template)
    with served(home, {"INSTROOM_NOW": "2026-03-04T12:00:00Z"}) as found:
        yield found


@pytest.mark.parametrize("path", ["/", "/sources", "/healthz", "/_stcore/health", "/favicon.png", "/_stcore/metrics"])
def test_every_answer_carries_the_security_headers(address, path):
    headers = httpx.get(address + path, headers=PAGE).headers
    assert {name: headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "unsafe-inline" not in SECURITY_HEADERS["Content-Security-Policy"].split("style-src")[0]


def test_health_is_200_when_the_database_answers(address):
    answer = httpx.get(f"{address}/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_is_503_when_the_database_is_not_there(tmp_path, sqlite_template):
    organisation_in(tmp_path, sqlite_template)
    (tmp_path / "instroom.db").unlink()
    with served(tmp_path, {}) as address:
        answer = httpx.get(f"{address}/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "database.old"})


def test_a_program_that_takes_anything_gets_the_same_page(address):
    answer = httpx.get(address + "/?lang=nl", headers={"accept": "*/*"})
    assert '<html lang="nl">' in answer.text


@pytest.mark.parametrize(
    ("path", "language"), [("/", "nl"), ("/?lang=en", "en"), ("/sources?lang=en", "en"), ("/?lang=%22%3E", "nl")]
)
def test_the_page_says_its_language_and_our_name(address, path, language):
    answer = httpx.get(address + path, headers=PAGE)
    assert f'<html lang="{language}">' in answer.text
    assert "<title>Instroom</title>" in answer.text
    assert "<script>" not in answer.text
    assert "Streamlit app" not in answer.text
    assert answer.headers["content-length"]


def test_the_page_is_whole_when_the_browser_has_an_older_one(address):
    first = httpx.get(address, headers=PAGE)
    again = httpx.get(address, headers={**PAGE, "if-none-match": first.headers.get("etag", '"x"')})
    assert (again.status_code, again.text) == (200, first.text)


def test_scripts_travel_compressed(address):
    page = httpx.get(address, headers=PAGE).text
    script = page.split('src="./static/js/')[1].split('"')[0]
    answer = httpx.get(f"{address}/static/js/{script}", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.num_bytes_downloaded < len(answer.content) / 2


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_what_streamlit_would_tell_anybody_is_closed(address, path):
    assert httpx.get(address + path).status_code == 404
    assert httpx.post(address + path, json={}).status_code == 404


def test_a_foreign_host_name_that_leads_here_gets_no_session(address):
    headers = {
        "host": "evil.example",
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert httpx.get(f"{address}/_stcore/stream", headers=headers).status_code == 403
    headers["host"] = address.removeprefix("http://")
    assert httpx.get(f"{address}/_stcore/stream", headers=headers).status_code == 101


def test_an_upload_from_another_page_is_refused(address):
    answer = httpx.put(f"{address}/_stcore/upload_file/session/file", files={"file": b"x"})
    assert answer.status_code == 403


# --- before it starts ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.7.7", "::", "instroom.example"])  # noqa: S104
def test_an_address_that_others_can_reach_is_refused_without_a_sign_in(home, sqlite_template, environment, host):
    organisation_in(home, sqlite_template)
    with pytest.raises(ConfigurationError) as error:
        server.serve(load(environment), environment, host, 8501)
    assert error.value.code == "configuration.open_host"
    assert error.value.exit_code == 2


def test_a_port_that_is_taken_is_told_in_a_sentence(home, sqlite_template, environment):
    organisation_in(home, sqlite_template)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ConfigurationError) as error:
        server.serve(load(environment), environment, "127.0.0.1", taken.getsockname()[1])
    assert error.value.code == "configuration.port"


def test_with_a_sign_in_the_address_is_allowed_and_only_its_own_name_is_answered(home, sqlite_template, environment):
    organisation_in(home, sqlite_template)
    with (home / ".streamlit" / "secrets.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[auth]\nredirect_uri = "https://instroom.example/oauth2callback"\ncookie_secret = "x"\nclient_id = "x"\n'
            'server_metadata_url = "https://login.example/"\n'
        )
    server.refuse_open_host("0.0.0.0", environment)  # noqa: S104
    hosts = server.options(environment, "0.0.0.0", 8501)["server.allowedHosts"]  # noqa: S104
    assert "instroom.example" in hosts
    assert "*" not in hosts


def test_the_options_are_those_of_our_file_whatever_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    options = server.options({"INSTROOM_HOME": str(tmp_path)}, "127.0.0.1", 9000)
    assert options["server.address"] == "127.0.0.1"
    assert options["server.port"] == 9000
    assert options["browser.gatherUsageStats"] is False
    assert options["client.showErrorDetails"] == "none"
    assert options["theme.dark.sidebar.backgroundColor"] == "#1A2029"
    assert len(options["theme.light.chartCategoricalColors"]) == 6


def test_an_installed_wheel_has_its_copy_of_the_options(tmp_path, monkeypatch):
    shutil.copytree(
        server._config_file().parent, tmp_path / "_streamlit", ignore=shutil.ignore_patterns("secrets.toml")
    )
    monkeypatch.setattr(server, "_HERE", tmp_path)
    assert server._config_file() == tmp_path / "_streamlit" / "config.toml"


def test_the_page_without_javascript_speaks_every_language():
    page = '<html lang="en"><!-- c --><title>Streamlit</title><noscript>x</noscript><script>y</script></html>'
    for code in LANGUAGES:
        found = rewritten(page, code)
        assert f'lang="{code}"' in found
        assert "JavaScript" in found
        assert "<script>" not in found


def test_a_text_that_stands_alone_in_a_page_is_not_shown(tmp_path):
    assert server.options({"INSTROOM_HOME": str(tmp_path)}, "127.0.0.1", 9000)["runner.magicEnabled"] is False


def test_the_address_that_the_first_page_seems_to_have_leads_to_it_with_what_was_asked(address):
    answer = httpx.get(address + "/overview?lang=en&period=3m", headers=PAGE)
    assert (answer.status_code, answer.headers["location"]) == (307, "./?lang=en&period=3m")
    assert httpx.get(address + "/overview?lang=en", headers=PAGE, follow_redirects=True).url.path == "/"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("nl", "Op dit adres staat geen pagina"), ("en", "There is no page"), ("fr", "pas de page")],
)
def test_an_address_without_a_page_is_told_in_the_language_with_the_way_back(address, language, sentence):
    answer = httpx.get(f"{address}/campagnes?lang={language}", headers=PAGE)
    assert answer.status_code == 404
    assert sentence in answer.text
    assert f'<html lang="{language}">' in answer.text
    assert f'href="./?lang={language}"' in answer.text
    assert "Content-Security-Policy" in answer.headers
    assert httpx.get(f"{address}/campaigns?lang={language}", headers=PAGE).status_code == 200
