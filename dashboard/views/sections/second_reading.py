"""Beside the verdict and never in place of it: the sites that were left out, and whether the timing follows the views."""

import pandas as pd
import streamlit as st

from dashboard import data
from dashboard.analysis import exposure
from dashboard.analysis.exposure_weeks import by_week_words, weekly_timing
from dashboard.analysis.impact.finding import Verdict
from dashboard.analysis.impact.left_out import left_out_said
from dashboard.charts.words import tell
from dashboard.queries.campaign_details import Details
from dashboard.queries.left_out import left_out_sites
from dashboard.queries.stories import Story
from dashboard.views.sections.evidence_known import Known
from dashboard.widgets.plain import plain


def second_design(story: Story, found: Known) -> None:
    """Say what the sites show that were left out, or why they show nothing; nothing of a campaign without sites."""
    if not story.sites:
        return
    compared = data.load(left_out_sites, story.id, found.outcome, as_of=data.today())
    said = [left_out_said(compared, numbers=found.numbers)]
    if compared.indexed is not None:
        said.append(compared.indexed)
    st.markdown(" ".join(plain(tell(each)) for each in said))


def timing(details: Details, found: Known) -> None:
    """Say whether the weeks of the campaign follow its views; nothing where no views are known or nothing was judged."""
    finding = found.finding
    views = details.views
    if finding.verdict is Verdict.NOT_ENOUGH_DATA or not finding.weeks or views.empty:
        return
    final = views[views["is_final"].astype(bool)]
    by_day = pd.Series(final["views"].to_numpy(), index=pd.Index(final["day"], dtype=object))
    read = weekly_timing(finding.weeks, by_day)
    said = [exposure.words(read), by_week_words(read)]
    st.caption(" ".join(plain(tell(each)) for each in said if each is not None))
