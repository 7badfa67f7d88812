"""The headers of exports in Dutch, English and French: each is known for what it is."""

import pytest

from connectors.files.ats_columns import guess, is_personal
from connectors.inflow.progress import progress
from connectors.inflow.values import vacancy_status

KNOWN = {
    "application_id": "sollicitatie-id, sollicitatienummer, reactie-id, application id, submission id, id candidature",
    "candidate_id": "kandidaat-id, sollicitantnummer, candidate id, person id, person: system id, id candidat",
    "vacancy_id": (
        "vacature-id, vacaturenummer, project-id, referentienummer, job id, requisition id, req id, posting id, "
        "job: system id, référence offre"
    ),
    "vacancy_title": (
        "vacature, vacaturetitel, functie, functietitel, job, job title, job name, position, posting title, offre, poste, fonction"
    ),
    "applied_at": (
        "datum sollicitatie, sollicitatiedatum, datum reactie, datum van sollicitatie, ingediend op, aangemaakt op, "
        "application date, applied at, applied on, submittal date, created at, date applied, date de candidature"
    ),
    "source": (
        "bron, herkomst, kanaal, wervingskanaal, wervingsbron, informatiebron, source, channel, application channel, referrer, "
        "origin, canal"
    ),
    "utm_campaign": "campagne, utm_campaign, campaign",
    "stage": ("fase, stap, processtap, laatste actie, stage, current stage, step, final phase, workflow status, étape"),
    "status": "status, status sollicitatie, final status, application status, disposition, statut",
    "status_date": "datum laatste statuswijziging, stage changed, current stage entered at, date de changement",
    "hired_at": (
        "datum aangenomen, aangenomen op, in dienst per, hired date, hired at, hire date, hire/rehire date, date d'embauche"
    ),
    "rejected_at": (
        "datum afwijzing, afgewezen op, rejected at, rejection date, disqualified at, archived at, date de refus"
    ),
    "reject_reason": (
        "reden afwijzing, afwijzingsreden, reden, rejection reason, disqualification reason, disqualify reason, archive reason, "
        "motif de refus"
    ),
    "department": "afdeling, team, organisatorische eenheid, department, service",
    "location": "locatie, office, location, site",
    "side_entrant": (
        "zij-instromer, zijinstromer, zij instroom, carrièreswitcher, overstapper, side entrant, career switcher, réorientation"
    ),
    "recently_in_care": "werkzaam in de zorg",
}
PERSONAL = (
    "naam, voornaam, achternaam, name, e-mail, telefoon, phone, mobiel, adres, straat, postcode, geboortedatum, birthday, dob, "
    "leeftijd, geslacht, gender, nationaliteit, ethnicity, bsn, rijksregisternummer, iban, foto, cv, motivatie, cover letter, "
    "opmerking, notitie, notes, beoordeling, rating, salaris, salariswens, linkedin, geloof, gezondheid, prénom, nom, "
    "date de naissance, courriel, adresse, lettre de motivation, eigenaar, recruiter"
)
WORDS = {
    "hired": "aangenomen, in dienst, contract, extern vervuld, intern vervuld, hired, accepted, embauché",
    "rejected": "afgewezen, afwijzing, niet geschikt, rejected, disqualified, refusé",
    "withdrawn": "ingetrokken, teruggetrokken, zelf afgehaakt, withdrew, declined, désisté",
}


def listed(texts):
    return [(name, text.strip()) for name, joined in texts.items() for text in joined.split(",")]


@pytest.mark.parametrize(("target", "header"), listed(KNOWN))
def test_a_header_is_known_for_what_it_is(target, header):
    for written in (header, header.upper(), f" {header.replace(' ', '_')} ", f"\ufeff{header} (optioneel)"):
        assert guess([written]) == {target: 0}
        assert not is_personal(written)


@pytest.mark.parametrize("header", [text.strip() for text in PERSONAL.split(",")])
def test_a_header_about_a_person_is_never_read(header):
    for written in (header, header.upper(), f"{header} kandidaat"):
        assert guess([written]) == {}
        assert is_personal(written)


@pytest.mark.parametrize(
    "header", ["gewijzigd op", "last updated", "Last Updated Date", "Startdatum", "Job Status", "Type"]
)
def test_a_day_of_any_change_is_not_the_day_of_an_outcome(header):
    """Someone may change anything on that day; taking it for the day of a hire would make up a day."""
    assert guess([header]) == {}


@pytest.mark.parametrize("header", ["Reden sollicitatie", "Reden van vertrek", "Wat is je reden?"])
def test_a_reason_of_another_kind_is_not_the_reason_of_a_rejection(header):
    assert "reject_reason" not in guess([header])


@pytest.mark.parametrize(("status", "word"), listed(WORDS))
def test_a_word_tells_how_an_application_ended(status, word):
    assert progress(None, word.title(), None, {}).status == status


def test_a_word_of_a_vacancy_means_something_else_than_of_an_application():
    assert vacancy_status("Ingetrokken") == "closed"
    assert vacancy_status("Tekst akkoord") == "draft"
    assert vacancy_status("Publicatie in- en extern") == "open"
    assert vacancy_status("Iets anders") is None
