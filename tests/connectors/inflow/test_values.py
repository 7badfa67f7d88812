"""Words with which systems name their own first stages are known without a rule."""

import pytest

from connectors.inflow.values import meaning


@pytest.mark.parametrize(
    ("word", "stage", "status"),
    [
        ("Application Review", "applied", "in_process"),
        ("Unassigned", "applied", "new"),
        ("Preliminary Phone Screen", "screened", "in_process"),
        ("Face to Face Interview", "interview", "in_process"),
    ],
)
def test_first_stages_of_a_new_account_need_no_rule(word, stage, status):
    found = meaning(word)
    assert found is not None
    assert (found.stage, found.status) == (stage, status)
