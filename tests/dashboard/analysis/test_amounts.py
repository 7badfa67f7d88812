import pytest

from dashboard.analysis.amounts import read_amount


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0.0),
        ("1250", 1250.0),
        ("1.250,50", 1250.5),
        ("1,250.50", 1250.5),
        ("1250,5", 1250.5),
        ("1250.5", 1250.5),
        ("1.250", 1250.0),
        ("12.345.678", 12345678.0),
        ("€ 1 250,00", 1250.0),
        ("0,125", 0.125),
        ("-5", -5.0),
    ],
)
def test_a_number_is_understood_with_comma_and_with_point(text, number):
    assert read_amount(text) == number


@pytest.mark.parametrize("text", ["twelve", "1.2.3,4,5", "5 euro", "1e9", "--5", "😀", "9" * 25])
def test_what_is_no_number_is_not_guessed(text):
    assert read_amount(text) is None
