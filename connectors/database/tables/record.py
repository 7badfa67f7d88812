"""What the house keeps about itself: runs, cursors, files, changes."""

from sqlalchemy import BigInteger, Date, Float, Integer, Text

from connectors.database.tables.shape import key, one_of, required, table, value
from connectors.database.types import Moment

sync_run = table(
    "sync_run",
    "One run of one source, or one import.",
    key("run_id", BigInteger, "Microseconds since 1970 at the start: grows, needs no sequence."),
    required("source", Text, "Which source, or import."),
    required("status", Text, "running, ok, partial, quota, auth, failed or interrupted."),
    required("started_at", Moment, "When it started."),
    value("finished_at", Moment, "When it ended; NULL while it runs."),
    value("since", Date, "First day that was asked for."),
    value("until", Date, "Last day with figures after the run."),
    required("rows_written", Integer, "Rows that were new or changed."),
    required("rows_unchanged", Integer, "Rows that were there already, equal."),
    required("requests", Integer, "Calls that went out."),
    value("error_code", Text, "Short code of the error."),
    value("error_text", Text, "Message id of the error."),
    value("error_hint", Text, "Message id of what to do."),
    value("error_values", Text, "JSON object of the values in both; never a secret, never a person."),
    value("notes", Text, "JSON list of messages that are no errors."),
)

sync_cursor = table(
    "sync_cursor",
    "Where a stream goes on; moves in the same transaction as its rows.",
    key("source", Text, "Which source."),
    key("stream", Text, "Which stream."),
    required("value", Text, "JSON object that only the source reads."),
    value("until", Date, "Last day with figures."),
    required("run_id", BigInteger, "The run that moved it."),
)

quota_use = table(
    "quota_use",
    "Units of a daily allowance that went out.",
    key("source", Text, "Which source."),
    key("bucket", Text, "Which allowance."),
    key("day", Date, "The day, in the source's zone."),
    required("units", Integer, "Units used."),
)

import_file = table(
    "import_file",
    "A file that was imported; the same content is recognised whatever its name.",
    key("sha256", Text, "Fingerprint of the content."),
    key("kind", Text, "What it was read as."),
    required("name", Text, "Its name at the time."),
    required("imported_at", Moment, "When."),
    required("run_id", BigInteger, "The run that read it."),
    required("rows_written", Integer, "Rows that were new or changed."),
    required("rows_unchanged", Integer, "Rows that were there already, equal."),
    required("rows_refused", Integer, "Rows that were refused."),
    value("first_day", Date, "First day in the file."),
    value("last_day", Date, "Last day in the file."),
)

import_mapping = table(
    "import_mapping",
    "Which column means what in files of one kind with the same headers, as a person once said.",
    key("kind", Text, "What the file is read as."),
    key("headers", Text, "Fingerprint of the headers in plain form."),
    required("mapping", Text, "JSON object of target to header."),
    required("name", Text, "Name of the file for which it was made."),
    required("saved_at", Moment, "When."),
    info={"volatile": {"saved_at"}},
)

webhook_event = table(
    "webhook_event",
    "A verified message of a source that something changed; what it names is looked at, then forgotten.",
    key("source", Text, "Which source."),
    key(
        "event_key",
        Text,
        "The source's own number of the message, or the hash of its body: the same message comes once.",
    ),
    required("news", Text, "changed, deleted or anonymised."),
    value("subject", Text, "Encrypted number of what to look at; NULL once it has been looked at."),
    required("received_at", Moment, "When it came."),
    value("done_at", Moment, "When it had been looked at."),
    one_of("news", ("changed", "deleted", "anonymised")),
    info={"volatile": {"received_at"}},
)

audit = table(
    "audit",
    "Who changed what.",
    key("audit_id", BigInteger, "Microseconds since 1970, made unique."),
    required("at", Moment, "When."),
    required("actor", Text, "Role or command; no name of a person."),
    required("action", Text, "What was done."),
    required("subject", Text, "To what."),
    value("detail", Text, "JSON object with more."),
)

demo_truth = table(
    "demo_truth",
    "The effects that the demo was made with; read only by the demo switch.",
    key("campaign_id", Text, "Which campaign."),
    key("site_id", Text, "At which site."),
    required("incremental", Float, "Extra applications that the generator put in on average."),
    required("drawn", Integer, "Extra applications that it drew."),
)
