"""Links that can be recognised: the tags of a placement, locked by its campaign and its kind, on any page of the site.

Tags follow the usual utm form. A campaign fixes ``utm_campaign``, the kind of placement fixes source and medium; only
what is left to tell (which item, which place) is free, so that no two people write the same thing in two ways.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from connectors.errors import N_, Said

TAGS = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
_LONGEST = 60
_LONGEST_AREA = 120
_MOST_COPIES = 100_000_000


@dataclass(frozen=True)
class Kind:
    """A kind of placement: its name (a message id), its locked source and medium, and whether it is not online."""

    label: str
    source: str
    medium: str
    is_offline: bool = False


KINDS: dict[str, Kind] = {
    "linkedin_post": Kind(N_("Post on the LinkedIn page"), "linkedin", "social"),
    "employee_post": Kind(N_("Post by a colleague"), "linkedin", "employee"),
    "facebook_post": Kind(N_("Post on Facebook"), "facebook", "social"),
    "instagram_post": Kind(N_("Post on Instagram"), "instagram", "social"),
    "video": Kind(N_("Below a video on YouTube"), "youtube", "video"),
    "advert": Kind(N_("Advert"), "linkedin", "paid"),
    "email": Kind(N_("E-mail or newsletter"), "newsletter", "email"),
    "website": Kind(N_("Page of the own site"), "website", "internal"),
    "flyer": Kind(N_("Flyer or card"), "flyer", "print", is_offline=True),
    "poster": Kind(N_("Poster or banner"), "poster", "print", is_offline=True),
    "radio": Kind(N_("Radio or local television"), "radio", "broadcast", is_offline=True),
    "magazine": Kind(N_("Magazine or newspaper"), "magazine", "print", is_offline=True),
    "event": Kind(N_("Open day or event"), "event", "offline", is_offline=True),
    "other": Kind(N_("Something else"), "other", "other"),
}


@dataclass(frozen=True)
class Placement:
    """One place where a link stands. ``content`` tells which item or place; empty when there is nothing to tell.

    What is not online has an area, a number of copies and days; its address may be empty, and it is then counted by hand.
    """

    kind: str
    label: str
    url: str
    campaign_tag: str
    content: str = ""
    area: str = ""
    copies: int | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def is_offline(self) -> bool:
        """True for paper, walls, radio and events."""
        return self.kind in KINDS and KINDS[self.kind].is_offline

    @property
    def tags(self) -> dict[str, str]:
        """The tags by name; those without a value are left out."""
        kind = KINDS[self.kind]
        found = dict(zip(TAGS, (kind.source, kind.medium, self.campaign_tag, tag(self.content)), strict=True))
        return {name: value for name, value in found.items() if value}

    @property
    def code(self) -> str:
        """A short code, made from kind, label and content."""
        return tag(f"{self.kind} {self.label}")

    @property
    def link(self) -> str:
        """The address with its tags."""
        return tagged(self.url, self.tags)


def tag(text: str) -> str:
    """Return a text as the value of a tag: small letters, digits and hyphens, without accents."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")


def tagged(url: str, tags: dict[str, str]) -> str:
    """Return an address with tags; what else its query holds stays, tags that were there are replaced."""
    parts = urlsplit(url.strip())
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in TAGS]
    return urlunsplit(parts._replace(query=urlencode([*kept, *tags.items()])))


def problems_of(placement: Placement, taken: Sequence[str] = ()) -> list[Said]:
    """Return everything that is wrong with a placement. ``taken`` are the codes that the campaign has already."""
    found = []
    parts = urlsplit(placement.url.strip())
    without_link = placement.is_offline and not placement.url.strip()
    is_page = parts.scheme in {"http", "https"} and parts.netloc and "@" not in parts.netloc
    if not without_link and not is_page:
        found.append(Said(N_("The address begins with https:// and leads to a page of your site.")))
    if placement.kind not in KINDS:
        found.append(Said(N_("Choose a kind of placement.")))
    if not tag(placement.label):
        found.append(Said(N_("Give the placement a name, such as “poster in the canteen”.")))
    if not placement.campaign_tag:
        found.append(Said(N_("The campaign has no tag yet.")))
    if placement.kind in KINDS and placement.code in taken:
        found.append(Said(N_("There is a placement with this name already.")))
    return [*found, *_spread(placement)]


def _spread(placement: Placement) -> list[Said]:
    found = []
    first, last = placement.first_day, placement.last_day
    if first and last and last < first:
        found.append(Said(N_("The last day lies before the first.")))
    if len(placement.area) > _LONGEST_AREA:
        found.append(Said(N_("The area is longer than {most} characters."), {"most": _LONGEST_AREA}))
    if placement.copies is not None and not 0 < placement.copies <= _MOST_COPIES:
        found.append(Said(N_("The number of copies lies between 1 and a hundred million.")))
    return found
