"""What a vacancy and the systems that name it are called."""

from collections.abc import Iterable, Mapping

from connectors.manifest import manifests
from dashboard.analysis.suppression import Count
from dashboard.charts.labels import function_group, platform
from dashboard.charts.words import count_text
from dashboard.i18n import MISSING, _, number
from dashboard.queries.vacancies import Vacancy

MAY_DECIDE = ("administrator", "recruiter")
"""The roles that may say that two vacancies are one."""


def provider_name(provider: str) -> str:
    """Return what a system, a feed or a board is called."""
    kind, _colon, name = provider.partition(":")
    if kind == "feed":
        return _("Feed of {host}").format(host=name)
    if kind == "board":
        return _("Public board of {system}").format(system=_title(name))
    names = {"careers_site": _("Careers site"), "file": _("Imported file"), "demo-ats": _("Demo system")}
    return names.get(provider) or _title(provider)


def _title(name: str) -> str:
    known = manifests().get(name)
    return known.title if known else platform(name) if name.islower() and platform(name) != name else name.capitalize()


def title_of(vacancy: Vacancy) -> str:
    """Return the title of a vacancy, or its number where it has none."""
    return vacancy.title or _("without a title ({number})").format(number=vacancy.external_id)


def place_of(vacancy: Vacancy) -> str:
    """Return where the work is: the site, else the place as it was written."""
    return vacancy.site or vacancy.location or MISSING


def group_of(vacancy: Vacancy) -> str:
    """Return the group of functions."""
    return function_group(vacancy.group) if vacancy.group else MISSING


def by_platform(figures: Mapping[str, int | Count]) -> str:
    """Return figures with the platform of each, which are never added: “LinkedIn 1,204; Own website 310”."""
    told = (f"{_title(name)} {_written(value)}" for name, value in sorted(figures.items()))
    return "; ".join(told) or MISSING


def _written(value: int | Count) -> str:
    return count_text(value) if isinstance(value, Count) else number(value)


def providers(names: Iterable[str]) -> str:
    """Return the systems that name a vacancy."""
    return ", ".join(dict.fromkeys(map(provider_name, names)))
