"""The rules that a recruiter can read and change: where an application came from, how far it is, what kind it is."""

from sqlalchemy import Integer, Text

from connectors.database.tables.shape import key, one_of, required, table, value

inflow_rule = table(
    "inflow_rule",
    "The organisation's own rules, in order; the first match wins, then the rules of the house are tried.",
    key("subject", Text, "What it decides: source, stage, function_group or side_entrant."),
    key("position", Integer, "Order, from 1."),
    required("field", Text, "What is looked at; which fields there are depends on the subject."),
    value("name", Text, "Which question, tag list or custom field, where the field has several; NULL for any."),
    required("match", Text, "exact, contains or pattern; never case-sensitive."),
    required("value", Text, "What it is held against."),
    required("result", Text, "What it then is: a source, a stage, a group of functions or a class."),
    value("provider", Text, "The system that it is for; NULL for all."),
    one_of("subject", ("source", "stage", "function_group", "side_entrant")),
    one_of("match", ("exact", "contains", "pattern")),
)
