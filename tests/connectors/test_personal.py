"""What is about a person: headers, values, how a refused value is shown, the key of the pseudonyms."""

from datetime import date, datetime

import pytest

from connectors.errors import ConfigurationError
from connectors.personal import (
    BELGIAN_NUMBER,
    BSN,
    EMAIL,
    PHONE,
    is_belgian_number,
    is_bsn,
    is_personal_header,
    personal_kind,
    pseudonym_key,
    shown,
    shown_header,
)

BSN_EXAMPLE = "111222333"
BELGIAN_EXAMPLE = "85073003328"
BELGIAN_AFTER_2000 = "01010100126"


@pytest.mark.parametrize(
    "header",
    [
        "Naam", "Voornaam", "Achternaam", "Kandidaatsnaam", "Name", "Full name", "Nom", "Prénom", "E-mail", "E-mailadres",
        "email_address", "Courriel", "Telefoonnummer", "Phone", "Telefoon (mobiel)", "Adres", "Straat", "Postcode", "Code postal",
        "Geboortedatum", "Birthday", "Date de naissance", "DOB", "Leeftijd", "Age", "Geslacht", "Gender", "Sexe", "Nationaliteit",
        "Ethnicity", "BSN", "Rijksregisternummer", "IBAN", "Foto", "CV", "Motivatie", "Cover letter", "Opmerkingen", "Notities",
        "Notes", "Beoordeling", "Rating", "Salariswens", "Expected salary", "LinkedIn", "Geloof", "Gezondheid", "Commentaires",
        "Kandidaat", "Candidate", "Sollicitant", "Recruiter", "Projecteigenaar", "Vacaturetitel & Projecteigenaar", "Werkgever",
        "Huidige functie", "Woonplaats", "Candidate location", "Comment",
    ],
)  # fmt: skip
def test_headers_on_the_deny_list_are_personal(header):
    assert is_personal_header(header)


@pytest.mark.parametrize(
    "header",
    [
        "Sollicitatie-ID", "Kandidaat-ID", "Candidate number", "Datum sollicitatie", "Vacature", "Functie", "Bron", "Status", "Fase",
        "Afdeling", "Locatie", "Ouder dan 25", "Comment nous avez-vous connus ?", "Hoe ken je ons?", "Agency", "utm_campaign", "Étape",
    ],
)  # fmt: skip
def test_headers_about_the_application_are_not_personal(header):
    assert not is_personal_header(header)


def test_a_dutch_number_passes_the_eleven_proof_or_not():
    assert is_bsn(BSN_EXAMPLE)
    assert not is_bsn("111222334")
    assert not is_bsn("000000000")


def test_a_belgian_number_ends_in_its_check_for_both_centuries():
    assert is_belgian_number(BELGIAN_EXAMPLE)
    assert is_belgian_number(BELGIAN_AFTER_2000)
    assert not is_belgian_number("85073003329")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("via noor@nergensland.example", EMAIL),
        (f"zie {BSN_EXAMPLE}", BSN),
        ("1112.22.333", BSN),
        ("85.07.30-033.28", BELGIAN_NUMBER),
        (BELGIAN_EXAMPLE, BELGIAN_NUMBER),
        ("Indeed", None),
        ("Instagram @nergensland", None),
        ("vacature 123456", None),
        (f"9{BSN_EXAMPLE}", None),
    ],
)
def test_values_that_are_personal_are_named_by_kind(text, expected):
    assert personal_kind(text) == expected


def test_numbers_are_let_pass_where_they_become_pseudonyms_but_an_address_is_not():
    assert personal_kind(BSN_EXAMPLE, numbers=False) is None
    assert personal_kind("noor@nergensland.example", numbers=False) == EMAIL


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("31-02-2026", "31-02-2026"),
        ("2027-01-14 18:00", "2027-01-14 18:00"),
        (datetime(2027, 1, 14), "2027-01-14 00:00:00"),  # noqa: DTZ001  a cell
        (date(2027, 1, 14), "2027-01-14"),
        (12, "12"),
        ("46036", "46036"),
        (None, ""),
        ("", ""),
        ("12-03-1985", "…1985"),
        (date(1985, 3, 12), "…1985"),
        ("12-03-85", "…"),
        ("31118", "…"),
        ("19850312", "…"),
        ("Noor Verzonnen", "…"),
        ("0100 00 00 00", "…"),
        ("0100000000", "…"),
        ("noor@nergensland.example", "…"),
        (True, "…"),
    ],
)
def test_a_refused_value_is_shown_only_when_it_cannot_be_about_a_person(value, expected):
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [("Datum", "Datum"), ("noor@nergensland.example", "…"), ("0100 00 00 00", "…"), ("ouder dan 25", "ouder dan 25")],
)
def test_a_header_that_is_no_header_is_hidden(header, expected):
    assert shown_header(header) == expected


def test_the_key_of_the_pseudonyms_is_taken_as_it_stands():
    assert pseudonym_key("0123456789abcdef" * 4) == b"0123456789abcdef" * 4
    assert pseudonym_key("  ") is None


def test_a_short_key_says_its_name_and_what_it_takes_but_never_itself():
    with pytest.raises(ConfigurationError) as caught:
        pseudonym_key("geheim")
    assert str(caught.value) == "INSTROOM_PSEUDONYM_KEY is too short: it takes at least 32 characters."
    assert "instroom init" in str(caught.value.hint)
    assert "geheim" not in repr(caught.value) + str(caught.value.hint)


@pytest.mark.parametrize(
    "text",
    [
        "0612345678",
        "bel 06 12 34 56 78",
        "06-12345678",
        "+31 6 12345678",
        "+31 (0)46 123 45 67",
        "0475/12.34.56",
        "0032475123456",
    ],
)
def test_telephone_numbers_of_both_countries_are_seen(text):
    assert personal_kind(text) == PHONE


@pytest.mark.parametrize(
    "text", ["01-02-2026 08:15", "20260114", "2026-01-14", "Indeed 2026", "0000012345", "A-0612345678"]
)
def test_days_and_codes_are_no_telephone_numbers(text):
    assert personal_kind(text) is None
