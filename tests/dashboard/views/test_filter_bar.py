"""The filter bar: what it offers, what stands in the address, and what it makes of it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.shows import texts


def a_page():
    import streamlit as st

    from dashboard import data, i18n
    from dashboard.widgets.filter_bar import filter_bar, period_line

    data.begin()
    i18n.use(st.query_params.get("lang", "en"))
    selection = filter_bar(*st.query_params.get("fields", "").split())
    st.session_state["selection"] = selection
    if selection is not None:
        st.caption(period_line(selection))


def opened(**parameters: str) -> AppTest:
    test = AppTest.from_function(a_page, default_timeout=30)
    for name, value in parameters.items():
        test.query_params[name] = value
    return test.run()


def chosen(test: AppTest) -> tuple[str, ...]:
    found = test.session_state["selection"]
    days = (found.period.first, found.period.last, found.against.first, found.against.last)
    return (*map(str, days), found.site, found.function_group, found.audience)


@pytest.mark.usefixtures("in_demo")
def test_the_bar_opens_with_the_last_three_complete_months_beside_the_three_before():
    test = opened()
    assert not test.exception
    assert chosen(test) == ("2026-03-01", "2026-05-31", "2025-12-01", "2026-02-28", "", "", "")
    assert [box.label for box in test.selectbox] == ["Period", "Compared with", "Site", "Function group", "Audience"]
    assert test.selectbox[0].options[:7] == [
        "Last 1 month",
        "Last 3 months",
        "Last 6 months",
        "Last 12 months",
        "2026",
        "2025",
        "2024",
    ]
    assert "Mar 2026 to May 2026, beside Dec 2025 to Feb 2026" in texts(test)


@pytest.mark.usefixtures("in_demo")
def test_codes_in_the_address_are_the_choice_and_a_choice_stands_in_the_address():
    test = opened(period="2025", compare="year", site="BE", group="nurse", audience="side_entrant", lang="nl")
    assert chosen(test) == ("2025-01-01", "2025-12-31", "2024-01-01", "2024-12-31", "BE", "nurse", "side_entrant")
    test.selectbox[2].select("").run()
    assert chosen(test)[4:] == ("", "nurse", "side_entrant")
    assert "site" not in test.query_params


@pytest.mark.usefixtures("in_demo")
def test_own_months_are_chosen_by_their_first_and_last_one_in_any_order():
    test = opened(period="3m")
    test.selectbox[0].select("months").run()
    assert test.query_params["period"] == "2026-03..2026-05"
    assert [box.value for box in test.selectbox[5:]] == ["2026-03", "2026-05"]
    test.selectbox[6].select("2026-01").run()
    assert chosen(test)[:4] == ("2026-01-01", "2026-03-31", "2025-10-01", "2025-12-31")


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("code", ["30d", "2099", "<b>", "2026-13", "0m"])
def test_foreign_codes_become_the_usual_choice(code):
    test = opened(period=code, compare=code, site=code, group=code, audience=code)
    assert not test.exception
    assert chosen(test) == ("2026-03-01", "2026-05-31", "2025-12-01", "2026-02-28", "", "", "")
    assert not set(test.query_params) & {"period", "site", "group", "audience", "compare"}


@pytest.mark.usefixtures("in_demo")
def test_a_field_that_a_page_does_not_show_narrows_nothing_there_and_stays_chosen():
    test = opened(fields="period", site="BE")
    assert [box.label for box in test.selectbox] == ["Period"]
    assert chosen(test)[4:] == ("", "", "")
    assert test.query_params["site"] == "BE"


@pytest.mark.usefixtures("own")
def test_without_figures_there_is_no_bar():
    test = opened()
    assert not test.exception
    assert test.session_state["selection"] is None
    assert not test.selectbox
