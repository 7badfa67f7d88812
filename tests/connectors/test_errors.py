import ast
import inspect
import json

import pytest

from connectors import errors
from connectors.errors import (
    N_,
    AuthError,
    ConfigurationError,
    DatabaseError,
    FileError,
    InstroomError,
    NotEnoughData,
    QuotaError,
    RetryableError,
    Said,
    SkippableError,
    SourceError,
    VersionError,
)


def _classes():
    return [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, InstroomError)]


def test_the_tree_in_the_docstring_is_the_tree():
    drawn = [line.lstrip("│├└─ ").split()[0] for line in (errors.__doc__ or "").splitlines() if "─ " in line]
    assert set(drawn) == {kind.__name__ for kind in _classes()} - {"InstroomError"}


@pytest.mark.parametrize("kind", [AuthError, QuotaError, RetryableError, VersionError, SkippableError])
def test_what_a_source_raises_is_a_source_error(kind):
    error = kind(N_("{source} says no."), source="youtube", stream="videos")
    assert isinstance(error, SourceError)
    assert (str(error), error.source, error.stream, error.exit_code) == ("youtube says no.", "youtube", "videos", 1)


def test_wrong_usage_and_wrong_configuration_have_their_own_exit_code():
    assert ConfigurationError("no").exit_code == 2
    assert {kind.exit_code for kind in _classes() if kind is not ConfigurationError} == {1}


@pytest.mark.parametrize(
    ("kind", "status"),
    [(AuthError, "auth"), (QuotaError, "quota"), (RetryableError, "failed"), (VersionError, "failed")],
)
def test_the_status_of_a_run_follows_from_the_error(kind, status):
    assert kind("no", source="youtube").status == status


def test_an_error_carries_its_message_id_its_values_and_a_hint_with_the_same_places():
    error = DatabaseError(N_("{table} is full."), code="database.full", hint=N_("Empty {table}."), table="audit")
    assert error.said.text == "{table} is full."
    assert error.said.values == {"table": "audit"}
    assert (str(error), str(error.hint), error.code) == ("audit is full.", "Empty audit.", "database.full")


def test_without_a_code_the_kind_of_error_gives_it():
    assert FileError("no", file="a.csv").code == "file"
    assert NotEnoughData("no").code == "not_enough_data"


def test_a_file_error_knows_where():
    error = FileError(N_("{file}, row {row}: no date."), file="a.csv", sheet="Blad1", row=7)
    assert str(error) == "a.csv, row 7: no date."
    assert (error.file, error.sheet, error.row) == ("a.csv", "Blad1", 7)


def test_a_sentence_in_a_sentence():
    outer = Said("it takes {takes}.", {"takes": Said("a number of at least {low}", {"low": 5})})
    assert str(outer) == "it takes a number of at least 5."


def test_a_place_without_a_value_shows_as_an_ellipsis_and_braces_in_a_value_are_left_alone():
    assert str(Said("{what} of {whom}", {"what": "{curly}"})) == "{curly} of …"


def test_a_sentence_without_places_is_left_alone():
    assert str(Said("100 % of it", {"what": 1})) == "100 % of it"


def test_marking_a_text_changes_nothing():
    assert N_("a text") == "a text"


def test_every_error_has_its_own_code_and_a_docstring():
    codes = [kind.code for kind in _classes()]
    assert len(set(codes)) == len(codes)
    tree = ast.parse(inspect.getsource(errors))
    without = [node.name for node in tree.body if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)]
    assert [name for name in without if not name.startswith("_")] == []


def test_a_sentence_within_a_sentence_survives_being_stored():
    inner = Said("a whole number from {low} to {high}", {"low": 1, "high": 30})
    sentence = Said("{key} takes {takes}", {"key": "days", "takes": inner})
    assert Said.from_json(json.loads(json.dumps(sentence.as_json()))) == sentence
