"""Step 4 of a campaign: by what its attention and its applications are recognised."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.charts.words import platforms
from dashboard.i18n import _
from dashboard.queries import applications, choices
from dashboard.queries import campaigns as queries
from dashboard.queries.stories import Story
from dashboard.views.sections.choosing import several
from dashboard.views.sections.storing import keep_links, seen
from dashboard.widgets.empty import link

_KINDS = ("series", "content", "utm_campaign", "source", "self_reported", "vacancy")


def links(story: Story) -> None:
    """Show the form with series, content, tags, sources, answers and vacancies of a campaign."""
    rows = data.load(queries.links)
    own = rows[rows["campaign_id"] == story.id]
    key = f"links-{story.id}"
    before = seen("links", story.id, f"{key}-series")
    with st.form(key):
        chosen = _fields(own, key)
        if st.form_submit_button(_("Keep"), type="primary", icon=":material/save:"):
            some = [(kind, target) for kind, targets in chosen.items() for target in targets]
            keep_links(story.id, some, _KINDS, before, _("The links have been kept."))
    link("links", _("Make links and QR codes, also for what is not online"), campaign=story.id)


def _fields(own: pd.DataFrame, key: str) -> dict[str, list[str]]:
    series = data.load(queries.all_series)
    sources = {code: _(name) for code, name in _names(data.load(applications.sources), "source_id", "name").items()}
    tags = data.load(choices.campaign_tags)
    contents = data.load(choices.contents)
    titles = {
        str(key_): f"{title or key_} ({platforms([platform])})"
        for key_, title, platform in zip(contents["content_id"], contents["title"], contents["platform"], strict=True)
    }

    def field(kind: str, label: str, names: dict[str, str], none: str) -> list[str]:
        return several(label, names, own.loc[own["kind"] == kind, "target"].to_list(), none, key=f"{key}-{kind}")

    found = {
        "series": field("series", _("Series"), _names(series, "series_id", "title"), _("None")),
        "content": field("content", _("Single videos, posts and pages"), titles, _("None")),
        "utm_campaign": field(
            "utm_campaign",
            _("Campaign tags (utm_campaign) that came in"),
            dict(zip(tags, tags, strict=True)),
            _("None"),
        ),
    }
    more = st.text_input(
        _("Other campaign tags, with a comma between them"), max_chars=300, key=f"{key}-more", placeholder="zomer-2026"
    )
    found["utm_campaign"] += [tag.strip() for tag in more.split(",") if tag.strip()]
    found["source"] = field("source", _("Measured source that is this campaign"), sources, _("None"))
    found["self_reported"] = field(
        "self_reported", _("Answer to “how did you hear of us” that means this campaign"), sources, _("None")
    )
    found["vacancy"] = field("vacancy", _("Vacancies that it tells about"), data.load(choices.vacancy_names), _("None"))
    return found


def _names(rows: pd.DataFrame, code: str, name: str) -> dict[str, str]:
    return dict(zip(rows[code], rows[name], strict=True))
