"""Vacancies as each provider names them, which of them are the same, and what was counted of them."""

from sqlalchemy import BigInteger, Boolean, Date, Integer, Text, UniqueConstraint

from connectors.database.tables.figures import daily
from connectors.database.tables.shape import key, one_of, required, table, value
from connectors.database.types import Moment

vacancy = table(
    "vacancy",
    "A vacancy as one provider names it.",
    key("vacancy_id", BigInteger, "Hash of organisation, provider and external id."),
    required("provider", Text, "The applicant tracking system, or file."),
    required("external_id", Text, "The provider's own id, or the title where there is none."),
    value("title", Text, "Title of the vacancy."),
    value("function_group", Text, "Group of functions, such as nurse or logistics."),
    value("site_id", Text, "Place of work."),
    value("department", Text, "Department as the provider writes it."),
    value("opened_at", Date, "First day open."),
    value("closed_at", Date, "Last day open; NULL while open or unknown."),
    value("side_entrant_track", Boolean, "True when the vacancy itself is meant for side-entrants."),
    value("pay_stated", Boolean, "True when the pay stands in the vacancy."),
    value("observed_at", Moment, "When it was last read."),
    value("reference", Text, "A second number of the vacancy, as the provider shows it."),
    value("url", Text, "Address of the vacancy, without its query."),
    value("status", Text, "draft, open or closed, as last told; NULL when not told."),
    value("location", Text, "Place of work as the provider writes it."),
    value("first_seen_on", Date, "First day on which it was seen, for vacancies that tell no first day."),
    value("last_seen_on", Date, "Last day on which it was seen."),
    UniqueConstraint("organisation_id", "provider", "external_id"),
    info={
        "volatile": {"observed_at", "last_seen_on"},
        "merge": {
            **dict.fromkeys(("opened_at", "function_group", "site_id", "url", "reference", "title"), "known"),
            "first_seen_on": "earliest",
        },
    },
)

vacancy_identity = table(
    "vacancy_identity",
    "Which vacancies of different providers are one: each leads to the vacancy that speaks for all.",
    key("vacancy_id", BigInteger, "A vacancy as one provider names it."),
    required("identity_id", BigInteger, "The vacancy that speaks for it; itself when it stands alone."),
    required("basis", Text, "How this is known: alone, external_id, url or person."),
    one_of("basis", ("alone", "external_id", "url", "person")),
)

vacancy_decision = table(
    "vacancy_decision",
    "What a person said of two vacancies: that they are one, or that they are not.",
    key("vacancy_id", BigInteger, "The vacancy with the smaller key."),
    key("other_id", BigInteger, "The vacancy with the larger key."),
    required("is_same", Boolean, "True when they are one vacancy."),
    required("decided_at", Moment, "When."),
    info={"volatile": {"decided_at"}},
)

vacancy_daily = daily(
    "vacancy_daily",
    "What a platform counted of one vacancy on one day.",
    [
        ("vacancy_id", BigInteger, "Which vacancy."),
        ("platform", Text, "Where it was counted: linkedin, website, ..."),
    ],
    {
        "views": (BigInteger, "Views of the vacancy as the platform counts them."),
        "unique_views": (BigInteger, "Different people who viewed it; never summed."),
        "apply_clicks": (BigInteger, "Clicks on apply."),
        "applications": (BigInteger, "Applications as the platform counts them; never the outcome of a campaign."),
    },
    levels={"unique_views"},
)

vacancy_total = table(
    "vacancy_total",
    "Sums that a system gives without persons and without days: per vacancy and source, over a span.",
    key("provider", Text, "The system or the kind of file."),
    key("vacancy_id", BigInteger, "Which vacancy; 0 when it is not told."),
    key("source_id", Text, "Which source; empty when it is not told."),
    key("span", Text, "2026-03 for a month, 2026-03-01..2026-03-14 for days, ..2026-03-14 for all until a day."),
    value("first_day", Date, "First day of the span; NULL when all until the last day."),
    required("last_day", Date, "Last day of the span."),
    value("views", BigInteger, "Views of the vacancy."),
    value("unique_views", BigInteger, "Different people who viewed it."),
    value("apply_clicks", BigInteger, "Clicks on apply."),
    value("applied", Integer, "Applications."),
    value("screened", Integer, "Of those: reached screening."),
    value("interviewed", Integer, "Of those: reached an interview."),
    value("offered", Integer, "Of those: reached an offer."),
    value("hired", Integer, "Of those: hired."),
    value("rejected", Integer, "Of those: rejected."),
    value("withdrawn", Integer, "Of those: withdrawn."),
    required("ingest", Text, "api or export."),
    required("observed_at", Moment, "When it was read."),
    one_of("ingest", ("api", "export")),
    info={"volatile": {"observed_at"}},
)
