"""Every user story of recruiter, director and marketer that comes first, and every one that crosses all, is proven by a test that names it."""

import re
from pathlib import Path

HERE = Path(__file__).parent
FIRST = {
    *("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R10", "R11", "R12"),
    *("D1", "D2", "D3", "D4"),
    *("M1", "M2", "M3", "M4", "M5", "M7", "M8"),
    *("X1", "X2", "X3", "X4", "X5", "X6", "X7"),
}
_NAMED = re.compile(r"@pytest\.mark\.story\(([^)]*)\)\n(?:@[^\n]*\n(?:[ )\]][^\n]*\n)*)*def test_")


def proven() -> set[str]:
    """Return the stories that stand on a test."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(HERE.rglob("test_*.py")))
    return {story for text in texts for named in _NAMED.findall(text) for story in re.findall(r"\w\d+", named)}


def test_every_first_story_is_proven_by_a_test_that_names_it():
    assert sorted(FIRST - proven()) == []
