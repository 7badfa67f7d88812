"""Builds the tables of invented LinkedIn page exports: daily updates, visitors and posts, row by row."""

from datetime import date, timedelta

NAME = "nergensland_content_1793620800000.xlsx"
PARTS = ("organic", "sponsored", "total")
UPDATE_HEADER = [
    "Date",
    *(f"Impressions ({part})" for part in PARTS),
    "Unique impressions (organic)",
    *(
        f"{what} ({part})"
        for what in ("Clicks", "Reactions", "Comments", "Shares", "Engagement rate")
        for part in PARTS
    ),
]
OTHER_HEADER = ["Fecha", *(f"Columna {n}" for n in range(1, 20))]
VISITOR_HEADER = [
    "Date",
    *(
        f"{tab} {what} ({part})"
        for tab in ("Overview", "Life", "Jobs", "Total")
        for what in ("page views", "unique visitors")
        for part in ("desktop", "mobile", "total")
    ),
]
OLD_POST_HEADER = [
    "Update title", "Update link", "Update type", "Campaign name", "Posted by", "Created date", "Campaign start date",
    "Campaign end date", "Audience", "Impressions", "Video views", "Clicks", "Click through rate (CTR)", "Likes", "Comments",
    "Shares", "Follows", "Engagement rate",
]  # fmt: skip
DESCRIPTION = ["Aggregated engagement metrics for your organic and sponsored updates over time.", *[None] * 19]
FIRST = date(2026, 9, 1)


def american(day):
    return day.strftime("%m/%d/%Y")


def update(day, n, organic=100):
    return [day, organic + n, n, organic + 2 * n, 50 + n, 4, n, 4 + n, 7, 0, 7, -1, 0, -1, 2, 0, 2, 0.1, 0, 0.1]


def updates(days=20, write=american):
    return [update(write(FIRST + timedelta(days=n)), n) for n in range(days)]


def visitors(days=20, write=american):
    return [
        [
            write(FIRST + timedelta(days=n)),
            1,
            2,
            3,
            1,
            1,
            2,
            4,
            n,
            4 + n,
            2,
            2,
            3,
            5,
            0,
            5,
            1,
            0,
            1,
            10,
            2 + n,
            12 + n,
            4,
            3,
            6,
        ]
        for n in range(days)
    ]


def old_post(number, impressions=200, clicks=10):
    link = f"https://www.linkedin.com/feed/update/urn:li:activity:{number}"
    rate = clicks / impressions
    return ["Wij zoeken jou", link, "Organic", "", "Een medewerker", 44008.0, "", "", "All followers", impressions, "", clicks, rate, 6, 1, 2, "", 0.095]  # fmt: skip
