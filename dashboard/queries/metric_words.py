"""What a figure of a channel is: from the passports of the sources, and in our own words where no source folder has one."""

from collections.abc import Iterable, Mapping

from connectors.errors import N_
from connectors.metrics import Metric, passports
from dashboard.analysis.reach import Definition

_VIEW_OF_YOUTUBE = N_(
    "Counts after the first seconds (YouTube does not say how many, it was about 30); a Short from its first frame since a "
    "change in March 2025, every format since one in August 2026."
)
_FROM_WHEN: Mapping[tuple[str, str], str] = {
    ("youtube", "views"): _VIEW_OF_YOUTUBE,
    ("youtube", "engaged_views"): N_(
        "Counts after the first seconds, for every format; how many YouTube does not say."
    ),
    ("youtube", "impressions"): N_("Counts when half of the thumbnail was on the screen for one second."),
    ("linkedin", "impressions"): N_("Counts when half of the post was on the screen for 0.3 seconds."),
    ("linkedin", "views"): N_(
        "Counts after 3 seconds of the video; for adverts after 2 with half of it on the screen."
    ),
    ("facebook", "views"): N_("Counts after 3 seconds of the video."),
    ("facebook", "impressions"): N_("Counts as soon as the post comes on the screen."),
    ("instagram", "views"): N_("Counts as soon as the video starts or the post is shown; there is no shortest time."),
    ("instagram", "impressions"): N_("Counts as soon as the post comes on the screen."),
}
_OWN_WORDS: Mapping[str, str] = {
    "impressions": N_("Times that it was shown."),
    "reach": N_("Different people who were reached on one day."),
    "views": N_("Views as the platform counts them."),
    "engaged_views": N_("Views that went on past the first moments."),
    "watch_minutes": N_("Minutes watched."),
    "clicks": N_("Clicks as the platform counts them."),
    "landing_page_clicks": N_("Clicks that led to the landing page."),
    "page_views": N_("Views of the page."),
    "page_visitors": N_("Different visitors of the page on one day."),
    "careers_page_views": N_("Views of the careers (life) tab."),
    "jobs_page_views": N_("Views of the jobs tab."),
    "followers": N_("Followers at the time."),
    "followers_gained": N_("New followers."),
    "apply_clicks": N_("Clicks on apply."),
    "cost": N_("What the adverts cost."),
    "sessions": N_(
        "Visits of the own site, as its own counter sees them; who refuses cookies or blocks scripts is missing."
    ),
}
_NATIVE: Mapping[tuple[str, str], str] = {
    ("facebook", "views"): "Facebook: 3-second video views",
    ("facebook", "reach"): "Facebook: Reach",
    ("facebook", "impressions"): "Facebook: Impressions",
    ("instagram", "views"): "Instagram: Views",
    ("instagram", "reach"): "Instagram: Reach",
}


_WITH_ADVERTS = "organic and sponsored together"
_WAYS = {"export": "export", "manual": "export", "api": "api", "snapshot": "api"}


def definition(platform: str, table: str, column: str, ingests: Iterable[str]) -> Definition:
    """Return what a figure is: the passport of the source it was read with, else our own words."""
    from_when = _FROM_WHEN.get((platform, column), "") if table != "visit_daily" else ""
    found = _passport(platform, f"{table}.{column}", {_WAYS[each] for each in ingests})
    if found is None:
        return Definition(_NATIVE.get((platform, column), ""), _OWN_WORDS.get(column, ""), from_when)
    breaks = tuple((each.day, each.text) for each in found.breaks)
    return Definition(found.native, found.base, from_when, breaks, with_adverts=_WITH_ADVERTS in found.base)


def _passport(platform: str, column: str, ways: set[str]) -> Metric | None:
    """Return the passport of a column on a platform: of its interface or of its export, as it was read."""
    some = [each for each in passports() if each.column == column and _is_of(each, platform)]
    return next((each for each in some if ("export" if each.source == "files" else "api") in ways), None)


def _is_of(metric: Metric, platform: str) -> bool:
    if metric.source == "files":
        return metric.native.lower().startswith(platform)
    return metric.source == platform
