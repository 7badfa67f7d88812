"""Files as they come: every encoding and separator that is usual, and every way in which a file can be broken."""

import codecs
import io
import struct
from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from connectors.errors import FileError
from connectors.files.delimited import separator
from connectors.files.opening import MAX_BYTES, open_file
from tests.fakes.workbooks import csv_file, csv_text, workbook, zipped

ROWS = [["Dag", "Titel", "Aantal"], ["2026-03-04", "Zorg, dichtbij; écht", "12"], ["2026-03-05", "", "—"]]
READ = (("Dag", "Titel", "Aantal"), ("2026-03-04", "Zorg, dichtbij; écht", "12"), ("2026-03-05", None, "—"))


def code_of(name: str, content: bytes) -> str:
    with pytest.raises(FileError) as caught:
        open_file(name, content)
    assert caught.value.file == name
    assert str(caught.value.hint)
    return caught.value.code


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_in_every_usual_encoding_and_with_every_usual_separator(delimiter, encoding):
    opened = open_file("x.csv", csv_file(ROWS, delimiter, encoding))
    assert opened.sheets[0].rows == READ
    assert opened.sheets[0].name == "x.csv"


def test_csv_of_an_old_windows_program_is_read():
    rows = [["Naam", "Aantal"], ["Café €", "3"]]
    assert open_file("x.csv", csv_file(rows, ";", "cp1252")).sheets[0].rows == (("Naam", "Aantal"), ("Café €", "3"))


def test_utf_16_with_the_large_byte_first_is_read():
    content = codecs.BOM_UTF16_BE + csv_text(ROWS, "\t").encode("utf-16-be")
    assert open_file("x.csv", content).sheets[0].rows == READ


def test_a_line_that_names_the_separator_is_obeyed_and_keeps_its_line_number():
    assert open_file("x.csv", b"sep=;\na;b,c\n1;2\n").sheets[0].rows == ((), ("a", "b,c"), ("1", "2"))


def test_empty_lines_keep_the_numbers_of_the_others():
    assert open_file("x.csv", b"a,b\n\n1,2\n").sheets[0].rows == (("a", "b"), (), ("1", "2"))


def test_commas_in_quotes_and_decimals_do_not_count_as_separators():
    assert separator('a;b;c\n"1,5,6,7";2,5;3\n"1,5,6,7";2,5;3\n') == ";"
    assert separator("one column only\nand more\n") == ","


def test_a_description_full_of_commas_above_the_table_does_not_mislead():
    assert separator("One, two, three, four\na\tb\n1\t2\n3\t4\n") == "\t"


def test_a_workbook_keeps_numbers_dates_and_empty_lines():
    content = workbook({"Een": [["Dag", "Aantal"], [], [date(2026, 3, 4), 12], [None, 0.5]], "Twee": [["x"]]})
    opened = open_file("x.xlsx", content)
    assert [sheet.name for sheet in opened.sheets] == ["Een", "Twee"]
    rows = opened.sheets[0].rows
    assert rows[0] == ("Dag", "Aantal")
    assert rows[1] == (None, None)
    assert rows[2][0] in {date(2026, 3, 4), datetime(2026, 3, 4)}  # noqa: DTZ001
    assert rows[2][1] == 12
    assert rows[3] == (None, 0.5)


def test_a_length_in_a_workbook_becomes_text():
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        length = book.add_format({"num_format": "[h]:mm:ss"})
        book.add_worksheet("x").write_datetime(0, 0, timedelta(minutes=4, seconds=34), length)
    assert open_file("x.xlsx", packed.getvalue()).sheets[0].rows == (("0:04:34",),)


def test_a_zip_gives_a_sheet_for_each_csv_and_leaves_out_what_a_mac_adds():
    content = zipped(
        {"map/Table data.csv": b"a,b\n1,2\n", "__MACOSX/._Table data.csv": b"\x00\x01", "leeg.csv": b"", "x.pdf": b"%"}
    )
    opened = open_file("x.zip", content)
    assert [(sheet.name, sheet.rows) for sheet in opened.sheets] == [("Table data.csv", (("a", "b"), ("1", "2")))]


def test_the_fingerprint_is_of_the_content_and_not_of_the_name():
    assert open_file("a.csv", b"a,b\n").sha256 == open_file("b.csv", b"a,b\n").sha256
    assert open_file("a.csv", b"a,b\n").sha256 != open_file("a.csv", b"a,c\n").sha256


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leeg.csv", b"", "file.empty"),
        ("leeg.csv", b" \r\n\n", "file.empty"),
        ("pagina.xls", b"<html><table><tr><td>1</td></tr></table>", "file.web_page"),
        ("pagina.xls", b"\xef\xbb\xbf  <!DOCTYPE html><p>Aanmelden", "file.web_page"),
        ("foto.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file.not_text"),
        ("foto.csv", bytes(range(256)) * 4, "file.not_text"),
        ("half.csv", "a,b\n1,2\n".encode("utf-16")[:-1], "file.not_text"),
        ("half.csv", b'a,b\n1,"tot hier', "file.damaged"),
        ("half.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "file.damaged"),
        ("niets.zip", zipped({}), "file.zip_without_csv"),
        ("brief.zip", zipped({"brief.docx": b"x"}), "file.zip_without_csv"),
        ("veel.zip", zipped({f"{n}.csv": b"a,b" for n in range(51)}), "file.too_large"),
        ("bom.zip", zipped({"bom.csv": b"0" * (MAX_BYTES + 1)}), "file.too_large"),
        ("groot.csv", b"0," * (MAX_BYTES // 2 + 1), "file.too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_refused_with_the_reason(name, content, code):
    assert code_of(name, content) == code


def test_half_a_zip_is_refused():
    whole = zipped({"Table data.csv": csv_file([["a", "b"], *([n, n * 7] for n in range(500))])})
    for length in (4, len(whole) // 3, len(whole) // 2, len(whole) - 30):
        assert code_of("half.zip", whole[:length]) == "file.damaged"


def test_a_zip_with_a_broken_member_is_refused():
    content = bytearray(zipped({"a.csv": csv_file([[n, n * 7] for n in range(500)])}))
    content[60] ^= 0xFF
    assert code_of("stuk.zip", bytes(content)) == "file.damaged"


def test_a_zip_that_lies_about_its_size_is_refused():
    content = bytearray(zipped({"a.csv": b"0" * (MAX_BYTES + 1)}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.index(signature) + offset, 10)
    assert code_of("bom.zip", bytes(content)) in {"file.too_large", "file.damaged"}


def test_a_zip_with_a_password_is_refused():
    content = bytearray(zipped({"a.csv": b"a,b\n"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    assert code_of("slot.zip", bytes(content)) == "file.locked"


def test_half_a_workbook_is_refused(page_workbook):
    name, content = page_workbook("visitors", "en")
    assert code_of(name, content[: len(content) // 2]) == "file.damaged"
    whole = workbook({"Een": [[n, n * 7] for n in range(500)]})
    assert code_of("half.xlsx", whole[: len(whole) // 2]) == "file.damaged"


def test_a_workbook_without_its_sheets_is_refused():
    assert code_of("hol.xlsx", zipped({"[Content_Types].xml": b"<Types/>"})) == "file.damaged"


def test_a_stray_cell_in_the_far_corner_does_not_take_all_memory():
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        book.add_worksheet("x").write(1_048_575, 16_383, "hier")
    assert code_of("ver.xlsx", packed.getvalue()) == "file.too_large"


def test_a_workbook_of_too_many_sheets_is_refused():
    assert code_of("veel.xlsx", workbook({f"s{n}": [["a"]] for n in range(51)})) == "file.too_large"


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]),
)
def test_no_bytes_whatsoever_do_more_than_be_refused(content, start):
    with suppress(FileError):
        assert open_file("x.csv", start + content).sheets


@given(
    st.lists(
        st.lists(st.text(alphabet='ab0 ,;"é€\n', max_size=6), min_size=3, max_size=3),
        min_size=2,
        max_size=6,
    )
)
def test_what_was_written_with_quotes_is_read_back(rows):
    header = ["een", "twee", "drie"]
    packed = io.StringIO(newline="")
    packed.write(csv_text([header, *rows]))
    read = open_file("x.csv", packed.getvalue().encode()).sheets[0].rows
    assert read == (tuple(header), *(tuple(cell if cell.strip() else None for cell in row) for row in rows))


def test_a_web_page_in_a_zip_is_refused_as_one():
    assert code_of("x.zip", zipped({"a.csv": b"<html>"})) == "file.web_page"


@pytest.mark.parametrize(
    "content",
    [
        b'{"elements": [], "paging": {"count": 10}}',
        b'\xef\xbb\xbf\n[\n {"id": 1}\n]',
        b'{"stream": "page", "data": {}}\n{"stream": "posts", "data": {}}\n',
    ],
    ids=["object", "list", "object on each line"],
)
def test_the_answer_of_an_interface_is_no_export(content):
    assert code_of("antwoord.json", content) == "file.json"


def test_a_header_in_brackets_is_no_json():
    assert open_file("x.csv", b"[a],{b}\n1,2\n").sheets[0].rows == (("[a]", "{b}"), ("1", "2"))
