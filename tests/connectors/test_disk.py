"""What the operating system refused, in words that the catalogue knows."""

import errno

import pytest

from connectors import disk


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOENT, "there is no such file or folder"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EISDIR, "it is a folder"),
    ],
)
def test_a_refusal_has_words_of_our_own(number, words):
    assert str(disk.problem(OSError(number, "system's words"))) == words


def test_a_refusal_that_we_do_not_know_keeps_the_words_of_the_system():
    assert str(disk.problem(OSError(errno.EMFILE, "Too many open files"))) == "Too many open files"


def test_the_network_is_no_disk():
    assert not disk.is_refusal(ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"))
    assert not disk.is_refusal(ValueError())


def test_a_write_that_fails_half_way_does_not_say_in_which_file():
    full = OSError(errno.ENOSPC, "No space left on device")
    assert disk.is_refusal(full)
    assert str(disk.name(full)) == "a file"
    assert str(disk.name(OSError(errno.EACCES, "no", "/home/x"))) == "/home/x"
