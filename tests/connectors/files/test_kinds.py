"""The kinds of files: each is documented, each is found by its content, and a wrong choice is explained."""

import re
from pathlib import Path

import pytest

import connectors.files
from connectors.errors import FileError
from connectors.files import kinds, read, titles
from connectors.files.sniffing import READERS
from tests.fakes.workbooks import csv_file

README = Path(connectors.files.__file__).with_name("README.md").read_text(encoding="utf-8")


def refusal(context, content, **more):
    with pytest.raises(FileError) as caught:
        read("bestand.csv", content, context, **more)
    return caught.value


def test_the_readme_lists_exactly_the_kinds_that_are_read():
    listed = re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", README, flags=re.MULTILINE)
    assert dict(listed) == titles()
    assert tuple(kind for kind, _ in listed) == kinds()


def test_each_reader_says_what_it_is():
    for kind, reader in READERS.items():
        assert kind == reader.KIND
        assert reader.TITLE
        assert callable(reader.fits)
        assert callable(reader.read)


def test_a_file_of_no_known_kind_is_refused_with_those_that_are(context):
    refused = refusal(context, csv_file([["kleur", "smaak"], ["rood", "zoet"]]))
    assert refused.code == "file.unknown_kind"
    assert (
        str(refused.hint)
        == "Known kinds: youtube_studio, linkedin_page, campaign_manager, mentions, cbs_vacancies, context_figures, linkedin_jobs, ats. If it is an export of applications, or LinkedIn's report on vacancies, choose that kind and say which column is what."
    )


def test_a_kind_that_does_not_fit_is_refused(context):
    refused = refusal(context, csv_file([["Date", "Views"], ["2026-02-01", 5]]), kind="linkedin_page")
    assert refused.code == "file.other_kind"
    assert "linkedin_page" in str(refused)


def test_a_kind_that_does_not_exist_is_refused(context):
    refused = refusal(context, csv_file([["Date", "Views"], ["2026-02-01", 5]]), kind="tiktok")
    assert refused.code == "file.no_such_kind"


def test_the_kind_that_a_person_chose_is_used(context):
    reading = read("x.csv", csv_file([["Date", "Views"], ["2026-02-01", 5]]), context, kind="youtube_studio")
    assert reading.kind == "youtube_studio"
