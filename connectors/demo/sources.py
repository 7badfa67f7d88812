"""Where applications come from: the house's own sources and rules, and one answer of the form per campaign."""

from connectors.demo.parameters import PARAMETERS, START, Row
from connectors.sources import Rule, Source, SourceRules, default_rules


def rules() -> SourceRules:
    """Return the demo's sources and rules: a campaign's own answer comes first, then what every organisation has."""
    usual = default_rules()
    campaigns = [each for each in PARAMETERS["campaigns"].values() if "self_reported_id" in each]
    answers = {
        each["self_reported_id"]: Source(each["self_reported_id"], "campaign", each["self_reported_raw"])
        for each in campaigns
    }
    first = tuple(Rule("source", "exact", each["self_reported_raw"], each["self_reported_id"]) for each in campaigns)
    return SourceRules({**usual.sources, **answers}, first + usual.rules)


def source_rows() -> list[Row]:
    """Return the rows of ``source``."""
    return [
        {
            "source_id": source.source_id,
            "strategy": source.strategy,
            "name": source.name,
            "status": "known",
            "first_seen": START,
        }
        for source in rules().sources.values()
    ]
