"""A drawn chart with its words: the message as title and the alt text, both made from the data."""

from dataclasses import dataclass

import plotly.graph_objects as go


@dataclass(frozen=True)
class Chart:
    """A figure, what it says (``title``: one sentence), and what a reader who cannot see it should know (``alt``)."""

    figure: go.Figure
    alt: str
    title: str
