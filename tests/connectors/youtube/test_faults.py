"""Every failure has one meaning: its class, its code, a plain sentence and what to do."""

import json
from http.client import IncompleteRead

import google.auth.exceptions
import httplib2
import pytest
from googleapiclient.errors import HttpError

from connectors.errors import AuthError, QuotaError, RetryableError, SkippableError, SourceError
from connectors.youtube import faults
from tests.fakes.google import ERRORS

MEANINGS = {
    "400_analytics_query_not_supported": (SourceError, "source.request"),
    "400_invalidPageToken": (SourceError, "source.page_token"),
    "400_keyInvalid_legacy": (AuthError, "auth.key_invalid"),
    "400_keyInvalid_modern": (AuthError, "auth.key_invalid"),
    "401_authError": (AuthError, "auth.token"),
    "401_required": (AuthError, "auth.oauth_needed"),
    "403_accessNotConfigured": (AuthError, "auth.api_disabled"),
    "403_analytics_forbidden": (AuthError, "auth.forbidden"),
    "403_commentsDisabled": (SkippableError, "skipped.comments_closed"),
    "403_ga4_no_access": (AuthError, "auth.forbidden"),
    "403_gsc_no_access": (AuthError, "auth.forbidden"),
    "403_playlistItemsNotAccessible": (SkippableError, "skipped.playlist_private"),
    "403_quotaExceeded": (QuotaError, "quota.day"),
    "403_rateLimitExceeded": (RetryableError, "unavailable.rate"),
    "403_scopes": (AuthError, "auth.scopes"),
    "404_playlistNotFound": (SkippableError, "skipped.playlist_not_found"),
    "404_videoNotFound": (SkippableError, "skipped.not_found"),
    "429_ga4_exhausted": (RetryableError, "unavailable.rate"),
    "429_rateLimit": (RetryableError, "unavailable.rate"),
    "503_backend": (RetryableError, "unavailable.server"),
}


def answered(status: int, body: bytes) -> HttpError:
    return HttpError(httplib2.Response({"status": status, "reason": "x"}), body, uri="http://127.0.0.1/x")


def test_every_example_body_is_tried():
    assert set(MEANINGS) == set(ERRORS)


@pytest.mark.parametrize("name", sorted(MEANINGS))
def test_an_example_body_has_its_meaning(name):
    kind, code = MEANINGS[name]
    error = answered(ERRORS[name]["http_status"], json.dumps(ERRORS[name]["body"]).encode())
    found = faults.explained(error, stream="videos", item="PL1", moment="2026-11-22 09:00 (Europe/Brussels)")
    assert (type(found), found.code, found.source, found.stream) == (kind, code, "youtube", "videos")
    assert "{" not in str(found) + str(found.hint)
    assert kind is SkippableError or str(found.hint)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (400, b'{"error": {"errors": [{"reason": "required"}]}}', "source.request"),
        (400, b"[]", "source.request"),
        (400, b'{"error": "invalid_request"}', "source.request"),
        (403, b"<html>", "auth.forbidden"),
        (404, b"<html>Not found</html>", "source.not_found"),
        (404, b"", "source.not_found"),
        (302, b"", "unavailable.redirect"),
        (304, b"", "unavailable.redirect"),
        (501, b"\xff\xfe", "unavailable.server"),
        (409, b"{}", "source.request"),
        (403, b'[{"error": {"errors": [{"reason": "quotaExceeded"}]}}]', "quota.day"),
        (403, b'{"error": {"details": [{"reason": "API_KEY_SERVICE_BLOCKED"}]}}', "auth.key_restricted"),
        (401, b'{"error": {"errors": [{"reason": "youtubeSignupRequired"}]}}', "auth.no_channel"),
    ],
)
def test_other_answers_have_a_meaning_too(status, body, code):
    assert faults.explained(answered(status, body), stream="videos").code == code


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (google.auth.exceptions.RefreshError("invalid_grant: Token has been revoked."), AuthError, "auth.revoked"),
        (google.auth.exceptions.RefreshError("unauthorized_client: no"), AuthError, "auth.client"),
        (google.auth.exceptions.RefreshError("<html>busy</html>"), RetryableError, "unavailable.token"),
        (google.auth.exceptions.TransportError("no route"), RetryableError, "unavailable.network"),
        (httplib2.ServerNotFoundError("no name"), RetryableError, "unavailable.network"),
        (TimeoutError("timed out"), RetryableError, "unavailable.timeout"),
        (ConnectionResetError("reset"), RetryableError, "unavailable.network"),
        (IncompleteRead(b""), RetryableError, "unavailable.network"),
        (faults.NotJsonError(), RetryableError, "unavailable.no_json"),
    ],
)
def test_a_broken_connection_has_a_meaning(error, kind, code):
    found = faults.explained(error, stream="videos")
    assert (type(found), found.code) == (kind, code)


def test_reasons_of_both_lists_are_united():
    body = json.dumps(ERRORS["403_accessNotConfigured"]["body"]).encode()
    assert faults.reasons(body) == {"accessNotConfigured", "SERVICE_DISABLED"}


def test_an_item_that_was_skipped_in_a_saved_answer_is_skipped_again():
    error = faults.skipped("skipped.playlist_private", stream="series", item="PL1")
    assert isinstance(error, SkippableError)
    assert str(error) == "The playlist PL1 is private: it cannot be read this way."
