"""The ticks of an axis of shares: round, few, with zero, in the language of the page."""

import pytest

from dashboard import i18n
from dashboard.charts.share_axis import share_ticks


@pytest.mark.parametrize(("language", "text"), [("nl", "50%"), ("fr", "50\N{NO-BREAK SPACE}%")])
def test_the_percent_sign_stands_as_the_language_wants_it(language, text):
    with i18n.speaking(language):
        assert share_ticks([0.9, 2.2]) == {"tickvals": [0.0, 0.5, 1.0, 1.5, 2.0, 2.5], "ticktext": _all(text)}


def _all(text):
    return [text.replace("50", number) for number in ("0", "50", "100", "150", "200", "250")]


def test_negative_shares_have_ticks_on_both_sides_of_zero():
    assert share_ticks([-0.19, 0.81])["tickvals"] == [-0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0]


def test_without_shares_only_zero_is_there():
    assert share_ticks([])["tickvals"] == [0.0]
