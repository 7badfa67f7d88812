"""What came in: applications, what happened to them, and where they came from."""

from sqlalchemy import BigInteger, Boolean, Date, Index, Integer, Text

from connectors.database.tables.shape import SIDE_ENTRANT, STATUS, key, one_of, required, table, value
from connectors.database.types import Moment

application = table(
    "application",
    "One application of one person to one vacancy, under a keyed pseudonym; counted, not kept.",
    key("provider", Text, "The applicant tracking system, or file."),
    key("application_key", Text, "Keyed pseudonym (HMAC-SHA256) of the provider's id."),
    value("candidate_key", Text, "Keyed pseudonym of the person, to count persons; NULL when unknown."),
    value("vacancy_id", BigInteger, "Which vacancy."),
    value("applied_on", Date, "Day of the application in the organisation's zone; NULL when the system does not tell."),
    value("applied_at", Moment, "Moment of the application; NULL when only the day is known."),
    value("source_raw", Text, "Measured source as the provider writes it."),
    value("source_id", Text, "Measured source after the rules."),
    value("utm_source", Text, "Tag: source."),
    value("utm_medium", Text, "Tag: medium."),
    value("utm_campaign", Text, "Tag: campaign."),
    value("utm_content", Text, "Tag: content."),
    value("self_reported_raw", Text, "The applicant's choice at “how did you hear of us”."),
    value("self_reported_id", Text, "Self-reported source after the rules."),
    required(
        "side_entrant",
        Text,
        "Class by the rule in force: side_entrant, returner, within_care, other, unknown.",
        server_default="unknown",
    ),
    required("side_entrant_basis", Text, "What the class rests on: facts, declared or none.", server_default="none"),
    required("side_entrant_cbs", Text, "Class by the CBS rule from the facts.", server_default="unknown"),
    required("side_entrant_declared", Text, "Class by the applicant's own answer.", server_default="unknown"),
    value("over_25", Boolean, "Older than 25 at application: the answer only, never an age."),
    value("ever_in_care", Boolean, "Ever employed in care and welfare before."),
    value("recently_in_care", Boolean, "Employed in care and welfare in the last 12 months."),
    value("function_group", Text, "Group of functions of the vacancy."),
    value("site_id", Text, "Place of work of the vacancy."),
    value("stage_raw", Text, "Current stage as the provider writes it."),
    required(
        "stage", Text, "Furthest stage reached: applied, screened, interview, offer, hired.", server_default="applied"
    ),
    required("status", Text, "new, in_process, offer, hired, rejected, withdrawn or deleted.", server_default="new"),
    value("screened_at", Date, "Day of screening; NULL when not reached or not known."),
    value("interview_at", Date, "Day of the interview."),
    value("offer_at", Date, "Day of the offer."),
    value("hired_at", Date, "Day of the hire."),
    value("rejected_at", Date, "Day of the rejection."),
    value("withdrawn_at", Date, "Day of the withdrawal."),
    value("rejected_by", Text, "employer, candidate or unknown."),
    value("erased_at", Moment, "When the person asked to be forgotten; the row is no longer updated."),
    required("observed_at", Moment, "When it was last read."),
    required(
        "side_entrant_evidence",
        Text,
        "Highest evidence of the class: answer, tag, custom_field, vacancy_track, campaign or none.",
        server_default="none",
    ),
    value("is_internal", Boolean, "True when the applicant works here already; NULL when the system does not tell."),
    value(
        "stage_basis", Text, "What the stage rests on: type (the vendor's own), rule, words, or NULL when nothing told."
    ),
    value("referrer", Text, "Host name of the page that led here, never its address."),
    value("source_tag", Text, "The tag by which a rule knew the source."),
    one_of("side_entrant", SIDE_ENTRANT),
    one_of("status", STATUS),
    Index(None, "organisation_id", "applied_on"),
    info={
        "volatile": {"observed_at"},
        "merge": {
            "applied_on": "earliest",
            "applied_at": "earliest",
            "source_raw": "known",
            "source_id": "known",
            "referrer": "known",
            "source_tag": "known",
            "utm_source": "known",
            "utm_medium": "known",
            "utm_campaign": "known",
            "utm_content": "known",
            "self_reported_raw": "known",
            "self_reported_id": "known",
        },
        "frozen_when": "erased_at",
    },
)

application_event = table(
    "application_event",
    "What happened to an application; only ever added to.",
    key("provider", Text, "The applicant tracking system, or file."),
    key("application_key", Text, "Which application."),
    key("dedupe_key", Text, "Makes the same event, told twice, one event."),
    required("event", Text, "created, stage, hired, unhired, rejected, unrejected, withdrawn, deleted or anonymised."),
    required("day", Date, "Day of the event in the organisation's zone."),
    value("at", Moment, "Moment of the event; NULL when only the day is known."),
    value("from_stage", Text, "Stage before: applied, screened, interview, offer or hired."),
    value("to_stage", Text, "Stage after: applied, screened, interview, offer or hired."),
    required("origin", Text, "history, webhook, diff (seen between two readings) or file."),
    value("stage_raw", Text, "Stage after, as the provider writes it."),
    Index(None, "organisation_id", "day"),
    info={"merge": dict.fromkeys(("event", "day", "at", "from_stage", "origin"), "first")},
)

_APPLICATION_COUNTS = {
    "applied": "Applications that came in on the day.",
    "screened": "Of those: reached screening, until now.",
    "interviewed": "Of those: reached an interview, until now.",
    "offered": "Of those: reached an offer, until now.",
    "hired": "Of those: hired, until now.",
    "rejected": "Of those: rejected, until now.",
    "withdrawn": "Of those: withdrawn, until now.",
}

application_daily = table(
    "application_daily",
    "Counts of applications by the day they came in (cohort); they outlive the rows they were counted from.",
    key("day", Date, "Day of the application in the organisation's zone."),
    key("vacancy_id", BigInteger, "Which vacancy; 0 when unknown."),
    key("source_id", Text, "Measured source; empty when unknown."),
    key("self_reported_id", Text, "Self-reported source; empty when unknown."),
    key("utm_campaign", Text, "Campaign tag; empty when there is none."),
    key("side_entrant", Text, "Class by the rule in force."),
    key("side_entrant_declared", Text, "Class by the applicant's own answer."),
    key("function_group", Text, "Group of functions; empty when unknown."),
    key("site_id", Text, "Place of work; empty when unknown."),
    key("basis", Text, "live: counted from rows that are here; kept: from rows that retention has removed."),
    *[required(name, Integer, comment) for name, comment in _APPLICATION_COUNTS.items()],
    info={"counts": list(_APPLICATION_COUNTS)},
)

source = table(
    "source",
    "Where an application came from, on two levels.",
    key("source_id", Text, "Short code."),
    required(
        "strategy",
        Text,
        "Upper level: campaign, own_site, job_board, social, referral, agency, school, event, offline, other.",
    ),
    required("name", Text, "Name as shown."),
    required(
        "status", Text, "known; new: seen in the data and not yet placed by a person; merged: led to another by a rule."
    ),
    value("first_seen", Date, "First day on which it was seen."),
    info={"merge": {"strategy": "first", "name": "first", "status": "first", "first_seen": "earliest"}},
)
