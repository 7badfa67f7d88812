"""An export of applications: from the bytes of a file to rows, with what was refused and what was understood."""

import dataclasses
from datetime import UTC, date, datetime

import pytest

from connectors.config import SideEntrantRule, Site
from connectors.errors import ConfigurationError, FileError
from connectors.files import Reading, read
from connectors.keys import pseudonym, vacancy_key
from tests.fakes.workbooks import csv_file, workbook

KEY = b"k" * 32
DUTCH = ("Sollicitatie-ID", "Datum sollicitatie", "Vacature", "Bron", "Status")


def understood(reading: Reading) -> dict[str, str]:
    return {column.header: column.state for column in reading.understood}


def applications(reading: Reading) -> list[dict]:
    return list(reading.rows["application"])


def read_csv(context, *rows, mapping=None, delimiter=";", encoding="utf-8") -> Reading:
    return read("sollicitaties.csv", csv_file(rows, delimiter, encoding), context, kind="ats", mapping=mapping)


def one(context, header, value, **more) -> dict:
    """Return the row of one application with one more column."""
    return applications(
        read_csv(context, (*DUTCH, header), ("1", "14-01-2026", "Kok", "Indeed", "Nieuw", value), **more)
    )[0]


# --- Files in every usual form ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.story("R11")
def test_a_dutch_export_is_read_with_every_separator_and_encoding(context, delimiter, encoding):
    reading = read(
        "export.csv",
        csv_file([DUTCH, ("17", "14-01-2026", "Diëtist", "Via collega’s", "Nieuw")], delimiter, encoding),
        context,
    )
    assert reading.kind == "ats"
    assert reading.refused == ()
    (row,) = applications(reading)
    assert row["application_key"] == pseudonym(KEY, "file", "nergens", "application", "17")
    assert row["applied_on"] == date(2026, 1, 14)
    assert row["applied_at"] is None
    assert row["vacancy_id"] == vacancy_key("nergens", "file", "Diëtist")
    assert row["source_id"] == "referral"
    assert reading.rows["vacancy"][0]["function_group"] == "allied_health"
    assert (row["stage"], row["status"], row["stage_raw"]) == ("applied", "new", "Nieuw")
    assert (reading.first_day, reading.last_day) == (date(2026, 1, 14), date(2026, 1, 14))


@pytest.mark.parametrize(
    "headers",
    [
        (
            "Sollicitatienummer",
            "Sollicitatiedatum",
            "Functie",
            "Wervingskanaal",
            "Status sollicitatie",
            "Hoe ken je ons?",
        ),
        (
            "Application ID",
            "Date applied",
            "Job title",
            "Application channel",
            "Final status",
            "How did you hear about us?",
        ),
        (
            "ID candidature",
            "Date de candidature",
            "Intitulé du poste",
            "Canal",
            "Statut",
            "Comment nous avez-vous connus ?",
        ),
        (
            "SOLLICITATIE_ID",
            " datum  reactie ",
            "Vacaturetitel",
            "bron (kanaal)",
            "STATUS",
            "Waar zag je ons op het internet?",
        ),
    ],
)
@pytest.mark.story("R11")
def test_headers_in_three_languages_mean_the_same(context, headers):
    reading = read_csv(context, headers, ("1", "14-01-2026", "Kok", "Indeed", "Nieuw", "YouTube"))
    (row,) = applications(reading)
    assert set(understood(reading).values()) == {"used"}
    assert row["applied_on"] == date(2026, 1, 14)
    assert (row["source_id"], row["self_reported_id"], row["self_reported_raw"]) == ("job_boards", "youtube", "YouTube")
    assert row["status"] == "new"


@pytest.mark.story("R11")
def test_a_workbook_with_a_title_above_the_headers_and_date_cells(context):
    sheets = {
        "Toelichting": [("Overzicht van sollicitaties",)],
        "Data": [
            ("Sollicitaties 2026",),
            (),
            DUTCH,
            (1005108, date(2026, 1, 14), "Kok", "Indeed", "Nieuw"),
            (1005109, 46037, "Kok", "Indeed", "Nieuw"),
            (1005110, "16-01-2026", "Kok", "Indeed", "Nieuw"),
            (1005111, "binnenkort", "Kok", "Indeed", "Nieuw"),
        ],
    }
    reading = read("export.xlsx", workbook(sheets), context)
    assert [row["applied_on"] for row in applications(reading)] == [
        date(2026, 1, 14),
        date(2026, 1, 15),
        date(2026, 1, 16),
    ]
    assert applications(reading)[0]["application_key"] == pseudonym(KEY, "file", "nergens", "application", "1005108")
    (refused,) = reading.refused
    assert (refused.row, refused.column, refused.value, refused.sheet) == (7, "Datum sollicitatie", "…", "Data")
    assert str(refused.expected) == "a day such as 14-01-2026"


def test_the_export_of_easycruit_is_understood_without_the_name_of_the_owner(context):
    headers = (
        "Kandidaat-ID", "Project-ID", "Vacaturetitel & Projecteigenaar", "Afdelingsnaam", "Status sollicitatie",
        "Application Updated (Sollicitatie bijgewerkt)", "Datum van sollicitatie", "Hired Date (Datum aangenomen)", "Wervingskanaal",
        "Geboortedatum",
    )  # fmt: skip
    values = (
        "7",
        "P12",
        "Kok - Noor Verzonnen",
        "Keuken",
        "Aangenomen",
        "20-02-2026",
        "14-01-2026",
        "16-02-2026",
        "VDAB",
        "1-1-1990",
    )
    reading = read_csv(context, headers, values)
    (row,) = applications(reading)
    assert row["application_key"] == pseudonym(KEY, "file", "nergens", "application", "7|P12|2026-01-14")
    assert row["candidate_key"] == pseudonym(KEY, "file", "nergens", "candidate", "7")
    assert (row["hired_at"], row["status"], row["stage"]) == (date(2026, 2, 16), "hired", "hired")
    assert reading.rows["vacancy"][0]["external_id"] == "P12"
    assert [h for h, state in understood(reading).items() if state == "personal"] == [headers[2], "Geboortedatum"]
    assert understood(reading)[headers[5]] == "ignored"


def test_the_job_status_of_greenhouse_is_not_taken_for_the_status_of_the_application(context):
    headers = (
        "Job ID",
        "Job Name",
        "Job Status",
        "Recruiter",
        "Candidate ID",
        "Application Date",
        "Current Stage",
        "Source",
    )
    values = ("12", "Nurse", "closed", "Noor Verzonnen", "3", "2026-01-14T17:05:00Z", "Phone Screen", "LinkedIn")
    reading = read_csv(context, headers, values)
    (row,) = applications(reading)
    assert (row["stage"], row["status"], row["stage_raw"]) == ("screened", "in_process", "Phone Screen")
    assert row["applied_at"] == datetime(2026, 1, 14, 17, 5, tzinfo=UTC)
    assert understood(reading)["Job Status"] == "ignored"
    assert understood(reading)["Recruiter"] == "personal"


# --- A person's corrections ------------------------------------------------------------------------------------------------


def test_a_person_says_which_column_is_which(context):
    rows = [("Sollicitatie-ID", "Datum binnen", "Vacature", "Bron"), ("1", "14-01-2026", "Kok", "Indeed")]
    content = csv_file(rows, ";")
    with pytest.raises(FileError):
        read("a.csv", content, context)
    headers = ("Sollicitatie-ID", "Datum binnen", "Status", "Vacature", "Bron")
    mapping = {"applied_at": "datum binnen", "source": "-"}
    reading = read_csv(context, headers, ("1", "14-01-2026", "Nieuw", "Kok", "Indeed"), mapping=mapping)
    (row,) = applications(reading)
    assert row["applied_on"] == date(2026, 1, 14)
    assert "source_raw" not in row
    assert understood(reading)["Bron"] == "ignored"


def test_an_unknown_target_names_the_choices(context):
    with pytest.raises(FileError) as caught:
        read_csv(context, DUTCH, ("1", "14-01-2026", "Kok", "Indeed", "Nieuw"), mapping={"datum": "Datum sollicitatie"})
    assert caught.value.code == "file.unknown_target"
    assert "applied_at" in str(caught.value.hint)
    assert "date_order" in str(caught.value.hint)


def test_an_unknown_header_names_the_headers_of_the_file(context):
    with pytest.raises(FileError) as caught:
        read_csv(context, DUTCH, ("1", "14-01-2026", "Kok", "Indeed", "Nieuw"), mapping={"applied_at": "Datum binnen"})
    assert str(caught.value) == "There is no column “Datum binnen”."
    assert str(caught.value.hint) == "The file has: Sollicitatie-ID, Datum sollicitatie, Vacature, Bron, Status."


def test_one_column_cannot_mean_two_things(context):
    mapping = {"source": "Bron", "self_reported": "Bron"}
    with pytest.raises(FileError, match="given twice: as source and as self_reported"):
        read_csv(context, DUTCH, ("1", "14-01-2026", "Kok", "Indeed", "Nieuw"), mapping=mapping)


def test_a_personal_column_cannot_be_chosen(context):
    headers = (*DUTCH, "E-mail")
    with pytest.raises(FileError) as caught:
        read_csv(
            context,
            headers,
            ("1", "14-01-2026", "Kok", "Indeed", "Nieuw", "noor@nergensland.example"),
            mapping={"candidate_id": "E-mail"},
        )
    assert str(caught.value) == "The column “E-mail” is about a person and is never read."


def test_the_provider_is_part_of_every_key(context):
    row = one(context, "Team", "Keuken", mapping={"provider": "EasyCruit"})
    assert row["provider"] == "easycruit"
    assert row["application_key"] == pseudonym(KEY, "easycruit", "nergens", "application", "1")
    with pytest.raises(FileError, match="provider takes"):
        one(context, "Team", "Keuken", mapping={"provider": "Noor Verzonnen"})


# --- What is refused ---------------------------------------------------------------------------------------------------------


@pytest.mark.story("R11")
def test_bad_lines_are_refused_one_by_one_and_the_others_go_on(context):
    reading = read_csv(
        context,
        DUTCH,
        ("1", "31-02-2026", "Kok", "Indeed", "Nieuw"),
        ("2", "14-01-2026", "Kok", "Indeed", "Nieuw"),
        ("3", "-", "Kok", "Indeed", "Nieuw"),
        ("", "14-01-2026", "Kok", "Indeed", "Nieuw"),
        ("5", "12-03-1985", "Kok", "Indeed", "Nieuw"),
        ("6", "23-11-2026", "Kok", "Indeed", "Nieuw"),
        ("7", "22-11-2026", "Kok", "Indeed", "Nieuw"),
        ("8", "Noor Verzonnen", "Kok", "Indeed", "Nieuw"),
    )
    assert [(each.row, each.column, each.value, str(each.expected)) for each in reading.refused] == [
        (2, "Datum sollicitatie", "31-02-2026", "a day such as 14-01-2026"),
        (4, "Datum sollicitatie", "-", "the day of the application"),
        (5, "Sollicitatie-ID", "", "the number of the application"),
        (6, "Datum sollicitatie", "…1985", "a day from 2005-01-01 to 2026-11-22"),
        (7, "Datum sollicitatie", "23-11-2026", "a day from 2005-01-01 to 2026-11-22"),
        (9, "Datum sollicitatie", "…", "a day such as 14-01-2026"),
    ]
    assert [row["applied_on"] for row in applications(reading)] == [date(2026, 1, 14), date(2026, 11, 22)]


def test_an_application_that_stands_there_twice_counts_once_with_its_last_line(context):
    reading = read_csv(
        context,
        DUTCH,
        ("1", "14-01-2026", "Kok", "Indeed", "Nieuw"),
        ("1", "14-01-2026", "Kok", "LinkedIn", "Gesprek"),
    )
    (row,) = applications(reading)
    assert (row["source_id"], row["stage"]) == ("linkedin", "interview")
    assert [str(warning) for warning in reading.warnings] == [
        "Lines that repeat an application: 1. The last one counts."
    ]


def test_an_export_without_day_and_without_progress_is_refused_because_no_day_is_made_up(context):
    with pytest.raises(FileError) as caught:
        read_csv(context, ("Sollicitatie-ID", "Vacature", "Bron"), ("1", "Kok", "Indeed"), mapping={"source": "Bron"})
    assert caught.value.code == "file.no_application_date"
    assert "datum sollicitatie" in str(caught.value.hint)
    assert "Found: Sollicitatie-ID, Vacature, Bron." in str(caught.value.hint)


def test_applications_that_cannot_be_told_apart_are_refused(context):
    with pytest.raises(FileError) as caught:
        read_csv(context, ("Datum sollicitatie", "Vacature", "Status"), ("14-01-2026", "Kok", "Nieuw"))
    assert caught.value.code == "file.no_application_id"


def test_dates_with_the_month_first_are_refused_until_a_person_says_so(context):
    rows = (
        DUTCH,
        ("1", "01/31/2026", "Kok", "Indeed", "Nieuw"),
        ("2", "02/03/2026", "Kok", "", ""),
        ("3", "02/28/2026", "Kok", "", ""),
    )
    with pytest.raises(FileError) as caught:
        read_csv(context, *rows)
    assert caught.value.code == "file.month_first"
    days = [row["applied_on"] for row in applications(read_csv(context, *rows, mapping={"date_order": "month_first"}))]
    assert days == [date(2026, 1, 31), date(2026, 2, 3), date(2026, 2, 28)]
    with pytest.raises(FileError, match="date_order takes"):
        read_csv(context, *rows, mapping={"date_order": "american"})


def test_without_a_key_nothing_is_read_and_the_error_says_which_key(context):
    with pytest.raises(ConfigurationError) as caught:
        read_csv(dataclasses.replace(context, pseudonym_key=None), DUTCH, ("1", "14-01-2026", "Kok", "Indeed", "Nieuw"))
    assert "INSTROOM_PSEUDONYM_KEY" in str(caught.value)
    assert "instroom init" in str(caught.value.hint)


def test_headers_without_lines_give_no_rows_and_say_so(context):
    reading = read_csv(context, DUTCH)
    assert applications(reading) == []
    assert [str(warning) for warning in reading.warnings] == ["There are no lines below the headers."]


# --- Stages, statuses, days ---------------------------------------------------------------------------------------------------


def test_days_of_outcomes_become_milestones_and_events(context):
    headers = (
        "Sollicitatie-ID",
        "Datum sollicitatie",
        "Status",
        "Datum gesprek",
        "Datum aangenomen",
        "Datum afwijzing",
        "Reden afwijzing",
    )
    reading = read_csv(
        context,
        headers,
        ("1", "14-01-2026 18:00", "Aangenomen", "20-01-2026", "01-02-2026", "", ""),
        ("2", "15-01-2026", "Afgewezen", "", "", "18-01-2026", "onvoldoende ervaring"),
        ("3", "16-01-2026", "Afgewezen", "21-01-2026", "", "22-01-2026", "Kandidaat trekt zich terug"),
        ("4", "17-01-2026", "In behandeling", "", "", "", ""),
    )
    rows = applications(reading)
    assert [(row["stage"], row["status"], row["rejected_by"]) for row in rows] == [
        ("hired", "hired", None),
        ("applied", "rejected", "employer"),
        ("interview", "withdrawn", "candidate"),
        ("applied", "in_process", None),
    ]
    assert [row["interview_at"] for row in rows] == [date(2026, 1, 20), None, date(2026, 1, 21), None]
    assert [row["hired_at"] for row in rows] == [date(2026, 2, 1), None, None, None]
    assert [row["rejected_at"] for row in rows] == [None, date(2026, 1, 18), None, None]
    assert [row["withdrawn_at"] for row in rows] == [None, None, date(2026, 1, 22), None]
    events = reading.rows["application_event"]
    assert [(event["event"], event["day"], event["origin"]) for event in events] == [
        ("created", date(2026, 1, 14), "file"),
        ("hired", date(2026, 2, 1), "file"),
        ("created", date(2026, 1, 15), "file"),
        ("rejected", date(2026, 1, 18), "file"),
        ("created", date(2026, 1, 16), "file"),
        ("withdrawn", date(2026, 1, 22), "file"),
        ("created", date(2026, 1, 17), "file"),
    ]
    assert events[0]["at"] == datetime(2026, 1, 14, 17, 0, tzinfo=UTC)
    assert len({(event["application_key"], event["dedupe_key"]) for event in events}) == 7


@pytest.mark.story("R8")
def test_an_outcome_without_a_day_gets_none(context):
    reading = read_csv(context, DUTCH, ("1", "14-01-2026", "Kok", "Indeed", "Aangenomen"))
    (row,) = applications(reading)
    assert (row["stage"], row["status"]) == ("hired", "hired")
    assert "hired_at" not in row
    assert [event["event"] for event in reading.rows["application_event"]] == ["created"]


def test_words_that_no_table_knows_count_as_in_process_and_are_named_once(context):
    lines = [(str(n), "14-01-2026", "Kok", "Indeed", "Wacht op wasbeurt") for n in range(3)]
    reading = read_csv(context, DUTCH, *lines)
    assert {row["status"] for row in applications(reading)} == {"in_process"}
    assert [str(warning) for warning in reading.warnings] == [
        "These stages or statuses are not known and count as in process: “Wacht op wasbeurt”."
    ]


def test_a_status_column_full_of_free_words_is_neither_shown_nor_kept(context):
    lines = [(str(n), "14-01-2026", "Kok", "Indeed", f"Gebeld met persoon{n}") for n in range(20)]
    reading = read_csv(context, DUTCH, *lines)
    assert [str(warning) for warning in reading.warnings] == [
        "Stages or statuses that are not known and count as in process: 20."
    ]
    assert "persoon" not in repr(reading)


def test_entries_of_a_talent_pool_are_left_out(context):
    reading = read_csv(
        context,
        DUTCH,
        ("1", "14-01-2026", "Kok", "Indeed", "Talentpool"),
        ("2", "14-01-2026", "Kok", "Indeed", "Nieuw"),
    )
    assert len(applications(reading)) == 1
    assert len(reading.rows["application_event"]) == 1
    assert str(reading.warnings[0]).startswith("Lines that are entries of a talent pool")


def test_the_day_of_a_hire_may_lie_in_the_next_year_because_contracts_begin_later(context):
    assert one(context, "In dienst per", "01-03-2027")["hired_at"] == date(2027, 3, 1)


# --- Vacancies, sites, sources, tags ----------------------------------------------------------------------------------------


def test_a_vacancy_has_group_site_department_and_days(context):
    sites = (Site(id="az", name="AZ Sint-Nergens"), Site(id="wzc", name="WZC De Verzonnen Linde", kind="care_home"))
    headers = (*DUTCH, "Vacature-ID", "Afdeling", "Locatie", "Datum vacature geopend")
    reading = read_csv(
        dataclasses.replace(context, sites=sites),
        headers,
        ("1", "14-01-2026", "Zorgkundige (zij-instroom)", "Indeed", "Nieuw", "V9", "Nachtdienst", "wzc", "12-01-2026"),
        ("2", "15-01-2026", "Verpleegkundige spoed", "Indeed", "Nieuw", "V10", "Spoed", "Campus AZ Sint-Nergens", ""),
        ("3", "15-01-2026", "Verpleegkundige spoed", "Indeed", "Nieuw", "V10", "", "Elders", "13-01-2026"),
    )
    first, second = reading.rows["vacancy"]
    assert first == {
        "vacancy_id": vacancy_key("nergens", "file", "V9"),
        "provider": "file",
        "external_id": "V9",
        "title": "Zorgkundige (zij-instroom)",
        "function_group": "care_assistant",
        "site_id": "wzc",
        "department": "Nachtdienst",
        "location": "wzc",
        "side_entrant_track": True,
        "opened_at": date(2026, 1, 12),
        "first_seen_on": None,
        "last_seen_on": None,
        "observed_at": datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
    }
    assert (second["function_group"], second["site_id"], second["opened_at"]) == ("nurse", "az", date(2026, 1, 13))
    assert second["department"] == "Spoed"
    assert [row["site_id"] for row in applications(reading)] == ["wzc", "az", None]


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Verpleegkundige spoedgevallen", "nurse"),
        ("Infirmier(ère)", "nurse"),
        ("Hoofdverpleegkundige", "nurse"),
        ("Zorgkundige nacht", "care_assistant"),
        ("Verzorgende IG", "care_assistant"),
        ("Kinesitherapeut", "allied_health"),
        ("Doktersassistent", "allied_health"),
        ("Apothekersassistent", "allied_health"),
        ("Arts-assistent", "doctor"),
        ("Kinderarts", "doctor"),
        ("Medisch secretaresse", "administration"),
        ("Administratief medewerker", "administration"),
        ("ICT-beheerder", "technology_it"),
        ("Technieker onderhoud", "technology_it"),
        ("Kok", "kitchen_cleaning"),
        ("Medewerker schoonmaak", "kitchen_cleaning"),
        ("Logistiek assistent", "logistics"),
        ("Chauffeur", "logistics"),
        ("Dirigent van het ziekenhuiskoor", "other"),
    ],
)
def test_titles_fall_into_groups_of_functions(context, title, group):
    reading = read_csv(context, DUTCH, ("1", "14-01-2026", title, "Indeed", "Nieuw"))
    assert reading.rows["vacancy"][0]["function_group"] == group


@pytest.mark.story("R7")
def test_measured_and_self_reported_source_stand_side_by_side_with_the_tags(context):
    headers = (*DUTCH, "utm_source", "utm_medium", "utm_campaign", "utm_content", "Waar zag je ons?")
    reading = read_csv(
        context,
        headers,
        (
            "1",
            "14-01-2026",
            "Kok",
            "Eigen website",
            "Nieuw",
            "facebook",
            "social",
            "nergens-beter",
            "aflevering-1",
            "De soap",
        ),
        ("2", "15-01-2026", "Kok", "Onbekend", "Nieuw", "", "", "", "", ""),
        ("3", "16-01-2026", "Kok", "Zorgbeurs", "Nieuw", "", "", "", "", "Zorgbeurs"),
    )
    first, second, third = applications(reading)
    assert (first["source_raw"], first["source_id"]) == ("Eigen website", "facebook")
    assert (first["utm_source"], first["utm_medium"], first["utm_campaign"]) == ("facebook", "social", "nergens-beter")
    assert first["utm_content"] == "aflevering-1"
    assert (first["self_reported_raw"], first["self_reported_id"]) == ("De soap", "youtube")
    assert (second["source_raw"], second["source_id"], second["self_reported_id"]) == (None, None, None)
    assert (third["source_id"], third["self_reported_id"]) == ("zorgbeurs", "zorgbeurs")
    assert reading.rows["source"] == [
        {
            "source_id": "facebook",
            "strategy": "social",
            "name": "Facebook",
            "status": "known",
            "first_seen": date(2026, 1, 14),
        },
        {
            "source_id": "youtube",
            "strategy": "social",
            "name": "YouTube",
            "status": "known",
            "first_seen": date(2026, 1, 14),
        },
        {
            "source_id": "zorgbeurs",
            "strategy": "other",
            "name": "Zorgbeurs",
            "status": "new",
            "first_seen": date(2026, 1, 16),
        },
    ]


# --- Side-entrants --------------------------------------------------------------------------------------------------------------

FACTS = ("Ouder dan 25 jaar?", "Werkzaam in de zorg (afgelopen jaar)", "Eerder in de zorg gewerkt", "Zij-instromer")


@pytest.mark.parametrize(
    ("answers", "cbs", "declared"),
    [
        (("ja", "nee", "nee", "zij-instromer"), "side_entrant", "side_entrant"),
        (("nee", "nee", "nee", "schoolverlater"), "other", "other"),
        (("ja", "nee", "ja", "nee"), "returner", "other"),
        (("x", "1", "", ""), "within_care", "unknown"),
        (("", "nee", "nee", "ja"), "unknown", "side_entrant"),
        (("", "", "", ""), "unknown", "unknown"),
    ],
)
@pytest.mark.story("R6")
def test_the_answers_give_both_classes_and_the_rule_says_which_counts(context, answers, cbs, declared):
    rows = ((*DUTCH, *FACTS), ("1", "14-01-2026", "Kok", "Indeed", "Nieuw", *answers))
    (row,) = applications(read_csv(context, *rows))
    assert (row["side_entrant_cbs"], row["side_entrant_declared"], row["side_entrant"]) == (cbs, declared, cbs)
    assert row["side_entrant_basis"] == ("none" if cbs == "unknown" else "facts")
    by_word = dataclasses.replace(context, side_entrant=SideEntrantRule(rule="declared"))
    (row,) = applications(read_csv(by_word, *rows))
    assert (row["side_entrant_cbs"], row["side_entrant_declared"], row["side_entrant"]) == (cbs, declared, declared)
    assert row["side_entrant_basis"] == ("none" if declared == "unknown" else "declared")


def test_the_facts_are_kept_as_yes_or_no_and_unknown_stays_unknown(context):
    rows = ((*DUTCH, *FACTS), ("1", "14-01-2026", "Kok", "Indeed", "Nieuw", "ja", "nee", "weet niet", ""))
    (row,) = applications(read_csv(context, *rows))
    assert (row["over_25"], row["recently_in_care"], row["ever_in_care"]) == (True, False, None)


def test_a_file_without_the_questions_leaves_the_facts_alone(context):
    row = one(context, "Team", "Keuken")
    assert not {"over_25", "ever_in_care", "recently_in_care", "side_entrant", "side_entrant_declared"} & set(row)


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("15-01-2000", False),
        ("14-01-2001", False),
        ("14-01-2000", True),
        ("13-01-1990", True),
        ("soms", None),
        ("", None),
    ],
)
def test_a_date_of_birth_is_read_only_when_asked_and_leaves_only_the_answer(context, born, expected):
    reading = read_csv(
        context,
        (*DUTCH, "Geboortedatum"),
        ("1", "14-01-2026", "Kok", "Indeed", "Nieuw", born),
        mapping={"birth_date": "Geboortedatum"},
    )
    (row,) = applications(reading)
    assert row["over_25"] is expected
    assert not born or born not in repr(reading)
    assert "Geboortedatum" in repr(reading)
    assert "over_25" not in one(context, "Geboortedatum", born)


@pytest.mark.parametrize(("age", "expected"), [("25", False), ("26", True), ("zestig", None), ("", None)])
@pytest.mark.story("R6")
def test_an_age_is_read_only_when_asked_and_25_is_not_older_than_25(context, age, expected):
    assert one(context, "Leeftijd", age, mapping={"age": "Leeftijd"})["over_25"] is expected


@pytest.mark.story("R8")
def test_a_file_of_current_stages_only_is_read_and_no_day_is_made_up(context):
    header = ("id", "status", "application_stage", "job_id")
    lines = (
        ("1005108", "ADMIN_APPLICATION_STATUS_CLOSED", "NEXT_APPLICATION_STAGE_REFERRED", "1000061"),
        ("1004832", "ADMIN_APPLICATION_STATUS_ACTIVE", "NEXT_APPLICATION_STAGE_INTERVIEWING", "999"),
        ("1005722", "ADMIN_APPLICATION_STATUS_ACTIVE", "NEXT_APPLICATION_STAGE_HIRED", "1000041"),
    )
    said = {"application_id": "id", "status": "status", "stage": "application_stage", "vacancy_id": "job_id"}
    reading = read_csv(context, header, *lines, mapping=said)
    rows = applications(reading)
    days = ("applied_on", "screened_at", "interview_at", "offer_at", "hired_at", "rejected_at", "withdrawn_at")
    assert [[row.get(day) for day in days] for row in rows] == [[None] * len(days)] * 3
    assert reading.rows.get("application_event", []) == []
    assert [row["stage"] for row in rows] == ["applied", "interview", "hired"]
