"""What was told: channels, content, series and episodes."""

from sqlalchemy import BigInteger, Boolean, Float, Integer, Text, UniqueConstraint

from connectors.database.tables.shape import key, required, table, value, within
from connectors.database.types import Moment

channel = table(
    "channel",
    "A place where stories are told: a YouTube channel, a LinkedIn page, the own site.",
    key("channel_id", BigInteger, "Hash of organisation, platform and external id."),
    required("platform", Text, "youtube, linkedin, website, facebook, flyer, radio, ..."),
    required("external_id", Text, "The platform's own id, or a slug from the file name."),
    value("title", Text, "Name as shown on the platform."),
    value("url", Text, "Address of the channel."),
    value("auth_kind", Text, "How it was read: owner (with consent), key (public) or NULL (file, by hand)."),
    value("observed_at", Moment, "When it was last read."),
    UniqueConstraint("organisation_id", "platform", "external_id"),
    info={"volatile": {"observed_at"}},
)

content = table(
    "content",
    "A video, post, blog, page or flyer.",
    key("content_id", BigInteger, "Hash of organisation, channel and external id."),
    required("channel_id", BigInteger, "Where it was published."),
    required("external_id", Text, "The platform's own id."),
    required("kind", Text, "video, short, live, post, blog, page or flyer.", server_default="video"),
    value("title", Text, "Title or first words; NULL when the platform's rules made us drop it."),
    value("url", Text, "Address."),
    value("published_at", Moment, "When it came out."),
    value("duration_s", Integer, "Length in seconds; NULL for what has none."),
    value("visibility", Text, "public, unlisted, private or missing, as last seen."),
    value("format_source", Text, "How the kind is known: platform, playlist, or NULL (assumed)."),
    value("author_role", Text, "Who tells: ambassador, team, communications, director; set by a person."),
    value("theme", Text, "What it is about; set by a person."),
    value("auth_kind", Text, "owner, key or NULL, as for the channel."),
    value("observed_at", Moment, "When it was last read."),
    value("department", Text, "Which part of the organisation it shows; set by a person."),
    UniqueConstraint("organisation_id", "channel_id", "external_id"),
    within("channel", "channel_id"),
    info={"volatile": {"observed_at"}, "merge": {"published_at": "known"}},
)

series = table(
    "series",
    "A series of episodes: a playlist, or made by hand.",
    key("series_id", Text, "The playlist's id or a short name."),
    value("channel_id", BigInteger, "Where it runs."),
    required("title", Text, "Name as shown."),
    required("origin", Text, "playlist or manual."),
    value("observed_at", Moment, "When it was last read."),
    info={"volatile": {"observed_at"}},
)

episode = table(
    "episode",
    "One episode of a series, in order.",
    key("series_id", Text, "Which series."),
    key("number", Integer, "Place in the series, from 1."),
    value("content_id", BigInteger, "The video; NULL when it is not known (yet)."),
    value("title", Text, "Title of the episode."),
    value("released_at", Moment, "The moment of release."),
    within("series", "series_id"),
)

content_link = table(
    "content_link",
    "An address that an item leads to, so that posts about a vacancy can be found.",
    key("content_id", BigInteger, "Which item."),
    key("url", Text, "The address without its query."),
    within("content", "content_id"),
)

content_retention = table(
    "content_retention",
    "How many of the viewers at the start of a video were still watching further on.",
    key("content_id", BigInteger, "Which video."),
    key("position", Integer, "How far in the video, in percent of its length, 1 to 100."),
    required("watch_ratio", Float, "Viewers there for each view; above 1 where parts are watched again."),
    required("observed_at", Moment, "When it was read."),
    within("content", "content_id"),
    info={"volatile": {"observed_at"}},
)

channel_fit = table(
    "channel_fit",
    "Whether a group that is to be reached is on a channel, and how this is known.",
    key("platform", Text, "Which channel."),
    key("audience", Text, "Which group is to be reached, such as side_entrant or nurse."),
    required("is_present", Boolean, "True when the group is there."),
    value("evidence", Text, "How this is known; NULL when nobody wrote it down."),
    required("decided_at", Moment, "When it was written down."),
    info={"volatile": {"decided_at"}},
)
