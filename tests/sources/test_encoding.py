"""Encodings of web pages: declared, undeclared and declared wrongly."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.html import extract
from summarize.sources.html.encoding import decode_page, find_codec, find_declared_charset

FRENCH = "Le café était fermé à midi, disait-elle, et nous étions déçus."
JAPANESE = "港の委員会は月曜日に水路を深くすることを決めました。"
RUSSIAN = "Совет порта решил углубить северный канал на два метра."


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        (" 'latin1' ", "cp1252"),
        ("gb2312", "gb18030"),
        ("x-sjis", "cp932"),
        ("Shift_JIS", "cp932"),
        ("EUC-KR", "cp949"),
        ("utf8", "utf-8"),
        ("koi8-r", "koi8_r"),
        ("rot13", None),
        ("unicode_escape", None),
        ("base64", None),
        ("nonsense", None),
    ],
)
def test_labels_mean_what_browsers_take_them_for(label: str, codec: str | None) -> None:
    assert find_codec(label) == codec


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="Shift_JIS">', "shift_jis"),
        (b"<META http-equiv=Content-Type content='text/html; charset=KOI8-R'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="windows-1251"?><html>', "windows-1251"),
        (b"<meta charset=utf-16>", "utf-8"),
        (b" " * 5000 + b"<meta charset=big5>", None),
        (b"<p>charset=big5", None),
    ],
)
def test_what_the_page_declares(head: bytes, label: str | None) -> None:
    assert find_declared_charset(head) == label


@pytest.mark.parametrize(
    ("text", "codec", "charset", "meta"),
    [
        (FRENCH, "cp1252", "iso-8859-1", ""),
        (FRENCH, "cp1252", None, "<meta charset=latin1>"),
        (FRENCH, "utf-8", None, ""),
        (FRENCH, "utf-8", "iso-8859-1", ""),
        (FRENCH, "utf-8-sig", "shift_jis", ""),
        (FRENCH, "utf-16", None, ""),
        (FRENCH, "cp1252", "utf-8", ""),
        (FRENCH, "cp1252", None, "<meta charset=utf-8>"),
        (JAPANESE, "cp932", None, "<meta charset=x-sjis>"),
        (JAPANESE, "euc_jp", "euc-jp", "<meta charset=shift_jis>"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp", ""),
        (RUSSIAN, "koi8_r", None, "<meta charset=koi8-r>"),
        (RUSSIAN, "cp1251", "windows-1251", ""),
        (RUSSIAN, "cp1251", "no-such-charset", "<meta charset=windows-1251>"),
    ],
)
def test_pages_come_out_readable(text: str, codec: str, charset: str | None, meta: str) -> None:
    data = f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(codec)
    assert text in decode_page(data, "a.html", charset).text


def test_a_declaration_that_is_not_true_is_told() -> None:
    data = f"<html><body><p>{FRENCH * 4}</p></body></html>"
    assert "not in utf-8" in decode_page(data.encode("cp1252"), "a.html", "utf-8").note
    note = decode_page(data.encode(), "a.html", "iso-8859-1").note
    assert note == "decoded as utf-8, though declared as iso-8859-1"


def test_what_is_assumed_is_among_the_notes() -> None:
    data = f"<html><body><p>{FRENCH * 4}</p></body></html>".encode("cp1252")
    assert extract(data, "a.html").notes == ("decoded as cp1252 (guessed)",)
    assert extract(data, "a.html", "latin1").notes == ("decoded as cp1252 (the server)",)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(SourceError, match="no web page"):
        extract(bytes(range(256)) * 20, "a.html")


def test_stray_nulls_and_bad_bytes_do_not_cost_the_page() -> None:
    words = "<p>The ferry sails at nine, and it carries many people.</p>" * 60
    data = bytearray(f"<html><meta charset=utf-8><body>{words}</body></html>".encode())
    for place, byte in ((300, 0), (900, 0xFE), (1500, 0), (2100, 0x81)):
        data[place] = byte
    decoded = decode_page(bytes(data), "a.html", None)
    assert "\x00" not in decoded.text
    assert decoded.text.count("ferry") >= 56
