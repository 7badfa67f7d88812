"""The calendar, the organisation and its sites."""

from sqlalchemy import Boolean, Date, Float, Integer, Table, Text

from connectors.database.tables.shape import key, metadata, required, table, value
from connectors.database.types import Moment

dim_day = Table(
    "dim_day",
    metadata,
    key("day", Date, "A calendar day, 2005 to 2040."),
    required("day_no", Integer, "Days since 2005-01-01: arithmetic without date functions."),
    required("week_start", Date, "Monday of the ISO week."),
    required("week_end", Date, "Sunday of the ISO week."),
    required("month_start", Date, "First day of the month."),
    required("month_end", Date, "Last day of the month."),
    required("weekday", Integer, "1 Monday to 7 Sunday."),
    comment="The calendar that replaces date functions; the same for every organisation.",
    sqlite_with_rowid=False,
)

organisation = table(
    "organisation",
    "The care organisation whose figures these are.",
    required("name", Text, "Name as shown."),
    required("country", Text, "ISO country code."),
    required("timezone", Text, "Zone of reporting days."),
    required("language", Text, "Language of reports and messages."),
    required("is_demo", Boolean, "True for the fictional organisation."),
    value("frozen_at", Moment, "The moment at which the fictional organisation stands still; NULL for a real one."),
)

site = table(
    "site",
    "A place of work of the organisation.",
    key("site_id", Text, "Short code."),
    required("name", Text, "Name as shown."),
    required("kind", Text, "hospital, care_home, home_care, disability_care, mental_health, office or other."),
    required("country", Text, "ISO country code, for public holidays."),
    value("holiday_region", Text, "Region of the school holidays: Noord, Midden, Zuid, Flemish, French, German."),
)

context_figure = table(
    "context_figure",
    "A figure from outside that stands beside our own, such as vacancies in care in the region.",
    key("series", Text, "Which figure, such as care_vacancies or tightness."),
    key("region", Text, "Which region, as its source names it."),
    key("sector", Text, "Which part of care, as its source names it; empty for all."),
    key("first_day", Date, "First day of the quarter, month or year."),
    required("last_day", Date, "Last day of it."),
    value("value", Float, "The figure; NULL when the source does not give it."),
    required("unit", Text, "count, thousands, ratio or share."),
    required("source", Text, "Who published it, with the number of the table."),
    required("is_provisional", Boolean, "True while the source may still change it."),
    required("observed_at", Moment, "When it was read."),
    info={"volatile": {"observed_at"}},
)
