"""Exports whose headers are known: each is understood as it comes, and its system is a suggestion, never a decision."""

from datetime import date

import pytest

from connectors.files import read
from connectors.keys import pseudonym
from tests.fakes.workbooks import csv_file, workbook

PERSON = "Noor Verzonnen"
EASYCRUIT_DUTCH = {
    "Kandidaat-ID": "7", "Project-ID": "P12", "Referentienummer": "R3", "Vacaturetitel & Projecteigenaar": f"Kok - {PERSON}",
    "Afdelings-ID": "31", "Afdelingsnaam": "Keuken", "Status sollicitatie": "Aangenomen", "Sollicitatie bijgewerkt": "20-02-2026",
    "Datum van sollicitatie": "14-01-2026", "Datum aangenomen": "16-02-2026", "Startdatum": "01-03-2026", "Afwijzingsreden": "",
    "Wervingskanaal": "VDAB", "Type kandidaat": "Extern", "Datum aanbieding": "10-02-2026", "Geslacht": "V",
    "Geboortedatum": "01-01-1990", "Voornaam": "Noor", "Achternaam": "Verzonnen", "Postcode": "9999", "Plaats": "Nergens",
    "Nationaliteit": "Belg", "Huidige functie": "Kok", "Werkgever": "Niemand nv",
}  # fmt: skip
EASYCRUIT_BRACKETS = {
    "Candidate ID (Kandidaat-ID)": "7", "Project-ID": "P12", "Vacaturetitel & Projecteigenaar": f"Kok - {PERSON}",
    "Department ID (Afdelings-ID)": "31", "Department name (Afdelingsnaam)": "Keuken",
    "Application status (Status sollicitatie)": "Aangenomen", "Application Updated (Sollicitatie bijgewerkt)": "20-02-2026",
    "Datum van sollicitatie": "14-01-2026", "Hired Date (Datum aangenomen)": "16-02-2026",
    "Date of Job Offer (Datum aanbieding)": "10-02-2026", "Wervingskanaal": "VDAB", "Type kandidaat": "Extern",
}  # fmt: skip
PERSONIO = {
    "Candidate ID": "7", "Candidate name": PERSON, "Gender": "f", "Email address": "noor@nergensland.example",
    "Birthday": "1990-01-01", "Available from": "2026-03-01", "Expected salary": "3000", "Candidate location": "Nergens",
    "Job ID": "P12", "Job name": "Cook", "Department": "Keuken", "Final phase": "Offer", "Final phase date": "2026-02-10",
    "Final status": "Accepted", "Final status date": "2026-02-16", "Application channel": "VDAB",
    "Application date": "2026-01-14", "Disqualification reason": "",
}  # fmt: skip
GREENHOUSE = {
    "Job ID": "P12", "Job Name": "Cook", "Job Status": "closed", "Recruiter": PERSON, "Department": "Keuken", "Office": "AZ",
    "Candidate ID": "7", "Application Date": "2026-01-14", "Current Stage": "Offer", "Source": "VDAB", "Offer Date": "2026-02-10",
    "Start Date": "2026-03-01", "Rejection Date": "",
}  # fmt: skip
ICIMS = {
    "Job: System ID": "P12", "Job: Requisition ID": "R3", "Job: Job Title and Job Code": "Cook", "Job: Date Opened": "2026-01-02",
    "Job: Status": "Filled", "Person: System ID": "7", "Submittal Date": "2026-01-14", "Workflow Status": "Hired",
    "Last Updated Date": "2026-03-03", "Source": "VDAB", "Hire/Rehire Date": "2026-02-16", "Rejection Date": "",
}  # fmt: skip
HIRED = ("hired", "hired", date(2026, 2, 16))


@pytest.mark.parametrize(
    ("columns", "system", "ended"),
    [
        (EASYCRUIT_DUTCH, "EasyCruit", HIRED),
        (EASYCRUIT_BRACKETS, "EasyCruit", HIRED),
        (PERSONIO, "Personio", HIRED),
        (GREENHOUSE, "Greenhouse", ("offer", "offer", None)),
        (ICIMS, "iCIMS", HIRED),
    ],
)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_of_a_known_system_is_understood_as_it_comes(context, columns, system, ended, form):
    rows = [tuple(columns), tuple(columns.values())]
    reading = read(f"export.{form}", csv_file(rows, ";") if form == "csv" else workbook({"Export": rows}), context)
    (row,) = reading.rows["application"]
    assert row["application_key"] == pseudonym(b"k" * 32, "file", "nergens", "application", "7|P12|2026-01-14")
    assert (row["applied_on"], row["source_id"]) == (date(2026, 1, 14), "vdab_werk_nl")
    assert (row["stage"], row["status"], row.get("hired_at")) == ended
    assert reading.rows["vacancy"][0]["external_id"] == "P12"
    assert row["provider"] == "file"
    assert [str(warning).split(".")[0] for warning in reading.warnings] == [f"The headers look like those of {system}"]
    said = repr(reading.rows)
    assert [word for word in (PERSON, "noor@", "Belg", "Niemand", "1990") if word in said] == []


def test_a_person_who_names_the_system_is_not_asked_again(context):
    content = csv_file([tuple(ICIMS), tuple(ICIMS.values())])
    reading = read("export.csv", content, context, mapping={"provider": "icims"})
    assert reading.warnings == ()
    assert reading.rows["application"][0]["provider"] == "icims"


def test_ordinary_headers_look_like_no_system(context):
    rows = [
        ("Sollicitatie-ID", "Datum sollicitatie", "Vacature", "Bron", "Status"),
        ("1", "14-01-2026", "Kok", "", "Nieuw"),
    ]
    assert read("export.csv", csv_file(rows), context).warnings == ()
