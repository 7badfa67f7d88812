"""Where an application came from: ordered rules, two levels, new sources for words that no rule knows."""

import pytest

from connectors.sources import Resolved, Rule, Source, SourceRules, default_rules, resolve

STRATEGIES = {
    "campaign", "own_site", "job_board", "social", "referral", "agency", "school", "event", "offline", "other",
}  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Eigen website", "own_site"),
        ("website", "own_site"),
        ("Site web de l'hôpital", "own_site"),
        ("Werken bij Nergensland", "own_site"),
        ("VDAB", "vdab_werk_nl"),
        ("werk.nl", "vdab_werk_nl"),
        ("Indeed", "job_boards"),
        ("Jobat.be", "job_boards"),
        ("LinkedIn", "linkedin"),
        ("LINKEDIN Jobs", "linkedin"),
        ("Doorverwezen door collega", "referral"),
        ("Employee referral", "referral"),
        ("Uitzendbureau", "agency"),
        ("School / stage", "school"),
        ("Open dag", "open_day"),
        ("Opendeurdag 2026", "open_day"),
        ("Portes ouvertes", "open_day"),
        ("Facebook", "facebook"),
        ("YouTube", "youtube"),
        ("De soap Nergens Beter", "youtube"),
        ("Krantenartikel", "press"),
        ("TV", "press"),
        ("Radiospot", "radio_flyer"),
        ("flyer in de bus", "radio_flyer"),
    ],
)
def test_the_usual_words_lead_to_a_known_source(raw, expected):
    found = resolve(default_rules(), raw)
    assert found is not None
    assert (found.source_id, found.is_new) == (expected, False)


@pytest.mark.parametrize("raw", [None, "", "  ", "onbekend", "Unknown", "-", "n.v.t.", "???", "(not set)"])
def test_no_words_give_no_source(raw):
    assert resolve(default_rules(), raw) is None


def test_words_that_no_rule_knows_become_a_new_source_with_an_id_of_its_words():
    found = resolve(default_rules(), "Zorgbeurs Gent (2026)")
    assert found == Resolved("zorgbeurs_gent_2026", "other", "Zorgbeurs Gent (2026)", is_new=True)


def test_the_tag_on_the_link_comes_before_what_the_system_says():
    found = resolve(default_rules(), "Eigen website", utm_source="facebook")
    assert found is not None
    assert found.source_id == "facebook"


def test_without_words_the_tag_itself_becomes_the_new_source():
    found = resolve(default_rules(), None, utm_source="nieuwsbrief")
    assert found == Resolved("nieuwsbrief", "other", "nieuwsbrief", is_new=True)


def test_the_first_rule_that_matches_wins_and_capitals_make_no_difference():
    sources = {name: Source(name, "social", name.title()) for name in ("a", "b", "c")}
    rules = SourceRules(
        sources,
        (
            Rule("utm_campaign", "exact", "Nergens Beter", "a"),
            Rule("source", "contains", "face", "b"),
            Rule("source", "pattern", "^FACEBOOK$", "c"),
        ),
    )
    assert resolve(rules, "facebook").source_id == "b"
    assert resolve(rules, "facebook", utm_campaign="NERGENS_BETER").source_id == "a"
    assert resolve(rules, None, utm_campaign="iets anders") is None


def test_a_new_source_never_takes_the_id_of_a_known_one():
    sources = {"open_day": Source("open_day", "event", "Open day")}
    found = resolve(SourceRules(sources, ()), "Open-day")
    assert found is not None
    assert (found.name, found.is_new) == ("Open day", False)


def test_every_rule_leads_to_a_source_with_a_strategy_of_the_schema():
    rules = default_rules()
    assert {rule.source_id for rule in rules.rules} == set(rules.sources)
    assert {source.strategy for source in rules.sources.values()} <= STRATEGIES
    assert {rule.field for rule in rules.rules} <= {"utm_campaign", "utm_source", "source"}
    assert {rule.match for rule in rules.rules} <= {"exact", "contains", "pattern"}
