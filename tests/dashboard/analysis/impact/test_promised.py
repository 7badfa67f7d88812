"""What a plan says of what matters: shown, perhaps unseen, or not known."""

import pytest

from dashboard.analysis.impact.promised import matters_said


@pytest.mark.parametrize(
    ("minimum", "least", "said"),
    [
        (None, 20.0, None),
        (10.0, None, None),
        (10.0, 20.0, "is less than what would be shown"),
        (20.0, 20.0, "would be shown at least four times out of five"),
    ],
)
def test_what_matters_is_set_beside_what_would_be_shown(minimum, least, said):
    found = matters_said(minimum, least)
    assert found is None if said is None else said in found.text
