"""The fictional organisation with a known truth; see the README of this folder."""

from connectors.demo.fill import fill
from connectors.demo.parameters import ORGANISATION

__all__ = ["ORGANISATION", "fill"]
