from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.analysis.impact.finding import Finding, Verdict
from dashboard.analysis.impact.several import adjusted, holm
from tests.dashboard.analysis.impact.found import finding

GROUPS = {"nursing": 0.99, "kitchen": 0.97, "laboratory": 0.40}
chances = st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0, 1), min_size=1, max_size=5)


def judged(probability: float | None, verdict: Verdict | None = None) -> Finding:
    said = Verdict.CANNOT_TELL
    if probability is not None and not 0.05 <= probability <= 0.95:
        said = Verdict.LIKELY_EXTRA if probability > 0.5 else Verdict.LIKELY_LESS
    return finding(probability=probability, verdict=verdict or said, checks=(), warnings=())


def verdicts(found: dict[str, Finding]) -> dict[str, Verdict]:
    return {key: each.verdict for key, each in found.items()}


def test_three_groups_by_hand():
    assert holm(GROUPS) == pytest.approx({"nursing": 1 - 3 * 0.01, "kitchen": 1 - 2 * 0.03, "laboratory": 0.5})


def test_less_mirrors_more():
    mirrored = holm({key: 1 - chance for key, chance in GROUPS.items()})
    assert mirrored == pytest.approx({key: 1 - chance for key, chance in holm(GROUPS).items()})


def test_one_group_needs_no_correction():
    assert holm({"nursing": 0.96}) == pytest.approx({"nursing": 0.96})
    assert holm({}) == {}


def test_a_later_group_is_never_surer_than_the_one_before():
    assert holm({"a": 0.98, "b": 0.979}) == pytest.approx({"a": 0.96, "b": 0.96})


@given(chances)
def test_agrees_with_closed_testing_of_every_set_of_groups(given_chances):
    found = holm(given_chances)
    sets = [some for n in range(1, len(found) + 1) for some in combinations(found, n)]
    for key, chance in found.items():
        wrong = max(len(some) * min(1 - given_chances[one] for one in some) for some in sets if key in some)
        if given_chances[key] >= 0.5:
            assert chance == pytest.approx(max(1 - wrong, 0.5))


@given(chances)
def test_correction_takes_certainty_away_and_keeps_direction_and_order(given_chances):
    found = holm(given_chances)
    for key, chance in given_chances.items():
        assert abs(found[key] - 0.5) <= abs(chance - 0.5) + 1e-12
        assert (found[key] - 0.5) * (chance - 0.5) >= 0
    by_chance = sorted(given_chances, key=given_chances.__getitem__)
    assert all(found[one] <= found[other] + 1e-12 for one, other in pairwise(by_chance))


def test_verdict_that_does_not_stand_among_all_is_lowered_and_says_why():
    found = adjusted({key: judged(chance) for key, chance in GROUPS.items()})
    assert verdicts(found) == {
        "nursing": Verdict.LIKELY_EXTRA,
        "kitchen": Verdict.CANNOT_TELL,
        "laboratory": Verdict.CANNOT_TELL,
    }
    assert [(found[key].checks[-1].name, found[key].checks[-1].ok) for key in GROUPS] == [
        ("several_groups", True),
        ("several_groups", False),
        ("several_groups", True),
    ]
    check = found["kitchen"].checks[-1]
    assert check.blocks
    assert check.detail.values["count"] == 3
    assert check.detail.values["certain"].share == pytest.approx(0.94)
    assert found["kitchen"].warnings == (check.detail,)
    assert len(found["kitchen"].would_help) == 1
    assert "not confirmed" in found["kitchen"].sentence.text
    assert found["nursing"].sentence == judged(0.99).sentence


def test_figures_of_a_lowered_finding_stay_as_they_are():
    before = judged(0.97)
    after = adjusted({"nursing": judged(0.99), "kitchen": before, "laboratory": judged(0.4)})["kitchen"]
    assert (after.extra, after.low, after.high, after.probability) == (89.6, 60.2, 117.9, 0.97)


def test_less_is_lowered_by_the_same_rule():
    found = adjusted({"nursing": judged(0.01), "kitchen": judged(0.03), "laboratory": judged(0.6)})
    assert verdicts(found) == {
        "nursing": Verdict.LIKELY_LESS,
        "kitchen": Verdict.CANNOT_TELL,
        "laboratory": Verdict.CANNOT_TELL,
    }


def test_group_named_before_the_start_is_judged_by_itself():
    findings = {key: judged(chance) for key, chance in (GROUPS | {"nursing": 0.96, "kitchen": 0.96}).items()}
    found = adjusted(findings, primary="kitchen")
    assert verdicts(found) == {
        "nursing": Verdict.CANNOT_TELL,
        "kitchen": Verdict.LIKELY_EXTRA,
        "laboratory": Verdict.CANNOT_TELL,
    }
    assert found["kitchen"].sentence == findings["kitchen"].sentence
    assert found["kitchen"].checks[-1].ok


def test_group_without_figures_is_not_counted():
    nothing = judged(None, Verdict.NOT_ENOUGH_DATA)
    findings = {"nursing": judged(0.97), "kitchen": nothing, "laboratory": nothing}
    assert adjusted(findings) == findings


def test_too_small_to_matter_stays():
    found = adjusted({"nursing": judged(0.99), "kitchen": judged(0.6, Verdict.TOO_SMALL_TO_MATTER)})
    assert verdicts(found) == {"nursing": Verdict.LIKELY_EXTRA, "kitchen": Verdict.TOO_SMALL_TO_MATTER}
