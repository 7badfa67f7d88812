"""The first 72 hours of each release beside what is usual."""

import streamlit as st

from dashboard import data
from dashboard.queries.campaign_details import Details
from dashboard.told import first_days as told
from dashboard.widgets.told_card import show


def first_days(details: Details) -> None:
    """Show the first 72 hours of each release against the usual 72."""
    st.subheader(told.heading(details), anchor="first")
    show(told.card(details, data.organisation().timezone))
