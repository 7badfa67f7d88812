"""The canon of employer-brand figures, 1 to 56: each one that has data with its passport, the others with what is missing."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.analysis.canon.inflow_passports import INFLOW
from dashboard.analysis.canon.not_yet import NOT_YET
from dashboard.analysis.canon.outside_passports import OUTSIDE
from dashboard.analysis.canon.telling_passports import TELLING
from dashboard.analysis.passports import KPIS, Passport

NUMBERS = range(1, 57)
CANON: Mapping[str, Passport] = MappingProxyType(
    {passport.key: passport for passport in (*KPIS.values(), *INFLOW, *TELLING, *OUTSIDE)}
)

__all__ = ["CANON", "NOT_YET", "NUMBERS"]
