"""A report on one campaign: everything that its page says, in its order."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from dashboard.analysis import coverage
from dashboard.analysis.narrative import cost_sentence
from dashboard.analysis.periods import Period
from dashboard.analysis.time_line import behind
from dashboard.charts.backdrop import backdrop_of
from dashboard.charts.spans import Backdrop
from dashboard.charts.words import tell
from dashboard.exports.campaign_tiles import tiles
from dashboard.exports.making import Frame, piece, pieces, section
from dashboard.exports.report import Report, Section
from dashboard.i18n import _, day
from dashboard.queries.campaign_material import CampaignMaterial
from dashboard.told import (
    breakdown,
    chain,
    episodes,
    evidence,
    evidence_pictures,
    evidence_tables,
    first_days,
    header,
    money,
    timeline,
)
from dashboard.told.card import Card
from dashboard.told.chain import Steps
from dashboard.told.evidence_known import Known, known_of


def campaign_report(material: CampaignMaterial, frame: Frame) -> Report:
    """Return the report, in the language that is spoken now."""
    told = Telling(material, frame)
    sections = tuple(told.sections()) if material.details is not None else ()
    return told.report(material.story.name, sections)


class Telling:
    """Tells of a campaign section by section."""

    def __init__(self, material: CampaignMaterial, frame: Frame) -> None:
        self.material, self.frame = material, frame
        self.story, self.details = material.story, material.details
        self.found: Known | None = None
        if self.details is not None:
            self.found = known_of(self.story, self.details, material.findings, material.plans)

    def report(self, title: str, sections: tuple[Section, ...], *, is_dossier: bool = False) -> Report:
        """Return the report around some sections."""
        frame, story = self.frame, self.story
        window = story.window
        return Report(
            about="campaign",
            subject=story.id,
            title=title,
            organisation=frame.organisation,
            language=frame.language,
            known_on=frame.known_on,
            made_at=frame.made_at,
            is_demo=frame.is_demo,
            first_day=window.first if window else story.starts_on,
            last_day=window.last if window else story.ends_on,
            is_dossier=is_dossier,
            subtitle=header.facts(story),
            lead=tuple(
                each for each in (header.headline(story, measured=self.found is not None), self.why_nothing()) if each
            ),
            tiles=tiles(story, self.found) if self.details is not None else (),
            sections=sections,
            sources=frame.sources,
            warnings=frame.warnings,
        )

    def why_nothing(self) -> str:
        """Return why there are no figures of its days; empty where there are."""
        story = self.story
        if self.details is not None:
            return ""
        if story.last_day is None:
            return _("There are no figures yet.")
        if story.window is None:
            return _("This campaign begins on {day}.").format(day=day(story.starts_on))
        return _("There are no figures from the days of this campaign.")

    def sections(self) -> Iterator[Section]:
        """Yield what the page says, from what was extra to the episodes."""
        yield self.about()
        yield self.extra()
        yield self.chain()
        yield self.cost()
        yield self.time_line()
        yield section(first_days.heading(self.known), some=[piece(first_days.card(self.known, self.frame.zone))])
        if self.known.episodes:
            yield section(_("Episodes"), some=[piece(episodes.card(self.story, self.known))])
        yield self.lenses()
        if self.story.arrived is not None and self.story.arrived.total.value != 0:
            cards = pieces(*(tell_(self.story) for tell_ in (breakdown.origins, breakdown.sources, breakdown.crossed)))
            yield section(_("Who came in, and how"), some=cards)
        landing = money.landing(self.story, self.known)
        if landing is not None:
            yield section(landing.title, some=pieces(landing))

    @property
    def known(self):  # noqa: ANN201  the details of a campaign that has figures
        """What is drawn of a campaign that has begun."""
        assert self.details is not None
        return self.details

    def about(self) -> Section:
        """Return goal, audience and place, and over which days is counted."""
        line = _("{label}: {value}")
        points = [line.format(label=label, value=value) for label, value in header.about(self.story)]
        return section(_("About this campaign"), points=points, notes=[header.counted(self.story)])

    def extra(self) -> Section:
        """Return the verdict with everything that it rests on."""
        heading, found = _("What was extra"), self.found
        if found is None:
            said = _("What would not have come in without the campaign has not been reckoned yet.")
            return section(heading, [said])
        cards = [self.expected(), evidence_pictures.quiet(found) if found.finding.weeks else None]
        cards += [evidence_tables.readings(found), self.outcomes(), evidence.checks_card(found)]
        said = [evidence.sentence(found), evidence.demonstrable(found), *evidence.blocking(found), self.left_out()]
        said.append(evidence.share_of_side_entrants(self.story, found))
        line = _("{label}: {value}")
        figures = evidence.three_figures(self.story, found)
        points = [line.format(label=label, value=f"{value} ({note})") for label, value, note in figures]
        points += [*evidence.lines(found), *self.would_help()]
        return section(heading, said, points, pieces(*cards), [evidence.timing(self.known, found)])

    def steps(self) -> Steps:
        """Return what is known of each step from attention to cost."""
        sessions = self.known.visits["sessions"]
        assert self.material.hires is not None
        return Steps(
            self.story,
            self.found,
            self.material.hires,
            visits=None if pd.isna(sessions) else int(sessions),
            by_hand=self.material.by_hand,
        )

    def chain(self) -> Section:
        """Return the chain from attention to cost, and the targets beside what came in."""
        steps, wanted = self.steps(), self.material.targets
        heading = _("From attention to cost")
        cards = [Card("chain", heading, chain.table(steps))]
        if wanted:
            cards.append(Card("targets", _("Targets"), chain.targets(steps, wanted)))
        return section(heading, some=pieces(*cards), notes=[chain.note()])

    def unit_costs(self) -> Card | None:
        """Return what one application, one extra application and one hire cost; None where no cost is known."""
        if self.story.cost is None:
            return None
        return Card("unit-costs", _("Cost per piece"), chain.unit_costs(self.steps()))

    def left_out(self) -> str:
        """Return what the sites show that were left out; empty of a campaign without sites."""
        compared = self.material.compared
        return evidence.left_out(compared, self.found) if compared is not None and self.found is not None else ""

    def would_help(self) -> list[str]:
        """Return what would help to tell more."""
        some = self.found.finding.would_help if self.found is not None else ()
        return [_("What would help: {what}").format(what=tell(said)) for said in some]

    def outcomes(self) -> Card | None:
        """Return side-entrants, sites and function groups, each with its own verdict."""
        assert self.found is not None
        return evidence_tables.outcomes(self.story, self.found, self.material.site_names)

    def expected(self) -> Card | None:
        """Return what came in beside what was expected; None where nothing was reckoned per week."""
        if self.found is None or not self.found.finding.weeks:
            return None
        blocks = evidence_pictures.shown(self.found)
        days = evidence_pictures.days_of(blocks)
        return evidence_pictures.expected(self.found, blocks, self.backdrop(days, days.last))

    def backdrop(self, days: Period, until: date | None) -> Backdrop:
        """Return what stands behind a chart of some days, as on the page with everything switched on."""
        platform, own = timeline.behind_of(self.story)
        off = [item for item in self.material.items if item.group == "holidays"]
        rest = [item for item in self.material.items if item.group != "holidays"]
        some = [*behind(rest, platform=platform, sites=self.story.sites), *off]
        return backdrop_of(some, days, until=until, own=own)

    def lenses(self) -> Section:
        """Return the coverage and the three lenses beside each other."""
        three = header.three(self.story, self.found)
        line = _("{label}: {value}")
        points = [
            line.format(label=tell(lens.label), value=_joined(header.figure_of(lens), *header.lens_notes(lens)))
            for lens in three.all
        ]
        said, card = evidence_tables.link_and_answer(self.story)
        sentences = [tell(coverage.words(three.coverage)), said]
        return section(_("Three ways to look at it"), sentences, points, pieces(card), [_(header.OVERLAP)])

    def time_line(self) -> Section:
        """Return attention and applications in time, and what else happened."""
        details, window = self.known, self.story.window
        assert window is not None
        days = Period(details.weeks[0].period.first, details.weeks[-1].period.last)
        card = timeline.card(self.story, details, self.backdrop(days, self.story.last_day))
        line = _("{name}: {what}")
        told = (timeline.line_of(each, window) for each in (*details.others, *details.events))
        points = [line.format(name=name, what=what) for name, what in told]
        return section(_("Attention and applications"), points=points, some=[piece(card)])

    def cost(self) -> Section:
        """Return what it cost, cash and own hours apart, and per piece."""
        spent, each = self.story.cost, self.story.each
        assert each is not None
        said = [tell(cost_sentence(spent, each))]
        if spent is None:
            return section(_("What it cost"), said)
        line = _("{label}: {value}")
        points = [
            line.format(label=label, value=f"{value}. {words}") for label, value, words in money.cost_cards(spent)
        ]
        per_piece = Card("cost", _("Cost per application and per view"), money.per_piece(spent, each, self.story))
        cards = (per_piece, self.unit_costs())
        notes = [money.cost_note(measured=self.found is not None)]
        return section(_("What it cost"), said, points, pieces(*cards), notes)


def _joined(*sentences: str) -> str:
    """Return sentences one after another, each with one full stop."""
    return " ".join(f"{said.rstrip('.')}." for said in sentences)
