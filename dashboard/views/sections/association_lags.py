"""One theme beside one group of functions at every lag, and what a pair is called."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from connectors.errors import Said
from dashboard.analysis.association import Association, words
from dashboard.charts import labels
from dashboard.charts.lags import interval_text, lags, rho_text
from dashboard.charts.words import tell
from dashboard.i18n import _, number
from dashboard.widgets.chart_card import chart_card
from dashboard.widgets.choice import choice
from dashboard.widgets.empty import empty
from dashboard.widgets.plain import plain


def place(found: Association) -> tuple[str, str]:
    """Return the codes of a pair: platform with theme, and group of functions."""
    return (f"{found.attention.platform}:{found.attention.theme}", found.inflow.function_group)


def theme(found: Association, between: str = " · ") -> str:
    """Return the name of a theme with its platform."""
    return f"{found.attention.theme}{between}{labels.platform(found.attention.platform)}"


def named(found: Association) -> Association:
    """Return a pair whose group of functions has its name instead of its code, also in the reason why it is refused."""
    name = labels.function_group(found.inflow.function_group)
    refused = found.refused and Said(found.refused.text, {**found.refused.values, "group": name})  # noqa: PD011  not a frame
    return replace(found, inflow=replace(found.inflow, function_group=name), refused=refused)


def one(found: Sequence[Association]) -> None:
    """Show every lag of the pair in the address, else of the one that stands out most."""
    by_place = {place(each): each for each in found}
    with st.container(horizontal=True):
        themes = {codes[0]: theme(each) for codes, each in sorted(by_place.items(), key=lambda item: item[0])}
        about = _one("attention", _("Theme"), themes, place(found[0])[0])
        groups = {codes[1]: labels.function_group(codes[1]) for codes in sorted(by_place) if codes[0] == about}
        strongest = next(codes[1] for codes in by_place if codes[0] == about)
        group = _one("inflow", _("Function group"), groups, strongest)
    pair = named(by_place[about, group])
    if pair.refused is not None:
        empty(plain(tell(pair.refused)))
        return
    seasonless = st.toggle(_("Season removed"), value=True, key="season-removed")
    if not seasonless:
        st.warning(
            _("As counted: two things that follow the calendar go together here."), icon=":material/event_repeat:"
        )
    source = _("{theme}: {metric} per day. {days} days compared.").format(
        theme=theme(pair), metric=labels.label(pair.attention.metric, labels.METRICS), days=number(pair.days)
    )
    chart_card(
        lags(pair, tell(words(pair)), seasonless=seasonless),
        _lag_table(pair),
        plain(source),
        _lag_passport(),
        key="lags",
    )


def _one(name: str, label: str, options: dict[str, str], usual: str) -> str:
    return choice(name, label, options, usual=usual if usual in options else None, width=300)


def _lag_table(pair: Association) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Days later"): [number(lag.days) for lag in pair.lags],
            _("Correlation (rho)"): [rho_text(lag.rho) for lag in pair.lags],
            _("Its own 90% interval"): [interval_text(lag.interval) for lag in pair.lags],
            _("As counted, season still in it"): [rho_text(lag.with_season) for lag in pair.lags],
            _("Pairs of days"): [number(lag.pairs) for lag in pair.lags],
        }
    )


def _lag_passport() -> str:
    return "\n\n".join(
        (
            _(
                "Each bar is the interval of that one lag. Of fifteen lags one or two lie clear of zero by chance: only the "
                "sentence above the chart allows for all looks."
            ),
            _(
                "Season removed: weekday, season and days off are taken away first. As counted: the days as they are, with "
                "which no sentence is made."
            ),
            _(
                "Intervals: 90%, from moving blocks of 14 days (bootstrap). The number of pairs of days stands with each point."
            ),
        )
    )
