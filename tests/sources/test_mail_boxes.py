"""Mails in containers: attached, digests, mailboxes, saved web pages; mails that are cut off."""

from __future__ import annotations

import base64
import quopri

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats.mail import extract
from summarize.sources.formats.mail_detection import is_mail
from support.office_files import listed, prose

CRANE = (
    "From: Ines Roth <ines@example.org>\nSubject: Crane out of service\n"
    "Date: Mon, 12 Feb 2024 09:14:22 +0100\nContent-Type: text/plain; charset=us-ascii\n\n"
    "The big crane at Quay 4 will be out of service until 22 March.\n"
    "The repair costs 310,000 euros.\n"
)
SHIPS = (
    "From: Tom Lund <tom@example.org>\nSubject: Re: Crane out of service\n"
    "Date: Tue, 13 Feb 2024 10:00:00 +0100\n\n"
    "On Mon, Ines Roth wrote:\n> The repair costs 310,000 euros.\n\n"
    "Ships longer than 120 metres will be unloaded at Quay 7.\n"
)
CRANE_SAID = [
    "The big crane at Quay 4 will be out of service until 22 March. The repair costs 310,000 euros."
]
SHIPS_SAID = ["Ships longer than 120 metres will be unloaded at Quay 7."]


def wrap(content_type: str, *parts: str, text: str = "", subject: str = "Quay digest") -> bytes:
    head = (
        f"From: list@example.org\nTo: bo@example.org\nSubject: {subject}\nMIME-Version: 1.0\n"
        f'Content-Type: {content_type}; boundary="XX"\n\n'
    )
    first = [f"--XX\nContent-Type: text/plain\n\n{text}\n"] if text else []
    return (head + "".join([*first, *(f"--XX\n{part}\n" for part in parts)]) + "--XX--\n").encode()


def read(data: bytes) -> Extract:
    return extract(data, "a.eml")


def attached(mail: str) -> str:
    return f"Content-Type: message/rfc822\n\n{mail}"


TOPICS = "Today's Topics:\n\n   1. Crane out of service (Ines)\n   2. Re: Crane (Tom)\n"


@pytest.mark.parametrize(
    "data",
    [
        wrap("multipart/mixed", attached(CRANE), attached(SHIPS), text=TOPICS),
        wrap("multipart/digest", "\n" + CRANE, "\n" + SHIPS),
        wrap("multipart/mixed", attached(CRANE), attached(SHIPS)),
    ],
)
def test_mails_of_a_digest_are_read_under_their_subjects(data: bytes) -> None:
    found = read(data)
    assert prose(found) == [*CRANE_SAID, *SHIPS_SAID]
    assert ("heading2", "Crane out of service") in listed(found)
    assert ("metadata", "Ines Roth, 2024-02-12") in listed(found)
    places = [block.place for block in found.blocks if block.text in SHIPS_SAID]
    assert places == ["Re: Crane out of service"]
    assert found.metadata.title == "Quay digest"


@pytest.mark.parametrize(
    "rule",
    ["-" * 30, "=" * 60, "_" * 40, "---------- 2 of 2 ----------"],
)
def test_mails_of_a_digest_in_plain_text_are_read(rule: str) -> None:
    def bare(mail: str) -> str:
        return mail.replace("Content-Type: text/plain; charset=us-ascii\n", "")

    text = (
        f"{TOPICS}\n\n{'-' * 70}\n\nMessage: 1\n{bare(CRANE)}\n\n{rule}\n\nMessage: 2\n"
        f"{bare(SHIPS)}\n"
        f"{rule}\n\nEnd of Quay Digest, Vol 12, Issue 3\n***********************\n"
    )
    data = f"From: list@example.org\nTo: bo@example.org\nSubject: Quay digest\n\n{text}".encode()
    found = read(data)
    assert prose(found) == [*CRANE_SAID, *SHIPS_SAID]
    assert ("metadata", "Tom Lund, 2024-02-13") in listed(found)


def test_an_attached_mail_below_a_word_is_the_article() -> None:
    found = read(wrap("multipart/mixed", attached(CRANE), text="FYI", subject="Fwd: crane"))
    assert prose(found) == CRANE_SAID
    assert found.metadata.title == "Crane out of service"
    assert found.metadata.author == "Ines Roth"
    assert found.metadata.date == "2024-02-12"
    assert found.warnings == ("forwarded message read",)


def test_an_attached_mail_below_a_letter_is_a_section() -> None:
    letter = "We should speak about the crane on Monday, as the insurer pays only half of it. " * 4
    found = read(wrap("multipart/mixed", attached(CRANE), text=letter, subject="Meeting"))
    assert found.metadata.title == "Meeting"
    assert prose(found)[1:] == CRANE_SAID


def test_a_mail_in_a_mail_in_a_mail() -> None:
    inner = wrap("multipart/mixed", attached(CRANE), text="see below", subject="Fwd: x").decode()
    found = read(wrap("multipart/mixed", attached(inner), text="FYI", subject="Fwd: Fwd: x"))
    assert prose(found) == CRANE_SAID
    assert found.metadata.author == "Ines Roth"


def test_a_mail_attached_as_a_file_is_read() -> None:
    encoded = base64.encodebytes(CRANE.encode()).decode()
    part = (
        'Content-Type: application/octet-stream; name="crane.eml"\n'
        f"Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\n{encoded}"
    )
    assert prose(read(wrap("multipart/mixed", part, text="FYI"))) == CRANE_SAID


def test_an_attached_mail_that_is_encoded_against_the_rules() -> None:
    encoded = base64.encodebytes(CRANE.encode()).decode()
    part = f"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{encoded}"
    assert prose(read(wrap("multipart/mixed", part, text="FYI"))) == CRANE_SAID


def box(*mails: str) -> bytes:
    return "".join(
        f"From a@example.org Mon Feb 12 09:14:22 2024\n{mail}\n" for mail in mails
    ).encode()


def test_a_mailbox_of_several_mails() -> None:
    found = read(box(CRANE, SHIPS))
    assert prose(found) == [*CRANE_SAID, *SHIPS_SAID]
    assert found.metadata.title == "Crane out of service"
    assert found.metadata.author is None
    assert [text for kind, text in listed(found) if kind == "heading2"] == [
        "Crane out of service",
        "Re: Crane out of service",
    ]


def test_of_a_mailbox_from_lines_in_the_text_are_text() -> None:
    mail = CRANE + "\n>From the quay one sees it.\n>>From there, too.\n\nFrom here we walk.\n"
    found = read(box(mail.replace("From here", ">From here"), SHIPS))
    assert "From the quay one sees it." in " ".join(prose(found))
    assert "From here we walk." in prose(found)
    one = read(box(CRANE + "\nFrom 2024 on it was closed.\n"))
    assert prose(one) == [*CRANE_SAID, "From 2024 on it was closed."]


def test_mails_of_a_mailbox_without_text_are_passed_over() -> None:
    empty = "From: x@example.org\nSubject: Nothing\n\n\n"
    found = read(box(empty, CRANE))
    assert prose(found) == CRANE_SAID


PAGE = (
    "<html><head><title>The crane</title></head><body><nav><a href='/'>Home</a></nav><article>"
    "<h1>The crane</h1><p>The big crane at the quay will be out of service for three weeks, the "
    "harbour said on Monday in a letter to all firms.</p><p>Ships longer than 120 metres will be "
    "unloaded at another quay until the repair is done, and the insurer pays half.</p></article>"
    "</body></html>"
)


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/crane\n"
            "Subject: The crane\nDate: Mon, 12 Feb 2024 09:14:22 -0000\n",
            "Content-Type: text/html\nContent-ID: <frame-1@mhtml.blink>\n"
            "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://example.org/crane\n",
        ),
        (
            "From: \"Saved by Windows Internet Explorer 8\"\nSubject: The crane\n"
            "Date: Mon, 12 Feb 2024 09:14:22 -0000\n",
            'Content-Type: text/html; charset="utf-8"\n'
            "Content-Transfer-Encoding: quoted-printable\n"
            "Content-Location: http://example.org/crane\n",
        ),
        ("", "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n"),
    ],
)  # fmt: skip
def test_a_saved_web_page_is_read_as_one(head: str, part: str) -> None:
    body = quopri.encodestring(PAGE.encode()).decode()
    data = (
        f'{head}MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; '
        f'boundary="XX"\n\n--XX\n{part}\n{body}\n--XX\nContent-Type: image/png\n'
        "Content-Location: https://example.org/a.png\n\nAAAA\n--XX--\n"
    ).encode()
    assert is_mail(data)
    found = read(data)
    assert "Home" not in " ".join(text for _, text in listed(found))
    assert prose(found)[0].startswith("The big crane at the quay")
    assert not found.cut_off


def test_pictures_in_a_mail_make_no_page_of_it() -> None:
    data = (
        b"From: Ann <a@example.org>\nTo: b@example.org\nSubject: Crane\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; boundary="XX"\n\n--XX\nContent-Type: text/html\n\n'
        b"<p>The crane is closed.</p>\n--XX\nContent-Type: image/png\n\nAAAA\n--XX--\n"
    )
    assert prose(read(data)) == ["The crane is closed."]
    assert read(data).metadata.author == "Ann"


def encoded(encoding: str, body: bytes, end: int) -> bytes:
    head = (
        "From: Ann <a@example.org>\nTo: b@example.org\nSubject: Crane\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    return head.encode() + body[:end]


LONG = "The crane at the quay is closed. " * 20


def test_an_encoding_that_ends_early_is_read_as_far_as_it_goes() -> None:
    found = read(encoded("base64", base64.encodebytes(LONG.encode()), 301))
    assert found.cut_off
    assert prose(found)[0].startswith("The crane at the quay is closed. The crane")
    assert not read(encoded("base64", base64.encodebytes(LONG.encode()), 10_000)).cut_off


def test_a_mail_without_its_last_boundary_is_cut_off() -> None:
    whole = wrap("multipart/mixed", f"Content-Type: text/plain\n\n{LONG}")
    assert not read(whole).cut_off
    assert read(whole[:400]).cut_off
    assert not read(whole.removesuffix(b"--XX--\n")).cut_off  # nothing of the text is missing


def test_a_mail_shorter_than_it_says_is_cut_off() -> None:
    head = b"From: Ann <a@example.org>\nTo: b@example.org\nSubject: C\nContent-Length: %d\n\n"
    body = b"The crane is closed.\n"
    assert read(head % 900 + body).cut_off
    assert not read(head % len(body) + body).cut_off
    assert read(
        box(CRANE) + b"From a@example.org Mon Feb 12 09:14:22 2024\n" + head % 99 + body
    ).cut_off


def test_an_encrypted_mail_is_refused() -> None:
    part = "Content-Type: application/pgp-encrypted\n\nVersion: 1\n"
    with pytest.raises(SourceError, match="is an encrypted e-mail"):
        read(wrap("multipart/encrypted", part))


def test_mails_in_mails_are_bounded() -> None:
    deep = "Content-Type: message/rfc822\n\n" * 300 + CRANE
    with pytest.raises(SourceError, match="without text"):
        read(f"From: a@example.org\nTo: b@example.org\nSubject: Crane\n{deep}".encode())
    text = "FYI\n\nBegin forwarded message:\n\nFrom: Bo\nSubject: x\n\n" * 300
    found = read(f"From: a@example.org\nTo: b@example.org\n\n{text}Eels.\n".encode())
    assert "Eels." in prose(found)
