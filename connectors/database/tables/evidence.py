"""What is said: the findings, as they were reckoned from the figures of the time, and reports as they were made."""

from sqlalchemy import Date, Float, Text

from connectors.database.tables.shape import key, one_of, required, table, value, within
from connectors.database.types import Moment

finding = table(
    "finding",
    "What came in, what was expected without the campaign and what was extra; the preliminary and the final answer.",
    key("campaign_id", Text, "Which campaign."),
    key("outcome", Text, "What was counted: all, side_entrant, site:… or function_group:…."),
    key("stage", Text, "running, preliminary (at the end) or final (8 weeks later)."),
    required("as_of", Date, "Last day whose figures were used."),
    required("computed_at", Moment, "When it was reckoned."),
    required("fingerprint", Text, "Hash of everything it was reckoned from; equal means nothing has changed."),
    required("window_from", Date, "First day that was looked at."),
    required("window_until", Date, "Last day that was looked at."),
    required("verdict", Text, "likely_extra, likely_less, too_small_to_matter, cannot_tell or not_enough_data."),
    value("observed", Float, "Applications that came in."),
    value("expected", Float, "Applications expected without the campaign."),
    value("extra", Float, "Observed less expected."),
    value("low", Float, "Lower end of the 90 % interval of the extra ones."),
    value("high", Float, "Upper end of the 90 % interval of the extra ones."),
    value("probability", Float, "Probability that there were extra ones at all."),
    required("record", Text, "The whole answer as a JSON object: checks, quiet periods, weeks, sentence."),
    within("campaign", "campaign_id"),
    one_of("stage", ("running", "preliminary", "final")),
    one_of("verdict", ("likely_extra", "likely_less", "too_small_to_matter", "cannot_tell", "not_enough_data")),
    info={"volatile": {"computed_at"}},
)

report_copy = table(
    "report_copy",
    "A report as it was made, with every number in it; never changed afterwards.",
    key("report_id", Text, "Short code; stands in addresses."),
    required("about", Text, "overview or campaign."),
    value("subject", Text, "Which campaign; NULL for the overview."),
    required("language", Text, "nl, en or fr."),
    required("title", Text, "Title as it stands on the report."),
    value("first_day", Date, "First day that it is about."),
    value("last_day", Date, "Last day that it is about."),
    required("known_on", Date, "The last day of which figures were known."),
    required("made_at", Moment, "When it was made."),
    required("document", Text, "The whole report as a JSON object: what was shown, nothing hidden."),
    one_of("about", ("overview", "campaign")),
)
