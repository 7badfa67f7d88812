"""The posts that link to a vacancy."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, select

from connectors.database.schema import channel, content, content_link, vacancy, vacancy_identity


@dataclass(frozen=True)
class Post:
    """An item that links to a vacancy. ``title`` is None where it is not known and where an ambassador tells."""

    identity_id: int
    content_id: int
    platform: str
    title: str | None
    url: str | None
    published_at: datetime | None


def posts_about(connection: Connection, organisation_id: str, identity_id: int | None = None) -> tuple[Post, ...]:
    """Return the items that link to the address of a vacancy (of all, or of one identity), the latest first.

    A link counts for a vacancy whoever names the address: each item once for each identity.
    """
    row, own, item = vacancy.c, vacancy_identity.c, content.c
    identity = own.identity_id
    query = (
        select(identity, row.vacancy_id, item.content_id, channel.c.platform, item.title, item.url, item.published_at)
        .add_columns(item.author_role)
        .select_from(
            content_link.join(
                vacancy, and_(row.organisation_id == content_link.c.organisation_id, row.url == content_link.c.url)
            )
            .outerjoin(
                vacancy_identity, and_(own.organisation_id == row.organisation_id, own.vacancy_id == row.vacancy_id)
            )
            .join(
                content,
                and_(
                    item.organisation_id == content_link.c.organisation_id,
                    item.content_id == content_link.c.content_id,
                ),
            )
            .join(
                channel,
                and_(channel.c.organisation_id == item.organisation_id, channel.c.channel_id == item.channel_id),
            )
        )
        .where(content_link.c.organisation_id == organisation_id)
        .order_by(item.published_at.desc(), item.content_id)
    )
    found: dict[tuple[int, int], Post] = {}
    for speaks, key, content_id, platform, title, url, at, role in connection.execute(query):
        name = None if role == "ambassador" else title
        post = Post(speaks or key, content_id, platform, name, None if role == "ambassador" else url, at)
        found.setdefault((post.identity_id, content_id), post)
    return tuple(post for post in found.values() if identity_id in {None, post.identity_id})
