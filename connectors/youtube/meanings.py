"""What can go wrong at YouTube, as data: the class of the error, its code, its sentence, what to do, and Google's reasons."""

from dataclasses import dataclass

from connectors.errors import N_, AuthError, QuotaError, RetryableError, SkippableError, SourceError

PAGE_TOKEN = "source.page_token"  # noqa: S105  the code of a fault
NO_PLAYLIST = "skipped.playlist_not_found"
REFUSED_QUERY = "source.request"


@dataclass(frozen=True)
class Fault:
    """One meaning: the class of the error, its code, its sentence and what to do."""

    kind: type[SourceError]
    code: str
    text: str
    hint: str
    reasons: frozenset[str] = frozenset()


QUOTA = Fault(
    QuotaError,
    "quota.day",
    N_("Today's YouTube units are used up."),
    N_("They come back at {moment}; the next sync goes on from where this one stopped."),
    frozenset({"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}),
)
RATE = Fault(
    RetryableError,
    "unavailable.rate",
    N_("YouTube asks for a slower pace, and still does after a few tries."),
    N_("Wait a few minutes and sync again; what came is kept."),
    frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}),
)
SERVER = Fault(
    RetryableError,
    "unavailable.server",
    N_("YouTube has a fault of its own, and still does after a few tries."),
    N_("Sync again later; what came is kept."),
    frozenset({"backendError", "processingFailure"}),
)
TOKEN = Fault(
    AuthError,
    "auth.token",
    N_("YouTube does not accept the connected account any more."),
    N_("Connect the account again (README of the source, step 2)."),
    frozenset({"authError"}),
)
FORBIDDEN = Fault(
    AuthError,
    "auth.forbidden",
    N_("The connected account may not read this."),
    N_("Connect with an account that owns the channel."),
    frozenset({"forbidden"}),
)
REQUEST = Fault(
    SourceError,
    REFUSED_QUERY,
    N_("YouTube does not understand the question about {stream}."),
    N_("Check the settings under [sources.youtube]; if they are right, this is a fault in Instroom: please report it."),
)
NOT_FOUND = Fault(
    SourceError,
    "source.not_found",
    N_("YouTube does not know the address that was asked for {stream}."),
    N_("Check endpoint and analytics_endpoint under [sources.youtube]."),
)
NO_JSON = Fault(
    RetryableError,
    "unavailable.no_json",
    N_("The answer for {stream} is no answer of YouTube: a page, half an answer or nothing."),
    N_("Often a proxy or sign-in page of the network stands in between. Sync again later; what came is kept."),
)
REDIRECT = Fault(
    RetryableError,
    "unavailable.redirect",
    N_("The answer for {stream} points to another address; we do not follow it, because the key would go along."),
    N_("Check endpoint and analytics_endpoint under [sources.youtube], and the network's proxy."),
)
NETWORK = Fault(
    RetryableError,
    "unavailable.network",
    N_("YouTube cannot be reached."),
    N_("Check the network and the proxy, and sync again; what came is kept."),
)
TIMEOUT = Fault(
    RetryableError,
    "unavailable.timeout",
    N_("YouTube gave no answer in time, after a few tries."),
    N_("Sync again later, or raise timeout_seconds under [sources.youtube]; what came is kept."),
)
TOKEN_SERVER = Fault(
    RetryableError,
    "unavailable.token",
    N_("Google could not renew the access of the connected account just now."),
    N_("Sync again later; what came is kept."),
)
REVOKED = Fault(
    AuthError,
    "auth.revoked",
    N_("The access of the connected account has ended or was withdrawn."),
    N_("Connect the account again (README of the source, step 2)."),
)
CLIENT = Fault(
    AuthError,
    "auth.client",
    N_("Google does not know the OAuth client, or its secret is wrong."),
    N_("Check INSTROOM_YOUTUBE_OAUTH_CLIENT_ID and INSTROOM_YOUTUBE_OAUTH_CLIENT_SECRET."),
)
UNEXPECTED = Fault(
    SourceError,
    "source.unexpected",
    N_("The answer for {stream} has another shape than YouTube describes."),
    N_("Save the answers with --save-raw and report it; what came before is kept."),
)

BY_REASON = (
    QUOTA,
    Fault(
        AuthError,
        "auth.key_invalid",
        N_("YouTube does not accept the API key."),
        N_("Check INSTROOM_YOUTUBE_API_KEY, or make a new key in the Google Cloud console."),
        frozenset({"API_KEY_INVALID", "API_KEY_EXPIRED", "keyInvalid", "keyExpired"}),
    ),
    Fault(
        AuthError,
        "auth.api_disabled",
        N_("The YouTube API is not switched on in your Google Cloud project."),
        N_("Switch it on under “APIs and services” in the Google Cloud console, wait a few minutes and sync again."),
        frozenset({"accessNotConfigured", "SERVICE_DISABLED"}),
    ),
    Fault(
        AuthError,
        "auth.key_restricted",
        N_("The API key may not be used from here or for this API."),
        N_("Change the restrictions of the key in the Google Cloud console."),
        frozenset(
            {
                "ipRefererBlocked",
                "API_KEY_IP_ADDRESS_BLOCKED",
                "API_KEY_HTTP_REFERRER_BLOCKED",
                "API_KEY_SERVICE_BLOCKED",
            }
        ),
    ),
    RATE,
    Fault(
        AuthError,
        "auth.oauth_needed",
        N_("An API key is not enough for {stream}: an account must be connected."),
        N_("Connect the account of the channel (README of the source, step 2)."),
        frozenset({"required", "CREDENTIALS_MISSING"}),
    ),
    Fault(
        AuthError,
        "auth.scopes",
        N_("The connected account did not allow everything that is needed."),
        N_("Connect the account again and allow youtube.readonly and yt-analytics.readonly."),
        frozenset({"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}),
    ),
    Fault(
        AuthError,
        "auth.no_channel",
        N_("The connected account has no channel, or the channel is closed."),
        N_("Connect with an account that owns the channel."),
        frozenset({"youtubeSignupRequired", "authenticatedUserAccountClosed", "authenticatedUserAccountSuspended"}),
    ),
    TOKEN,
    Fault(
        SkippableError,
        NO_PLAYLIST,
        N_("The playlist {item} is not there (any more), or it is private."),
        N_("Check series under [sources.youtube]."),
        frozenset({"playlistNotFound"}),
    ),
    Fault(
        SkippableError,
        "skipped.playlist_private",
        N_("The playlist {item} is private: it cannot be read this way."),
        N_("Make the playlist public or unlisted, or connect the account of the channel."),
        frozenset({"playlistItemsNotAccessible", "playlistForbidden"}),
    ),
    Fault(
        SkippableError,
        "skipped.comments_closed",
        N_("The comments of {item} are closed."),
        "",
        frozenset({"commentsDisabled"}),
    ),
    Fault(
        SkippableError,
        "skipped.not_found",
        N_("{item} is not there (any more)."),
        "",
        frozenset({"videoNotFound", "channelNotFound", "commentThreadNotFound"}),
    ),
    Fault(
        SkippableError,
        "skipped.channel_closed",
        N_("The channel of {item} is closed."),
        "",
        frozenset({"channelClosed", "channelSuspended"}),
    ),
    Fault(
        SourceError,
        PAGE_TOKEN,
        N_("YouTube does not know the place any more where we stopped in a list."),
        N_("Sync again: the list is then read from its beginning."),
        frozenset({"invalidPageToken"}),
    ),
    SERVER,
    FORBIDDEN,
)
