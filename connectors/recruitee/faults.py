"""What goes wrong at Recruitee: the meaning of each status, and of answers that are not what was asked for."""

from connectors.errors import N_, AuthError, RetryableError, SkippableError, SourceError
from connectors.http import Refusal

SOURCE = "recruitee"


def meaning(refusal: Refusal, company: str) -> SourceError | None:
    """Return the error for a refusal; ``company`` is as it was configured. The words of an answer are never shown."""
    if refusal.status == 401 or _says_token(refusal.body):  # noqa: PLR2004
        return _auth(refusal.stream, "auth.token", N_("Recruitee does not accept the API token."))
    if refusal.status == 403:  # noqa: PLR2004
        return _auth(refusal.stream, "auth.rights", N_("The user of the API token may not read {stream}."))
    if refusal.status == 422 and not company.isdecimal():  # noqa: PLR2004
        return SourceError(
            N_("Recruitee wants the number of the company for {stream}; its short name does for vacancies only."),
            source=SOURCE,
            stream=refusal.stream,
            code="source.company_number",
            hint=N_("Set company under [sources.recruitee] to the number that stands in the address of Recruitee."),
        )
    return _BY_STATUS.get(refusal.status, _other)(refusal)


def _auth(stream: str, code: str, text: str) -> AuthError:
    hint = N_("Make a new personal API token with a user that may see jobs and candidates (README of the source).")
    return AuthError(text, source=SOURCE, stream=stream, code=code, hint=hint)


def _says_token(body: object) -> bool:
    """Return whether an answer says that the token is wrong: by its code, or in ``error``, a text or a list of them."""
    if not isinstance(body, dict):
        return False
    error = body.get("error")
    words = " ".join(map(str, error)) if isinstance(error, list) else str(error or "")
    return body.get("error_code") == "invalid_token" or words.lower().startswith("token not found")


def _other(refusal: Refusal) -> SourceError | None:
    if refusal.status >= 500:  # noqa: PLR2004
        return RetryableError(
            N_("Recruitee has a fault of its own, and still does after a few tries."),
            source=SOURCE,
            stream=refusal.stream,
            code="unavailable.server",
            hint=N_("Sync again later; what came is kept."),
        )
    return None


def _missing(refusal: Refusal) -> SourceError:
    return SkippableError(
        N_("What was asked for is not there (any more)."),
        source=SOURCE,
        stream=refusal.stream,
        code="skipped.not_found",
        hint=N_("Check company and endpoint under [sources.recruitee]."),
    )


def _rate(refusal: Refusal) -> SourceError:
    return RetryableError(
        N_("Recruitee asks for a slower pace, and still does after a few tries."),
        source=SOURCE,
        stream=refusal.stream,
        code="unavailable.rate",
        hint=N_("Wait a few minutes and sync again; what came is kept."),
    )


def _refused(refusal: Refusal) -> SourceError:
    return SourceError(
        N_("Recruitee does not understand the question about {stream} (status {status})."),
        source=SOURCE,
        stream=refusal.stream,
        code="source.request",
        hint=N_("Check the settings under [sources.recruitee]; if they are right, please report it."),
        status=refusal.status,
    )


_BY_STATUS = {404: _missing, 429: _rate, 400: _refused, 422: _refused}


def unexpected(stream: str) -> SourceError:
    """Return the error for an answer of an unknown shape."""
    return SourceError(
        N_("The answer of Recruitee for {stream} has another shape than is known."),
        source=SOURCE,
        stream=stream,
        code="source.unexpected",
        hint=N_("Save the answers with --save-raw and report it; what came before is kept."),
    )


def filter_ignored(stream: str) -> SourceError:
    """Return the error for an answer with rows that were not asked for: nothing of it is taken as data."""
    return SourceError(
        N_("Recruitee ignored the filter on {stream}: it gave what was not asked for. Nothing of it was stored."),
        source=SOURCE,
        stream=stream,
        code="source.filter_ignored",
        hint=N_("Try search_parameter = “filters” under [sources.recruitee], or report it."),
    )


def endless(stream: str) -> SourceError:
    """Return the error for a list that never ends or comes back to what it gave before."""
    return SourceError(
        N_("The list of {stream} does not come to its end; the rest was not read."),
        source=SOURCE,
        stream=stream,
        code="source.paging",
        hint=N_("Sync again; if it stays so, lower page_size under [sources.recruitee]."),
    )


def many_missing(missing: int, asked: int) -> SourceError:
    """Return the error for applicants that are gone in such numbers that the account probably lost rights."""
    return SourceError(
        N_(
            "Of {asked} applicants that were looked at, {missing} are not there. None was taken as deleted: look whether "
            "the account lost rights."
        ),
        source=SOURCE,
        stream="candidates",
        code="source.many_missing",
        missing=missing,
        asked=asked,
    )
