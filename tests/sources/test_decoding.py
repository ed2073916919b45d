"""Decoding of files: byte order marks, UTF-8, UTF-16, ISO-2022, old code pages, damage."""

from __future__ import annotations

import random

import pytest

from summarize.errors import SourceError
from summarize.sources.decoding import decode

WESTERN = {
    "French": "Le café était fermé à midi, hélas : « pas de thé ».",
    "German": "Ein schöner Tag in München, süß und groß.",
    "Spanish": "El niño comió piñas; ¿qué más quería?",
    "Norwegian": "Åse gikk på skøyter gjennom byen.",
    "typography": "He said “no” – it’s £5 … or €6.",
    "one letter": "caf\u00e9",
}
FOREIGN = [
    ("cp1251", "Привет, это короткий русский текст о реке."),
    ("koi8_r", "Привет, это короткий русский текст о реке."),
    ("cp1250", "Příliš žluťoučký kůň úpěl ďábelské ódy a pak šel domů."),
    ("cp1253", "Αυτό είναι ένα σύντομο ελληνικό κείμενο."),
    ("shift_jis", "これは日本語の短い文章です。とても短いです。"),
    ("gb18030", "这是一个中文文本，非常短。"),
    ("big5", "這是一個中文文本，非常短。"),
]


@pytest.mark.parametrize("text", ["plain", "naïve “quotes”", "日本語", "a\r\nb\rc\n", "\u2028x"])
def test_utf8_is_taken_unchanged_and_without_a_note(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text
    assert decode(text.encode(), "a.txt").note == ""


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
    ],
)
def test_a_byte_order_mark_decides_and_is_dropped(encoding: str, mark: bytes) -> None:
    decoded = decode(mark + "Grüße, 世界.\r\n".encode(encoding), "a.txt")
    assert decoded.text == "Grüße, 世界.\r\n"
    assert encoding in decoded.note


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_text_without_a_mark_is_recognised(encoding: str) -> None:
    decoded = decode("A wide line, with “quotes”.\n".encode(encoding), "a.txt")
    assert decoded.text == "A wide line, with “quotes”.\n"
    assert encoding in decoded.note


@pytest.mark.parametrize("text", WESTERN.values(), ids=WESTERN.keys())
def test_western_code_page(text: str) -> None:
    decoded = decode(text.encode("cp1252"), "a.txt")
    assert (decoded.text, decoded.note) == (text, "decoded as cp1252 (guessed)")


@pytest.mark.parametrize(("encoding", "text"), FOREIGN)
def test_other_code_pages(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert "guessed" in decoded.note


def test_foreign_lines_far_down_are_found() -> None:
    text = "Nothing but English here.\n" * 20_000 + "Only here a café.\n"
    assert decode(text.encode("cp1252"), "a.txt").text == text


def test_a_cut_character_does_not_spoil_a_file_of_utf8() -> None:
    data = "Zwölf Boxkämpfer jagen Viktor quer über den großen Deich, süß, öde, äh, ü, ß.".encode()
    decoded = decode(data + "ö".encode()[:1], "a.txt")
    assert decoded.text.endswith("ß.\ufffd")
    assert "1 damaged character replaced" in decoded.note


def test_a_replacement_character_in_the_source_is_no_damage() -> None:
    assert decode("a\ufffdb".encode(), "a.txt").note == ""


def test_damage_behind_a_mark_is_counted() -> None:
    decoded = decode(b"\xef\xbb\xbfok\xc3", "a.txt")
    assert decoded.text == "ok\ufffd"
    assert "1 damaged" in decoded.note


@pytest.mark.parametrize("data", [b"a\0b", b"\0" * 64, b"\x01\x02\x03\x04" * 20])
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.bin is not a text file"):
        decode(data, "a.bin")


def test_random_bytes_are_refused() -> None:
    noise = random.Random(7)
    for _ in range(50):
        with pytest.raises(SourceError):
            decode(noise.randbytes(400), "a.bin")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text",
    [
        "Паром ходит через пролив.",
        "渡轮每天都要过海峡，下雨的时候也一样。",
        "今日も船は出ます。とても寒いです。",
        "Το πλοίο περνά κάθε μέρα.",
    ],
)
def test_wide_text_of_other_scripts_is_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["iso2022_jp", "iso2022_kr"])
def test_escapes_switch_scripts(encoding: str) -> None:
    text = {"iso2022_jp": "船は出ます。", "iso2022_kr": "배가 떠난다."}[encoding] + " plain\n"
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert "escapes" in decoded.note


@pytest.mark.parametrize(
    "line",
    ["# -*- coding: {0} -*-", 'Content-Type: text/plain; charset="{0}"', "encoding={0}"],
)
def test_a_declaration_is_believed(line: str) -> None:
    text = line.format("iso-8859-5") + "\nДа.\n"
    decoded = decode(text.encode("iso-8859-5"), "a.txt")
    assert decoded.text == text
    assert decoded.note == "decoded as iso8859-5 (declared)"


@pytest.mark.parametrize("name", ["klingon", "utf-16", "rot13", "hex", "utf-7", "idna"])
def test_a_wrong_declaration_is_not_believed(name: str) -> None:
    data = f"charset={name}\nLe café était fermé.".encode("cp1252")
    assert decode(data, "a.txt").note == "decoded as cp1252 (guessed)"


def test_stray_nulls_stay_where_they_are_and_are_told() -> None:
    text = "The ferry was late again, as it is on every day of the year. " * 4 + "\0It left."
    decoded = decode(text.encode(), "a.txt")
    assert decoded.text == text
    assert decoded.note == "1 null character left in"
    assert decode(text.replace("year", "an\u00f1o").encode("cp1252"), "a.txt").note == (
        "decoded as cp1252 (guessed), 1 null character left in"
    )


def test_a_few_bytes_that_are_nothing_do_not_cost_the_rest() -> None:
    data = bytearray(b"The ferry sails at nine, and it carries many people. " * 100)
    for place, byte in ((10, 0xFE), (900, 0x81), (2000, 0xF7), (4000, 0x90), (5000, 0xC1)):
        data[place] = byte
    decoded = decode(bytes(data), "a.txt")
    assert decoded.text.count("\ufffd") == 5
    assert "5 damaged characters replaced" in decoded.note
