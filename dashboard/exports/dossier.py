"""The award dossier of a campaign: goal, approach, cost, results, uncertainty and lessons, on four pages at most."""

from collections.abc import Iterator

from dashboard.analysis.narrative import cost_sentence
from dashboard.charts.words import KINDS, platforms, tell
from dashboard.exports.campaign import Telling
from dashboard.exports.making import Frame, pieces, section
from dashboard.exports.report import Report, Section
from dashboard.i18n import MISSING, _, day, day_range, ngettext, number
from dashboard.queries.campaign_material import CampaignMaterial
from dashboard.told import episodes, evidence, evidence_pictures, evidence_tables, first_days, header, money, timeline
from dashboard.told.card import Card


def dossier(material: CampaignMaterial, frame: Frame) -> Report:
    """Return the dossier, in the language that is spoken now; its figures are those of the campaign's page."""
    telling = Telling(material, frame)
    sections = tuple(_sections(telling)) if material.details is not None else ()
    title = _("Dossier: {campaign}").format(campaign=material.story.name)
    return telling.report(title, sections, is_dossier=True)


def _sections(told: Telling) -> Iterator[Section]:
    yield _goal(told)
    yield _approach(told)
    yield _cost(told)
    yield _results(told)
    yield _uncertainty(told)
    yield _lessons(told)


def _goal(told: Telling) -> Section:
    line = _("{label}: {value}")
    points = [line.format(label=label, value=value) for label, value in header.about(told.story)]
    kept = told.material.kept
    if kept is None:
        return section(_("Goal"), points=points, notes=[_("No measurement plan was written down before the start.")])
    agreed = _("Written down on {day}: judged by “{measure}”, measured by “{method}”.")
    said = agreed.format(day=day(kept.kept_on), measure=kept.measure or MISSING, method=kept.method or MISSING)
    return section(_("Goal"), [said], points)


def _approach(told: Telling) -> Section:
    story, details = told.story, told.known
    kind = _(KINDS.get(story.kind, story.kind))
    said = _("{kind}, {days}.").format(kind=kind, days=day_range(story.starts_on, story.ends_on))
    if story.platforms:
        said += " " + _("Published on {names}.").format(names=platforms(story.platforms))
    count = len(details.episodes)
    if count:
        words = ngettext("{count} episode.", "{count} episodes.", count)
        said += " " + words.format(count=number(count))
    assert story.window is not None
    line = _("At the same time: {name}, {what}.")
    some = (timeline.line_of(each, story.window) for each in details.others)
    points = [line.format(name=name, what=what) for name, what in some]
    return section(_("Approach"), [said], points)


def _cost(told: Telling) -> Section:
    spent, each = told.story.cost, told.story.each
    assert each is not None
    said = [tell(cost_sentence(spent, each))]
    if spent is None:
        return section(_("Cost"), said)
    line = _("{label}: {value}")
    points = [line.format(label=label, value=f"{value}. {words}") for label, value, words in money.cost_cards(spent)]
    cards = pieces(Card("lines-of-cost", _("Lines of cost"), money.lines_of_cost(spent)), told.unit_costs())
    return section(_("Cost"), said, points, cards, [money.cost_note(measured=told.found is not None)])


def _results(told: Telling) -> Section:
    three = header.three(told.story, told.found)
    line = _("{label}: {value}")
    points = [line.format(label=tell(lens.label), value=header.figure_of(lens)) for lens in three.all]
    said = [header.headline(told.story, measured=told.found is not None)]
    if told.found is not None:
        said.append(evidence.sentence(told.found))
    first = first_days.card(told.known, told.frame.zone)
    watched = episodes.card(told.story, told.known) if told.known.episodes else None
    said.append(evidence.demonstrable(told.found) if told.found is not None else "")
    return section(
        _("Results"),
        said,
        points,
        pieces(told.expected(), first, watched),
        [_(header.OVERLAP), header.counted(told.story)],
    )


def _uncertainty(told: Telling) -> Section:
    found = told.found
    if found is None:
        said = _("What would not have come in without the campaign has not been reckoned yet.")
        return section(_("Uncertainty"), [said])
    points = [*evidence.lines(found), told.left_out(), evidence.timing(told.known, found)]
    open_ = [f"{name} ({result}): {detail}" for name, result, detail in evidence.unsettled(found)]
    quiet = evidence_pictures.quiet(found) if found.finding.weeks else None
    said = [*evidence.blocking(found), evidence.checks_label(found.finding.checks) + "."]
    return section(_("Uncertainty"), said, [*points, *open_], pieces(quiet, told.outcomes()))


def _lessons(told: Telling) -> Section:
    """Return what follows from the figures by rule; what people learned themselves they add."""
    points = told.would_help()
    kept = told.material.kept
    if kept is not None and kept.deviation:
        points += [_("Done otherwise than planned: {what}").format(what=line) for line in kept.deviation.splitlines()]
    if told.known.episodes:
        points.append(episodes.card(told.story, told.known).title)
    found = told.found
    if found is not None:
        readings = evidence_tables.readings(found)
        if readings is not None:
            points.append(
                _("The first answer was kept beside the last one: {count} answers.").format(
                    count=number(len(readings.table))
                )
            )
    note = _("These lessons follow from the figures. What you learned yourselves, you can add in the slides.")
    return section(_("Lessons"), points=points, notes=[note])
