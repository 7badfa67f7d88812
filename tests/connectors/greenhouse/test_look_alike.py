"""The look-alike refuses what Greenhouse refuses, so that a wrong question cannot pass unseen."""

import base64

import httpx
import pytest

from tests.fakes.greenhouse import SECRETS


@pytest.fixture
def asked(running):
    """Ask the look-alike with good access."""
    address = running.server.address
    pair = base64.b64encode(f"{SECRETS['client_id']}:{SECRETS['client_secret']}".encode()).decode()
    form = {"grant_type": "client_credentials"}
    with httpx.Client() as client:
        token = client.post(f"{address}/token", data=form, headers={"Authorization": f"Basic {pair}"}).json()[
            "access_token"
        ]
        client.headers["Authorization"] = f"Bearer {token}"
        yield lambda path: client.get(f"{address}/v3/{path}")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("applications?per_page=500", 200),
        ("applications?per_page=501", 422),
        ("applications?page=2", 422),
        ("applications?updated_at=gte|2026-03-01T00:00:00Z", 422),
        ("applications?updated_at=gte%7C2026-03-01T00:00:00Z", 200),
        ("applications?updated_at=gte%7C2026-03-01T00:00:00Z&created_at=gte%7C2026-03-01T00:00:00Z", 422),
        (f"applications?ids={','.join(map(str, range(51)))}", 422),
        ("applications?cursor=unknown", 422),
        ("openings?updated_at=gte%7C2026-03-01T00:00:00Z", 422),
        ("candidates", 404),
    ],
)
def test_a_question_is_answered_or_refused_as_greenhouse_does(asked, path, status):
    assert asked(path).status_code == status


def test_a_cursor_is_the_only_parameter(asked):
    link = asked("applications?per_page=10").headers["link"]
    following = link.split("/v3/")[1].split(">")[0]
    assert asked(following).status_code == 200
    refused = asked(f"{following}&per_page=10")
    assert (refused.status_code, refused.json()["errors"][0]) == (
        *(422,),
        "When passing a cursor, do not include other query params.",
    )


def test_rows_come_with_the_highest_number_first(asked):
    numbers = [row["id"] for row in asked("applications?per_page=500").json()]
    assert numbers == sorted(numbers, reverse=True)


def test_without_access_nothing_is_answered(running):
    assert httpx.get(f"{running.server.address}/v3/jobs").status_code == 401
    assert httpx.post(f"{running.server.address}/token").status_code == 401
