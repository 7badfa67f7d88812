"""What a refusal of Teamtailor means. Its errors may repeat what a person wrote, so nothing of their texts is ever shown."""

from connectors.errors import N_, AuthError, RetryableError, SkippableError, SourceError, VersionError
from connectors.http import Refusal

SOURCE = "teamtailor"
_LONGEST_PAUSE = 300
_QUESTION = frozenset({400, 415, 422})


def meaning(refusal: Refusal) -> SourceError | None:
    """Return the error for a refusal by its status; None for what every source has in common."""
    found = {401: _key, 403: _scope, 404: _not_found, 406: _version, 429: _busy}.get(refusal.status)
    if found is not None:
        return found(refusal)
    return _misunderstood(refusal) if refusal.status in _QUESTION else None


def asked(refusal: Refusal) -> float | None:
    """Return the seconds until more may be asked: X-Rate-Limit-Reset counts down, it is no moment."""
    left = refusal.headers.get("x-rate-limit-reset", "").strip()
    if refusal.status != 429 or not (left.isascii() and left.isdigit()):  # noqa: PLR2004  too many requests
        return None
    return float(left) if int(left) <= _LONGEST_PAUSE else None


def unexpected() -> SourceError:
    """Return the error for an answer of another shape."""
    return SourceError(
        N_("The answer of Teamtailor has another shape than its documentation describes."),
        source=SOURCE,
        code="source.unexpected",
        hint=N_("Look at endpoint under [sources.teamtailor]; what came before is kept."),
    )


def circle(stream: str) -> SourceError:
    """Return the error for pages that lead back to one that was read."""
    return SourceError(
        N_("The pages of {stream} lead back to one that was read already."),
        source=SOURCE,
        stream=stream,
        code="source.pages",
        hint=N_("Sync again later; what came before is kept."),
    )


def _key(refusal: Refusal) -> SourceError:
    return AuthError(
        N_("Teamtailor does not accept the API key."),
        source=SOURCE,
        stream=refusal.stream,
        code="auth.key_invalid",
        hint=N_("Check INSTROOM_TEAMTAILOR_API_KEY, and that endpoint is the region of your account."),
    )


def _scope(refusal: Refusal) -> SourceError:
    return AuthError(
        N_("The API key of Teamtailor may not read {stream}."),
        source=SOURCE,
        stream=refusal.stream,
        code="auth.scope",
        hint=N_("Make a key with Admin scope and the right to read; or choose applications = “totals”."),
    )


def _not_found(refusal: Refusal) -> SourceError:
    if isinstance(refusal.body, dict) and refusal.body.get("errors"):
        return SkippableError(
            N_("Something that was asked for is no longer in Teamtailor."),
            source=SOURCE,
            stream=refusal.stream,
            code="skipped.not_found",
        )
    return SourceError(
        N_("Teamtailor does not know the address that was asked for {stream}."),
        source=SOURCE,
        stream=refusal.stream,
        code="source.not_found",
        hint=N_("Look at endpoint under [sources.teamtailor]; it ends with /v1/."),
    )


def _version(refusal: Refusal) -> SourceError:
    return VersionError(
        N_("Teamtailor does not know this version of its interface."),
        source=SOURCE,
        stream=refusal.stream,
        code="version.unknown",
        hint=N_("Set version under [sources.teamtailor] to one that the documentation of Teamtailor names."),
    )


def _busy(refusal: Refusal) -> SourceError:
    return RetryableError(
        N_("Teamtailor asks for a pause: too many questions in a short time."),
        source=SOURCE,
        stream=refusal.stream,
        code="unavailable.rate",
        hint=N_("Sync again later; what came before is kept."),
    )


def _misunderstood(refusal: Refusal) -> SourceError:
    return SourceError(
        N_("Teamtailor does not take the question about {stream} (status {status})."),
        source=SOURCE,
        stream=refusal.stream,
        code="source.query",
        hint=N_("Try sparse_fields = false or fewer facts under [sources.teamtailor]; otherwise report it."),
        status=refusal.status,
    )
