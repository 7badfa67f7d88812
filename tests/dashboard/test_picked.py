"""What was chosen of a campaign is recognised in whatever language it was written."""

import pytest

from dashboard import i18n
from dashboard.charts import picked
from dashboard.queries.evidence_slices import Featured


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_what_was_chosen_is_recognised_and_told_in_another_language(language):
    with i18n.speaking(language):
        text = "; ".join(picked.words_of(["side_entrant", "nurse"], picked.AUDIENCES)) + "; alleen 's nachts"
    assert picked.chosen(text, picked.AUDIENCES) == (["side_entrant", "nurse"], "alleen 's nachts")
    with i18n.speaking("nl"):
        assert picked.told(text, picked.AUDIENCES) == "zij-instromers; verpleegkundigen; alleen 's nachts"


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_a_campaign_for_side_entrants_only_is_read_as_such_in_every_language(language):
    with i18n.speaking(language):
        (word,) = picked.words_of(["side_entrant"], picked.AUDIENCES)
    assert Featured(audience=word).is_for_side_entrants_only
    assert not Featured(audience=f"{word}; andere").is_for_side_entrants_only


@pytest.mark.parametrize("table", [picked.GOALS, picked.AUDIENCES, picked.MEASURES, picked.METHODS])
@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_no_two_choices_have_one_name_and_no_name_holds_the_sign_between_them(table, language):
    with i18n.speaking(language):
        words = picked.words_of(table, table)
    assert len(set(words)) == len(table)
    assert not [word for word in words if ";" in word]


def test_nothing_is_nothing():
    assert picked.chosen(None, picked.GOALS) == ([], "")
    assert picked.told("", picked.GOALS) == ""
