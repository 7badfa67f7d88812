"""What draws itself on every time chart, from where each of it is kept: tables, the passports of the sources, the calendar."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from connectors.clock import day_in
from connectors.database.schema import channel, content, episode
from connectors.metrics import Metric, passports
from dashboard.analysis.calendar import Calendar, Place, calendar
from dashboard.analysis.periods import Period
from dashboard.analysis.time_line import BREAK, Item
from dashboard.queries import campaigns, events, workplaces
from dashboard.queries.frames import chunks

_ANY_DAY = (date.min, date.max)
_KEY = re.compile(r"\d{1,18}|[1-8]\d{18}")


def time_line(connection: Connection, organisation_id: str, zone: str) -> tuple[Item, ...]:
    """Return all campaigns, episodes, events and changes in counting, by first day; days off are asked for a period.

    ``zone`` is the organisation's: an episode stands on the day of its release there.
    """
    asked = (connection, organisation_id)
    happened = tuple(_events(events.events(*asked, *_ANY_DAY)))
    found = [*_campaigns(*asked), *_episodes(*asked, zone), *happened, *_declared(*asked, happened)]
    return tuple(sorted(found, key=lambda item: (item.first, item.kind, item.title)))


def platforms_on(connection: Connection, organisation_id: str) -> list[str]:
    """Return the platforms on which the organisation has a channel."""
    row = channel.c
    query = select(row.platform).where(row.organisation_id == organisation_id).distinct().order_by(row.platform)
    return list(connection.execute(query).scalars())


def days_off(
    connection: Connection, organisation_id: str, sites: tuple[str, ...], first: date, last: date, language: str
) -> tuple[Item, ...]:
    """Return the public and school holidays where some sites (none: all) stand, named in a language."""
    rows = workplaces.sites(connection, organisation_id)
    here = rows[rows["site_id"].isin(list(sites))] if sites else rows
    return tuple(
        Item(span.kind, "", span.name, span.first, span.last)
        for span in _closed(here, Period(first, last), language).days_off
    )


def _closed(sites: pd.DataFrame, days: Period, language: str) -> Calendar:
    places = [
        Place(country, region if isinstance(region, str) else None)
        for country, region in zip(sites["country"], sites["holiday_region"], strict=True)
    ]
    return calendar(places, days, language)


def _campaigns(connection: Connection, organisation_id: str) -> Iterator[Item]:
    rows = campaigns.campaigns(connection, organisation_id)
    links = campaigns.links(connection, organisation_id)
    of_series = _platforms_of_series(connection, organisation_id)
    contents = links.loc[links["kind"] == "content", "target"]
    of_content = _platforms_of_content(connection, organisation_id, contents)
    told: dict[str, dict[str, list[str]]] = {}
    for code, kind, target in zip(links["campaign_id"], links["kind"], links["target"], strict=True):
        told.setdefault(code, {}).setdefault(kind, []).append(target)
    columns = ("campaign_id", "name", "starts_on", "ends_on")
    for code, name, first, last in zip(*(rows[column] for column in columns), strict=True):
        own = told.get(code, {})
        platforms = {each for series in own.get("series", ()) for each in of_series.get(series, ())}
        platforms |= {of_content[target] for target in own.get("content", ()) if target in of_content}
        yield Item(
            "campaign",
            code,
            name,
            first,
            last if isinstance(last, date) else None,
            platforms=tuple(sorted(platforms)),
            sites=tuple(own.get("site", ())),
        )


def _platforms_of_series(connection: Connection, organisation_id: str) -> Mapping[str, tuple[str, ...]]:
    row = episode.c
    query = (
        select(row.series_id, channel.c.platform)
        .join(content, (content.c.organisation_id == row.organisation_id) & (content.c.content_id == row.content_id))
        .join(
            channel,
            (channel.c.organisation_id == content.c.organisation_id) & (channel.c.channel_id == content.c.channel_id),
        )
        .where(row.organisation_id == organisation_id)
        .distinct()
    )
    found: dict[str, list[str]] = {}
    for series, platform in connection.execute(query.order_by(row.series_id, channel.c.platform)):
        found.setdefault(series, []).append(platform)
    return {series: tuple(platforms) for series, platforms in found.items()}


def _platforms_of_content(connection: Connection, organisation_id: str, targets: Iterable[str]) -> Mapping[str, str]:
    """Return the platform of items by their key as text; a target that is no key of ours has none."""
    keys = {int(target): target for target in targets if _KEY.fullmatch(target)}
    found: dict[str, str] = {}
    for some in chunks(list(keys)):
        query = (
            select(content.c.content_id, channel.c.platform)
            .join(
                channel,
                (channel.c.organisation_id == content.c.organisation_id)
                & (channel.c.channel_id == content.c.channel_id),
            )
            .where(content.c.organisation_id == organisation_id, content.c.content_id.in_(list(some)))
        )
        found |= {keys[key]: platform for key, platform in connection.execute(query)}
    return found


def _episodes(connection: Connection, organisation_id: str, zone: str) -> Iterator[Item]:
    rows = campaigns.episodes(connection, organisation_id).dropna(subset=["released_at"])
    series = campaigns.all_series(connection, organisation_id)
    names = dict(zip(series["series_id"], series["title"], strict=True))
    of_series = _platforms_of_series(connection, organisation_id)
    sites = _sites_of_series(campaigns.links(connection, organisation_id))
    columns = ("series_id", "number", "title", "released_at")
    for code, number, title, at in zip(*(rows[column] for column in columns), strict=True):
        day = day_in(at.to_pydatetime(), zone)
        told = _episode_name(names.get(code, code), int(number), title if isinstance(title, str) else "")
        yield Item(
            "episode",
            f"{code}/{number}",
            told,
            day,
            day,
            label=str(number),
            within=code,
            platforms=of_series.get(code, ()),
            sites=sites.get(code, ()),
        )


def _sites_of_series(links: pd.DataFrame) -> Mapping[str, tuple[str, ...]]:
    """Return the sites of the campaigns that a series belongs to; none where one of them is for all sites."""
    sites = links[links["kind"] == "site"].groupby("campaign_id")["target"].agg(tuple).to_dict()
    found: dict[str, list[tuple[str, ...]]] = {}
    of_series = links[links["kind"] == "series"]
    for campaign, series in zip(of_series["campaign_id"], of_series["target"], strict=True):
        found.setdefault(series, []).append(sites.get(campaign, ()))
    return {
        series: tuple(sorted({each for part in parts for each in part}))
        for series, parts in found.items()
        if all(parts)
    }


def _episode_name(series: str, number: int, title: str) -> str:
    """Return “Series 3: Title”; a title that names its series already stands by itself."""
    if series.casefold() in title.casefold():
        return title
    return f"{series} {number}: {title}" if title else f"{series} {number}"


def _events(rows: pd.DataFrame) -> Iterator[Item]:
    columns = ("event_id", "kind", "title", "day", "until", "platform", "metric", "site_id")
    for code, kind, title, first, until, platform, metric, site in zip(*(rows[name] for name in columns), strict=True):
        yield Item(
            kind,
            code,
            title,
            first,
            until if isinstance(until, date) else first,
            platforms=_one(platform),
            metrics=_one(metric),
            sites=_one(site),
        )


def _one(value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else ()


def _declared(connection: Connection, organisation_id: str, happened: tuple[Item, ...]) -> Iterator[Item]:
    """Yield the changes that the passports of the sources tell of platforms that the organisation has, each once.

    What is an event already (a source writes its own, on the day that its settings say) is not told again.
    """
    platforms = platforms_on(connection, organisation_id)
    known = {(platform, told) for item in happened for platform in item.platforms for told in (item.title, item.first)}
    for platform, day, text, metrics in declared_breaks(platforms):
        if (platform, text) not in known and (platform, day) not in known:
            yield Item(BREAK, "", text, day, day, platforms=(platform,), metrics=metrics)


def declared_breaks(platforms: list[str]) -> list[tuple[str, date, str, tuple[str, ...]]]:
    """Return platform, day, text and figures of each change that the passports declare, in order of the days."""
    found: dict[tuple[str, date, str], set[str]] = {}
    for metric in passports():
        platform = _platform(metric, platforms)
        for change in metric.breaks if platform else ():
            found.setdefault((platform, change.day, change.text), set()).add(metric.column.partition(".")[2])
    return [
        (platform, day, text, tuple(sorted(names)))
        for (platform, day, text), names in sorted(found.items(), key=lambda pair: (pair[0][1], pair[0]))
    ]


def _platform(metric: Metric, platforms: list[str]) -> str:
    """Return the platform of a passport: its folder, else the name with which the platform's own name of it begins."""
    begins = metric.native.lower()
    return next((each for each in platforms if metric.source == each or begins.startswith(each)), "")
