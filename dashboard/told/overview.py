"""The parts of the first page as cards: what is said, cost, the labour market, and which definitions belong to them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.analysis.blocks import WEEK, Block
from dashboard.analysis.canon import CANON
from dashboard.analysis.labour_market import Beside, Market, Published, has_gaps, uwv_class
from dashboard.analysis.overview import OverviewPage
from dashboard.analysis.periods import Period, week_code
from dashboard.analysis.selection import moved, whole_months
from dashboard.charts.applications import per_week
from dashboard.charts.mentions import buzz_per_week, tone_per_week
from dashboard.charts.overview_words import definition, hours_text, interval_text, spent_table, written_number
from dashboard.charts.spans import Backdrop
from dashboard.charts.views import complete, views_per_week
from dashboard.charts.words import count_text, signs, tell
from dashboard.i18n import MISSING, _, day, month, number
from dashboard.told.card import Card, charted

_QUARTER_MONTHS = 3
_MONTHS_BEFORE = 5


def spent_card(page: OverviewPage) -> Card:
    """Return cost per application and per hire, cash and full."""
    notes = [hours_text(page.spent), definition(CANON["cost_per_application"])]
    notes.append(_("Hires are those among the applications of these months; recent applications can still become one."))
    source = _("Cost as written down per campaign, spread evenly over its days; applications: own system.")
    return Card(
        "spent", _("What it cost, cash and with own hours"), spent_table(page.spent), source, "\n\n".join(notes)
    )


def buzz_card(page: OverviewPage, backdrop: Backdrop) -> Card:
    """Return how much was said per week."""
    weeks = page.weeks_said
    table = pd.DataFrame(
        {
            _("Week from"): [day(week.monday) for week in weeks],
            _("Mentions"): [number(week.mentions) for week in weeks],
            _("Usual"): [number(week.buzz.usual, 1) for week in weeks],
            _("Buzz index"): [written_number("index", week.buzz.index) for week in weeks],
        }
    )
    return charted("buzz", buzz_per_week(weeks, backdrop), table, said_source(page), definition(CANON["buzz_index"]))


def tone_card(page: OverviewPage, backdrop: Backdrop) -> Card:
    """Return in what tone per week, with how sure that is."""
    weeks = page.weeks_said
    tone = CANON["tone"]
    table = pd.DataFrame(
        {
            _("Week from"): [day(week.monday) for week in weeks],
            _("Tone"): [written_number("tone", week.tone.value) for week in weeks],
            _("Where it lies"): [interval_text(tone, week.tone.interval) or MISSING for week in weeks],
            _("Mentions with a tone"): [number(week.tone.base) for week in weeks],
        }
    )
    notes = f"{definition(tone)}\n\n{_('Lines: 90% interval.')}"
    return charted("tone", tone_per_week(weeks, backdrop), table, said_source(page), notes)


def said_source(page: OverviewPage) -> str:
    """Return where mentions come from and until when."""
    return _("Mentions per day as imported, until {until}; whole weeks from Monday.").format(until=day(page.said_until))


def views_card(rows: pd.DataFrame, backdrop: Backdrop, until: date | None) -> Card:
    """Return views on YouTube per week: ``rows`` has ``week_start`` and ``views``, ``until`` is the last final day."""
    table = pd.DataFrame(
        {
            _("Week from"): [day(monday) for monday in rows["week_start"]],
            _("Views"): [MISSING if pd.isna(views) else number(int(views)) for views in rows["views"]],
            _("Complete"): [_("yes") if complete(monday, until) else _("no") for monday in rows["week_start"]],
        }
    )
    source = _("YouTube, until {until}; weeks from Monday, as YouTube cuts its days.").format(until=day(until))
    return charted("views", views_per_week(rows, backdrop, until), table, source, definition(CANON["views"]))


def months_card(page: OverviewPage, backdrop: Backdrop) -> Card:
    """Return applications per month, those of the part of the organisation that is looked at."""
    bars = [Block(whole_months(first, first), count, complete=True) for first, count in page.months]
    table = pd.DataFrame(
        {
            _("Month"): [month(first) for first, _count in page.months],
            _("Applications"): [count_text(count) for _first, count in page.months],
        }
    )
    known = [count.value for _first, count in page.months if count.value is not None]
    words = _("Between {low} and {high} applications a month")
    title = words.format(low=number(min(known)), high=number(max(known))) if known else _("Applications per month")
    source = _("Applications: own system, until {until}.").format(until=day(page.until))
    return charted("applications", per_week(bars, backdrop, title), table, source, signs())


def weeks_in(bars: Sequence[Block], page: OverviewPage) -> list[Block]:
    """Return the weeks in the months that are looked at, and at least in the half year before their end."""
    days = shown_days(page)
    return [each for each in bars if days.first <= each.period.first and each.period.last <= days.last]


def shown_days(page: OverviewPage) -> Period:
    """Return the days that the charts of weeks show: the months, and at least the half year before their end."""
    period = page.selection.period
    return Period(min(period.first, moved(period.last.replace(day=1), -_MONTHS_BEFORE)), period.last)


def weeks_card(bars: Sequence[Block], backdrop: Backdrop) -> Card:
    """Return applications in whole weeks, those of the whole organisation."""
    table = pd.DataFrame(
        {
            _("Week from"): [day(bar.period.first) for bar in bars],
            _("Week"): [_weeks(bar.period) for bar in bars],
            _("Applications"): [count_text(bar.count) for bar in bars],
        }
    )
    source = _("Applications: own system; whole weeks from Monday, until {until}.")
    chart = per_week(bars, backdrop, _weeks_title(bars))
    return charted("applications", chart, table, source.format(until=day(bars[-1].period.last)), signs())


def _weeks(period: Period) -> str:
    """Return the weeks of a bar: one, or from one to another where they are taken together."""
    codes = [week_code(period.first), week_code(period.last)]
    return codes[0] if codes[0] == codes[1] else " – ".join(codes)


def _weeks_title(bars: Sequence[Block]) -> str:
    known = [bar.count.value for bar in bars if bar.count.value is not None and bar.period.days == WEEK]
    if not known:
        return _("Applications per week")
    if len(known) < len(bars):
        return _("At most {high} applications in the weeks that can be shown").format(high=number(max(known)))
    words = _("Between {low} and {high} applications a week")
    return words.format(low=number(min(known)), high=number(max(known)))


def market_card(market: Market) -> Card | None:
    """Return vacancies in care in the region beside our own; None without any quarter."""
    if not market.quarters:
        return None
    table = pd.DataFrame(
        {
            _("Quarter"): [quarter_name(each.published.period) for each in market.quarters],
            _("In care (thousands)"): [_published(each.published) for each in market.quarters],
            _("Status"): [_status(each.published) for each in market.quarters],
            _("Our open ones"): [number(each.own_open) for each in market.quarters],
            _("Applications for each of ours"): [
                written_number("ratio", each.applications_per_vacancy) for each in market.quarters
            ],
        }
    )
    notes = [definition(CANON[key]) for key in ("care_vacancies", "applications_per_vacancy")]
    if market.duration is not None:
        notes.append(definition(CANON["market_vacancy_duration"]))
    if has_gaps(market.quarters):
        notes.append(_("A quarter is missing in between."))
    return Card("labour-market", _market_title(market.quarters), table, market_source(market), "\n\n".join(notes))


def _market_title(quarters: Sequence[Beside]) -> str:
    last = quarters[-1]
    words = _("{quarter}: {theirs} thousand vacancies in care in {region}, beside {ours} of our own")
    if last.own_open is None:
        words = _("{quarter}: {theirs} thousand vacancies in care in {region}; of our own there is no figure")
    return words.format(
        quarter=quarter_name(last.published.period),
        theirs=number(last.published.value, 1),
        region=last.published.region,
        ours=number(last.own_open),
    )


def _published(each: Published) -> str:
    return number(each.value if each.unit == "thousands" else each.value / 1000, 1)


def _status(each: Published) -> str:
    return _("provisional") if each.is_provisional else _("final")


def quarter_name(period: Period) -> str:
    """Return a quarter as it is written: Q1 2026; another period by its months."""
    if period.first.month % _QUARTER_MONTHS == 1 and period.days < 93:  # noqa: PLR2004
        return _("Q{number} {year}").format(number=period.first.month // _QUARTER_MONTHS + 1, year=period.first.year)
    first, last = month(period.first), month(period.last)
    return first if first == last else f"{first} – {last}"


def market_source(market: Market) -> str:
    """Return who published the figures, of which quarter the newest are, and whether they may still change."""
    newest = market.quarters[-1].published
    words = _("{source}; newest: {quarter}, {status}. Open at the end of the quarter; quarters are not added.")
    return words.format(source=newest.source, quarter=quarter_name(newest.period), status=_status(newest))


def market_lines(market: Market) -> list[str]:
    """Return how tight the market is and how long vacancies stand open, each with its source and period."""
    lines = [_tightness(each) for each in market.tightness]
    if market.duration is not None:
        days, year = market.duration
        words = _("A vacancy in care stood open for {days} days on average in {region} in {year} ({source}).")
        lines.append(
            words.format(days=number(days), region=year.region, year=year.period.first.year, source=year.source)
        )
    return lines


def _tightness(each: Published) -> str:
    passport = CANON[each.series]
    words = _("{label}, {region}: {value} ({meaning}); {quarter}, {status}, {source}.")
    meaning = _("job seekers for each vacancy: the lower, the tighter")
    if each.series == "tightness_uwv":
        meaning = tell(uwv_class(each.value))
    return words.format(
        label=_(passport.label),
        region=each.region,
        value=number(each.value, 1 if each.value >= 1 else 2),
        meaning=meaning,
        quarter=quarter_name(each.period),
        status=_status(each),
        source=each.source,
    )
