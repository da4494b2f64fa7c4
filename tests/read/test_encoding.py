import pytest

from whosays.read.encoding import NotText, decode, decode_as

PERSIAN = "رودخانه از میان شهر می‌گذرد و پل قدیمی را هر بهار می‌شوید. "
RUSSIAN = "Гавань замерзает в январе, и оркестр играет на льду каждую зиму. " * 4
FRENCH = "Le musée prête quarante horloges aux écoles, où l’été ne finit jamais. " * 4
ARABIC = "افتتحت مكتبة الميناء أبوابها للجمهور في شهر مارس من العام الماضي. " * 4


@pytest.mark.parametrize("text", ["plain", "Fjärde bron — naïve", PERSIAN, "\ufeffwith a mark", "", "a\r\nb\rc\u2028d\f"])
def test_utf8_is_kept_as_it_is(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert (decoded.text, decoded.encoding, decoded.guessed, decoded.broken) == (text, "utf-8", False, 0)


@pytest.mark.parametrize(
    ("encoding", "text"), [("utf-16", PERSIAN), ("utf-16", "The weir"), ("utf-32", "The weir"), ("utf-8-sig", PERSIAN)]
)
def test_a_byte_order_mark_is_believed(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text.removeprefix("\ufeff"), decoded.guessed) == (text, False)


@pytest.mark.parametrize(
    ("encoding", "text"), [("cp1252", FRENCH), ("cp1251", RUSSIAN), ("cp1256", ARABIC), ("utf-16-le", "The old weir")]
)
def test_a_code_page_is_guessed_and_the_guess_is_told(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.guessed, decoded.broken) == (text, True, 0)


def test_a_few_broken_bytes_in_utf8_stand_as_replacement_signs() -> None:
    decoded = decode("Die Brücke über die Ährn, größer als früher, ließ ".encode() + b"\xff" + " zurück".encode())
    assert (decoded.encoding, decoded.broken, decoded.text.count("\ufffd")) == ("utf-8", 1, 1)


@pytest.mark.parametrize("raw", [b"\0\1\2\3" * 9, b"a\0b", bytes(range(1, 9)) * 40])
def test_bytes_that_are_no_text_are_refused(raw: bytes) -> None:
    with pytest.raises(NotText):
        decode(raw)


@pytest.mark.parametrize(("name", "expected"), [("iso-8859-1", "€ 5"), ("windows-1252", "€ 5"), ("no-such-code", FRENCH)])
def test_what_a_file_says_of_its_encoding_is_read_as_browsers_read_it(name: str, expected: str) -> None:
    assert decode_as(expected.encode("cp1252"), name).text == expected


@pytest.mark.parametrize("name", ["rot13", "base64", "hex", "idna", "punycode", "undefined", "unicode-escape", "x-none", ""])
def test_what_is_no_encoding_of_text_is_guessed_instead(name: str) -> None:
    assert decode_as(b"The weir.", name).text == "The weir."
