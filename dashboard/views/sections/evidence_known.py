"""What is stored of a campaign, loaded for its page."""

from dashboard import data
from dashboard.queries import campaigns
from dashboard.queries import evidence as stored
from dashboard.queries.campaign_details import Details
from dashboard.queries.stories import Story
from dashboard.told.evidence_known import Known, known_of


def known(story: Story, details: Details) -> Known | None:
    """Return what is stored of a campaign that has begun; None when nothing is."""
    return known_of(story, details, data.load(stored.findings, story.id), data.load(campaigns.plans))
