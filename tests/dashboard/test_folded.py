"""What stays closed is not built; what is opened runs by itself, in the page's language and under its rules of privacy."""

from contextvars import Context

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import data, i18n
from dashboard.widgets import folded


def a_page():
    import streamlit as st

    from dashboard import i18n
    from dashboard.widgets import folded

    i18n.use("nl")
    folded.later("Table", lambda: st.markdown(i18n._("Definition")), icon=":material/table:", key="one")
    folded.heading("More", lambda: st.markdown("inside"), icon=":material/info:", key="two")


@pytest.fixture
def closed(monkeypatch):
    """Let only what somebody opened be open."""
    monkeypatch.setattr(folded, "is_open", folded_is_open)


folded_is_open = folded.is_open


@pytest.mark.usefixtures("closed")
@pytest.mark.parametrize(
    ("opened", "seen"),
    [((), []), (("heading-one",), ["Definitie"]), (("heading-one", "heading-two"), ["Definitie", "inside"])],
)
def test_only_what_was_opened_is_there(opened, seen):
    test = AppTest.from_function(a_page, default_timeout=20)
    for key in opened:
        test.session_state[key] = True
    test.run()
    assert not test.exception
    assert [each.value for each in test.markdown] == seen


def test_a_part_that_runs_again_looks_at_the_database_and_the_rules_of_privacy_anew(monkeypatch):
    parts, seen = [], []
    monkeypatch.setattr(folded.st, "fragment", lambda part: parts.append(part) or part)
    monkeypatch.setattr(data, "begin", lambda: seen.append("begun"))

    def page() -> None:
        i18n.use("fr")
        folded.apart(lambda: seen.append(i18n.language()))

    Context().run(page)
    Context().run(parts[0])
    assert seen == ["fr", "begun", "fr"]
