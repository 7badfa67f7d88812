import ast
import re
from pathlib import Path

import pytest

import dashboard.analysis

_CAUSAL = re.compile(
    r"thanks to|because of|due to|caused|brought in|resulted|led to more|dankzij|effect of", re.IGNORECASE
)


def _sentences():
    for path in Path(dashboard.analysis.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
                yield ast.literal_eval(node.args[0])


@pytest.mark.story("D3")
def test_no_sentence_of_the_analysis_states_a_cause():
    found = list(_sentences())
    assert len(found) > 60
    assert [text for text in found if _CAUSAL.search(text)] == []
