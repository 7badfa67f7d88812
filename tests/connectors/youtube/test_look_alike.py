"""The look-alike speaks as Google's own description says: every answer fits the schema that comes with the client."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from tests.connectors.youtube.conftest import NOW
from tests.fakes.google import LookAlike
from tests.fakes.google_world import SERIES, example

SCHEMAS = {
    "channels": "ChannelListResponse",
    "playlists": "PlaylistListResponse",
    "playlistItems": "PlaylistItemListResponse",
    "videos": "VideoListResponse",
}


def schemas(name):
    """Return a discovery document's schemas as JSON Schema that refuses what is not described."""
    path = files("googleapiclient.discovery_cache.documents").joinpath(f"{name}.json")
    return {key: closed(value) for key, value in json.loads(path.read_text(encoding="utf-8"))["schemas"].items()}


def closed(node):
    if isinstance(node, list):
        return [closed(part) for part in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        return {"$ref": f"#/$defs/{node['$ref']}"}
    kept = {
        key: closed(value) for key, value in node.items() if key not in {"id", "description", "required", "default"}
    }
    if isinstance(node.get("properties"), dict):
        kept["properties"] = {key: closed(value) for key, value in node["properties"].items()}
        kept.setdefault("additionalProperties", False)
    if kept.get("type") == "any":
        del kept["type"]
    return kept


@pytest.fixture(scope="module")
def data_schemas():
    return schemas("youtube.v3")


@pytest.fixture(scope="module")
def report_schemas():
    return schemas("youtubeAnalytics.v2")


@pytest.fixture
def world():
    return example(NOW)


class Recorder(LookAlike):
    def answer(self, request):
        answer = super().answer(request)
        self.answers = [*getattr(self, "answers", []), (request, answer)]
        return answer


@pytest.fixture
def server(world):
    with Recorder(world) as running:
        yield running


def test_answers_fit_the_schema_of_google(place, server, data_schemas, report_schemas):
    for account in (False, True):
        assert place.pull(account=account, series=(SERIES,)).error is None
    seen = set()
    for request, answer in server.answers:
        name = request.path.rsplit("/", 1)[1]
        if name == "token":
            continue
        definitions = report_schemas if name == "reports" else data_schemas
        schema = {"$ref": f"#/$defs/{SCHEMAS.get(name, 'QueryResponse')}", "$defs": definitions}
        problems = [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(answer.body))]
        assert (name, problems) == (name, [])
        seen.add(name)
    assert seen == {*SCHEMAS, "reports"}


def test_a_closed_schema_refuses_a_misspelt_field(data_schemas):
    schema = {"$ref": "#/$defs/VideoListResponse", "$defs": data_schemas}
    wrong = {"items": [{"id": "v1", "statistics": {"viewcount": "1"}}]}
    assert list(Draft202012Validator(schema).iter_errors(wrong))


def test_the_example_channel_has_all_that_can_be_in_a_series(world):
    places = world.playlists[SERIES]
    assert len(places) - len(set(places)) == 1
    assert {world.videos[name].privacy for name in places} == {"public", "private"}
    assert any(world.videos[name].is_deleted for name in places)
