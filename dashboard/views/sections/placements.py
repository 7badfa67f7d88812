"""The placements of a campaign: where each link stands, what came in through it, its QR code, and one more."""

from datetime import date

import pandas as pd
import streamlit as st

from connectors.errors import InstroomError
from dashboard import data
from dashboard.actions import placements as actions
from dashboard.actions.campaign_form import CostLine
from dashboard.analysis import suppression
from dashboard.analysis.links import KINDS, TAGS, Placement, problems_of, tag, tagged
from dashboard.charts import qr
from dashboard.charts.words import count_text
from dashboard.i18n import MISSING, _, day_range, number, say
from dashboard.queries import placements as queries
from dashboard.views.sections import hand_counts
from dashboard.views.sections.storing import actor, may_change
from dashboard.widgets.empty import empty, failed
from dashboard.widgets.plain import plain
from dashboard.widgets.table_card import table_card

_MADE = "links-made"


def listed(campaign_id: str) -> None:
    """Show the placements as a table, and the link and code of one of them."""
    known = data.load(queries.placements, campaign_id)
    if known.empty:
        empty(_("This campaign has no links yet."), _("Make one below; its tag is fixed by the campaign."))
        return
    counts = suppression.breakdown([int(number) for number in known["applications"]])
    table_card(
        _("Where the links of this campaign stand"),
        pd.DataFrame(
            {
                _("Placement"): known["label"],
                _("Kind"): [_(KINDS[kind].label) if kind in KINDS else kind for kind in known["kind"]],
                **{name: known[name].fillna(MISSING) for name in TAGS},
                **_spread(known),
                _("Applications"): [count_text(each) for each in counts],
            }
        ),
        _("Source: applicant tracking system; applications that carry exactly these tags."),
        _("Counted on the tags of the link. Who came in another way after seeing it is not counted here."),
        key="placements",
    )
    _one(campaign_id, known)


def _spread(known: pd.DataFrame) -> dict[str, list[str]]:
    """Return where, in which number and when what is not online was spread, and what was counted by hand of it."""
    offline = [KINDS[kind].is_offline for kind in known["kind"] if kind in KINDS]
    if not any(offline):
        return {}
    hand = data.load(queries.by_hand, tuple(known["utm_campaign"].unique()))
    visits = dict(zip(hand["placement_id"], hand["visits"], strict=True))
    days = zip(known["first_day"], known["last_day"], strict=True)
    return {
        _("Area"): [area if isinstance(area, str) and area else MISSING for area in known["area"]],
        _("Copies"): [number(copies) for copies in known["copies"]],
        _("Period"): [day_range(*(each if isinstance(each, date) else None for each in pair)) for pair in days],
        _("Visits counted by hand"): [number(visits.get(code)) for code in known["placement_id"]],
    }


def _one(campaign_id: str, known: pd.DataFrame) -> None:
    """Show the whole link of one placement, its QR code as a picture and as files, and the way to remove it."""
    labels = dict(zip(known["placement_id"], known["label"], strict=True))
    chosen = st.selectbox(_("Link and QR code of"), list(labels), format_func=labels.__getitem__, key="links-placement")
    row = known.set_index("placement_id").loc[chosen]
    made = Placement(row["kind"], row["label"], row["url"], row["utm_campaign"], row["utm_content"] or "")
    if made.url:
        tags = {name: str(row[name]) for name in TAGS if isinstance(row[name], str) and row[name]}
        _link(made, tagged(made.url, tags), key="kept")
    st.caption(_("Short code of this placement, to ask for and to count by: {code}").format(code=plain(chosen)))
    if made.is_offline and may_change():
        hand_counts.counting(campaign_id, chosen)
    if may_change() and st.button(_("Remove this placement"), icon=":material/delete:", key="links-remove"):
        _change(
            lambda: actions.remove(
                data.engine(), data.organisation().id, campaign_id, chosen, actor=actor(), at=data.now()
            )
        )


def _link(made: Placement, link: str, *, key: str) -> None:
    """Show a link with its QR code; of a kept one the tags are those that were written down with it."""
    left, right = st.columns([3, 1])
    left.code(link, language=None, wrap_lines=True)
    name = _("QR code of {name}").format(name=made.label)
    right.image(qr.png(link), caption=plain(name), width=180, alt=name)
    with left.container(horizontal=True):
        st.download_button(
            _("QR code as SVG"),
            qr.svg(link),
            file_name=f"{made.code}.svg",
            mime="image/svg+xml",
            on_click="ignore",
            key=f"links-svg-{key}",
        )
        st.download_button(
            _("QR code as PNG"),
            qr.png(link),
            file_name=f"{made.code}.png",
            mime="image/png",
            on_click="ignore",
            key=f"links-png-{key}",
        )


def new(campaign_id: str) -> None:
    """Show the form for one more placement; what the campaign and the kind fix cannot be changed."""
    if not may_change():
        return
    st.subheader(_("One more link"))
    if data.is_demo():
        st.caption(_("This is the demo organisation: nothing in it can be changed."))
    kind = st.selectbox(_("Kind of placement"), list(KINDS), format_func=lambda code: _(KINDS[code].label))
    made_before = st.session_state.get(_MADE, 0)  # after each link that is kept the form is empty again
    label = st.text_input(
        _("Name of the placement"),
        max_chars=80,
        placeholder=_("Poster in the canteen"),
        key=f"links-label-{made_before}",
    )
    url = st.text_input(
        _("Page that it leads to"), max_chars=500, placeholder="https://", key=f"links-url-{made_before}"
    )
    content = st.text_input(
        _("Which item or place (may stay empty)"),
        max_chars=60,
        help=_("For example the episode: it becomes the tag utm_content."),
        key=f"links-content-{made_before}",
    )
    locked = data.load(actions.campaign_tag, campaign_id)
    made = Placement(kind, label, url, locked, content)
    cost = None
    if made.is_offline:
        made, cost = hand_counts.spread(made, key=f"links-spread-{made_before}")
    st.caption(
        _(
            "Fixed by the campaign: utm_campaign = {campaign}. Fixed by the kind: utm_source = {source}, utm_medium = {medium}."
        ).format(campaign=locked, source=KINDS[kind].source, medium=KINDS[kind].medium)
    )
    if label and (url or made.is_offline):
        _preview(campaign_id, made, cost)
    else:
        st.caption(_("Fill in the name and the page: the link and its QR code then appear here."))


def _preview(campaign_id: str, made: Placement, cost: CostLine | None) -> None:
    problems = problems_of(made, data.load(queries.placements, campaign_id)["placement_id"].to_list())
    for problem in problems:
        st.warning(say(problem), icon=":material/error:")
    if problems:
        return
    if tag(made.content) != made.content:
        st.caption(_("The tag is written as {tag}.").format(tag=tag(made.content)))
    if made.url:
        _link(made, made.link, key="new")
    else:
        st.caption(_("Without a page there is no link and no QR code: it is counted by its code, by hand."))
    if st.button(_("Keep this link") if made.url else _("Keep this placement"), type="primary", key="links-keep"):
        _change(lambda: _add(campaign_id, made, cost))


def _add(campaign_id: str, made: Placement, cost: CostLine | None) -> None:
    own = data.organisation().id
    actions.add(data.engine(), own, campaign_id, made, actor=actor(), at=data.now(), cost=cost)
    st.session_state[_MADE] = st.session_state.get(_MADE, 0) + 1


def _change(action) -> None:  # noqa: ANN001  what a person asked for
    try:
        action()
    except InstroomError as error:
        failed(error)
    else:
        st.rerun()
