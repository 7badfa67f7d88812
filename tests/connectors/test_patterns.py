"""Patterns that a person writes: plain ones are taken, heavy ones refused before any text meets them."""

import warnings

import pytest

from connectors import patterns
from connectors.inflow import values
from connectors.sources import default_rules


@pytest.mark.parametrize(
    "pattern",
    [
        "indeed",
        "^fb$",
        r"\bzorg.*welzijn",
        r"zij-?\s?in\w*stro+m",
        "(?:zij|her)?instromer",
        "open (day|house)",
        "[]a]x",
        r"[^\]]x",
        "(nacht|dag){1,2}dienst",
        "a{,3}b",
        "a++b",
        "1{2",
        ".",
    ],
)
def test_a_plain_pattern_is_taken(pattern):
    assert patterns.problem(pattern) is None


def test_every_pattern_of_the_house_is_one_that_a_person_may_write():
    rules = [rule.value for rule in default_rules().rules if rule.match == "pattern"]
    groups = [pattern for pattern, _group in values.house_function_groups()]
    given = [*rules, *groups, *values.house_tracks()]
    assert len(given) > 100
    assert [pattern for pattern in given if patterns.problem(pattern)] == []


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a|a)*b",
        "(a*)*",
        "a?" * 30 + "a" * 30,
        ".*.*.*x",
        "(x+x+)+y",
        "(a{1,50}){1,50}b",
        "(a|aa)+$",
        "((a?)?|b){9}c{2,90}d*",
    ],
)
def test_a_pattern_that_could_run_for_ever_is_too_heavy(pattern):
    assert "too heavy" in str(patterns.problem(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        *("[", "(", "a)", "a**", "*a", "{3}", "a{2,1}", "a{999}", "[]", "a\\", "[b-a]"),
        *("(?=a)b", "(?<!a)b", r"(a)\1", "(?i)a", "(?P<n>a)b", "(?#x)a", r"\Aa", r"a\Z"),
        *("[[a]", "[a--b]", "[a&&b]"),
    ],
)
def test_what_is_no_plain_pattern_cannot_be_read(pattern):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "cannot be read" in str(patterns.problem(pattern))


@pytest.mark.parametrize("pattern", ["", "x|", "a*", "(a|b)?", "^"])
def test_a_pattern_that_is_true_of_every_text_is_refused(pattern):
    assert "every text" in str(patterns.problem(pattern))


def test_capitals_make_no_difference_and_only_the_beginning_of_a_text_is_looked_at():
    assert patterns.found("zorg", "Thuiszorg Gent") == "zorg"
    assert patterns.found("ZORG", "thuiszorg") == "zorg"
    assert patterns.found("x", "a" * patterns.LONGEST_TEXT + "x") is None
    assert patterns.found(r"\bx", "axa") is None
