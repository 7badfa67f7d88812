from hypothesis import given
from hypothesis import strategies as st

from connectors.keys import channel_key, content_key, key63, pseudonym, vacancy_key

SECRET = b"a-long-random-text-that-never-changes"


def test_the_same_parts_give_the_same_key_on_every_machine():
    assert key63("nergens", "channel", "youtube", "UC0") == channel_key("nergens", "youtube", "UC0")
    assert channel_key("nergens", "youtube", "UC0") == 8_266_049_708_132_325_093


@given(st.lists(st.text(), max_size=4))
def test_a_key_fits_in_a_signed_64_bit_column(parts):
    assert 0 <= key63(*parts) < 2**63


@given(st.text(alphabet=st.characters(exclude_characters="\x1f"), min_size=1), st.text(min_size=1))
def test_where_one_part_ends_matters(first, second):
    assert key63(first + second, "") != key63(first, second)


def test_each_kind_of_thing_and_each_organisation_has_its_own_keys():
    keys = [
        channel_key("nergens", "youtube", "1"),
        channel_key("elders", "youtube", "1"),
        channel_key("nergens", "linkedin", "1"),
        content_key("nergens", 1, "1"),
        content_key("nergens", 2, "1"),
        vacancy_key("nergens", "file", "1"),
        vacancy_key("nergens", "recruitee", "1"),
    ]
    assert len(set(keys)) == len(keys)


def test_a_pseudonym_is_a_keyed_hash_of_64_hexadecimal_characters():
    made = pseudonym(SECRET, "file", "nergens", "application", "12345")
    assert made == "a2a9fa028b7f73da3f4d05cfc807eb5c2fa8502d72b1d66a12a4bcdb413d16a7"


def test_a_pseudonym_differs_by_secret_provider_organisation_and_kind():
    made = {
        pseudonym(SECRET, "file", "nergens", "application", "1"),
        pseudonym(b"another", "file", "nergens", "application", "1"),
        pseudonym(SECRET, "recruitee", "nergens", "application", "1"),
        pseudonym(SECRET, "file", "elders", "application", "1"),
        pseudonym(SECRET, "file", "nergens", "candidate", "1"),
        pseudonym(SECRET, "file", "nergens", "application", "2"),
    }
    assert len(made) == 6
