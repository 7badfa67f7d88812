"""A campaign is made, planned and started without a developer, in steps."""

import pytest

from tests.dashboard.shows import opened, texts

STEPS = ("about", "measure", "cost", "links", "episodes", "targets", "life")


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize("step", STEPS)
def test_every_step_opens_in_the_demo(step):
    test = opened("plan", "nl", campaign="soap", step=step)
    assert not test.exception
    assert not test.error
    assert "demo" in texts(test)
