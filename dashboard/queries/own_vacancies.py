"""Which vacancies count as one of the organisation: each once, however many places show it."""

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select

from connectors.database.schema import vacancy, vacancy_identity
from connectors.inflow.matching import BOARD_PROVIDERS, SITE_PROVIDERS


def own(organisation_id: str) -> ColumnElement[bool]:
    """Return the condition that a row of ``vacancy`` counts: those of the systems, else those of the own site.

    A job board only shows vacancies. The own site counts only where no system tells of vacancies at all: a page that was
    not matched would count what the system has counted.
    """
    row = vacancy.c
    others = vacancy.alias("others")
    systems = exists(
        select(others.c.vacancy_id).where(
            others.c.organisation_id == organisation_id, *_not(others.c.provider, (*BOARD_PROVIDERS, *SITE_PROVIDERS))
        )
    )
    led = vacancy_identity.c
    speaks = not_(
        exists(
            select(led.vacancy_id).where(
                led.organisation_id == organisation_id,
                led.vacancy_id == row.vacancy_id,
                led.identity_id != led.vacancy_id,
            )
        )
    )
    is_system = and_(*_not(row.provider, (*BOARD_PROVIDERS, *SITE_PROVIDERS)))
    on_site = or_(*(row.provider.startswith(name, autoescape=True) for name in SITE_PROVIDERS))
    return and_(row.organisation_id == organisation_id, speaks, or_(is_system, and_(on_site, not_(systems))))


def _not(provider: ColumnElement[str], beginnings: tuple[str, ...]) -> list[ColumnElement[bool]]:
    return [not_(provider.startswith(name, autoescape=True)) for name in beginnings]
