"""What a refusal of AFAS means. Its own sentence is never shown: it may name a person; its reference is."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from connectors.errors import N_, AuthError, RetryableError, SourceError
from connectors.http import Refusal

SOURCE = "afas"
LONGEST_QUERY = 2049
_REFERENCE = re.compile(r"[0-9A-Fa-f-]{4,64}")
_BLOCKED = "geblokkeerd"
_NO_RIGHT = ("geautoriseerd", "autorisatie", "not authori", "geen toegang")


def meaning(refusal: Refusal) -> SourceError | None:
    """Return the error for a refusal; None for the general one, which is tried again where that may help."""
    stream = refusal.stream
    if refusal.status == HTTPStatus.UNAUTHORIZED:
        return AuthError(
            N_("AFAS does not accept the token."),
            source=SOURCE,
            stream=stream,
            code="auth.token",
            hint=N_("Make a new token for the app connector, for this environment, and set INSTROOM_AFAS_TOKEN."),
        )
    if refusal.status == HTTPStatus.FORBIDDEN:
        return AuthError(
            N_("AFAS does not let this computer in: the app connector allows other network addresses only."),
            source=SOURCE,
            stream=stream,
            code="auth.address",
            hint=N_("Add the network address of this computer to the app connector in AFAS."),
        )
    if refusal.status == HTTPStatus.NOT_FOUND:
        return SourceError(
            N_("AFAS does not know the address that was asked for {stream}."),
            source=SOURCE,
            stream=stream,
            code="source.not_found",
            hint=N_("Check member, environment and get_connector under [sources.afas]."),
        )
    if refusal.status == HTTPStatus.SERVICE_UNAVAILABLE:
        return _busy(refusal)
    return _functional(refusal) if refusal.status == HTTPStatus.INTERNAL_SERVER_ERROR else None


def asked_pause(refusal: Refusal) -> float | None:
    """Return the seconds that the body of a 503 asks for."""
    seconds = refusal.body.get("retry_after") if isinstance(refusal.body, Mapping) else None
    return (
        float(seconds) if isinstance(seconds, int | float) and not isinstance(seconds, bool) and seconds >= 0 else None
    )


def too_long(stream: str, length: int) -> SourceError:
    """Return the error for a question that AFAS would answer as if the address were wrong."""
    return SourceError(
        N_("The question for {stream} has {length} characters; AFAS takes {longest}."),
        source=SOURCE,
        stream=stream,
        code="source.question_length",
        hint=N_("Give the columns and the GetConnector shorter names."),
        length=length,
        longest=LONGEST_QUERY,
    )


def _busy(refusal: Refusal) -> RetryableError:
    pause = asked_pause(refusal)
    if pause is None:
        return RetryableError(
            N_("AFAS is not there for a moment."),
            source=SOURCE,
            stream=refusal.stream,
            code="unavailable.busy",
            hint=N_("Sync again later; what came is kept."),
        )
    return RetryableError(
        N_("AFAS is not there for a moment and asks to wait {minutes} minutes."),
        source=SOURCE,
        stream=refusal.stream,
        code="unavailable.busy",
        hint=N_("Sync again later; what came is kept."),
        minutes=max(1, round(pause / 60)),
    )


def _functional(refusal: Refusal) -> SourceError | None:
    """Return the error for a 500 with a body of AFAS: that is a refusal, and asking again would not help."""
    body = refusal.body if isinstance(refusal.body, Mapping) else {}
    told = body.get("externalMessage")
    if not isinstance(told, str):
        return None
    words, reference = told.lower(), str(body.get("profitLogReference") or "")
    shown = reference if _REFERENCE.fullmatch(reference) else "-"
    kind: type[SourceError] = SourceError
    code, text = "source.functional", N_("AFAS could not answer for {stream} (reference {reference} in its log).")
    hint = N_("Your administrator of AFAS finds the reason under this reference.")
    if _BLOCKED in words:
        code = "source.blocked"
        text = N_("AFAS has blocked the GetConnector, because it asked too much of the system (reference {reference}).")
        hint = N_(
            "Ask your administrator of AFAS to make it lighter and free it again; until then switch this source off."
        )
    elif any(part in words for part in _NO_RIGHT):
        kind, code = AuthError, "auth.connector"
        text = N_("The user of the token may not read the GetConnector (reference {reference}).")
        hint = N_("Add the GetConnector to the app connector, and give its user the right to read it.")
    return kind(text, source=SOURCE, stream=refusal.stream, code=code, hint=hint, reference=shown)
