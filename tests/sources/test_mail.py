"""E-mail: quoted text, signatures, HTML parts, attachments, headers, damage."""

from __future__ import annotations

import base64

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats import mail_parts
from summarize.sources.formats.mail import extract
from summarize.sources.formats.mail_detection import is_mail
from support.office_files import listed, prose

HEAD = b"From: Ann Lee <ann@example.org>\nTo: bo@example.org\nSubject: Eels\n"


def read(body: bytes, head: bytes = b"") -> Extract:
    return extract(HEAD + head + b"\n" + body, "a.eml")


def multipart(*parts: tuple[str, str]) -> Extract:
    """A mail of these parts: their headers (without the ending) and their texts."""
    inner = "".join(f"--x\n{head}\n\n{text}\n" for head, text in parts)
    return read(
        f"{inner}--x--\n".encode(),
        b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="x"\n',
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HEAD + b"\nEels.", True),
        (HEAD.replace(b"\n", b"\r\n") + b"\r\nEels.", True),
        (b"From ann@example.org Mon Mar  2 2026\n" + HEAD + b"\nEels.", True),
        (b"Received: from x\n\tby y; Mon\nFrom: a@b.org\nTo: c@d.org\n\nEels", True),
        (b"From: Ann\nTo: Bo\nX-Long: " + b"x" * 9000, True),
        (HEAD + b"Eels.", False),
        (b"From: here\n\nTo: there\n", False),
        (b"Subject: Eels\nTo: Bo\n\nEels.", False),
        (b"Ann: Eels\nBo: Mud\n\nThe end.", False),
        (b"", False),
    ],
)
def test_what_is_taken_for_mail(data: bytes, expected: bool) -> None:
    assert is_mail(data) is expected


def test_headers_are_the_metadata() -> None:
    found = extract(
        b"From: =?utf-8?q?Ann_L=C3=A9e?= <ann@example.org>\n"
        b"Subject: =?iso-8859-1?Q?The_caf=E9?=\n =?iso-8859-1?Q?_opens?=\n"
        b"Date: Mon, 2 Mar 2026 23:30:00 +0100\n\nEels.\n",
        "a.eml",
    )
    assert found.metadata.title == "The café opens"
    assert found.metadata.author == "Ann Lée"
    assert found.metadata.date == "2026-03-02"
    assert listed(found) == [("heading1", "The café opens"), ("prose", "Eels.")]


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"caf\xc3\xa9", "café"),
        (b"caf\xe9 au lait et th\xe9 \xe0 la menthe", "café au lait et thé à la menthe"),
        (b"=?nonsense?b?!!?=", "=?nonsense?b?!!?="),
        (b"=?x-none?q?eels?=", "eels"),
        (b"", None),
    ],
)
def test_broken_subjects_are_survived(subject: bytes, title: str | None) -> None:
    data = b"From: a@b.org\nSubject: " + subject + b"\n\nEels.\n"
    assert extract(data, "a.eml").metadata.title == title


def test_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    found = read(
        b"Dear Bo,\n\nthe eels swim in the mud of the river all day long, and\n"
        b"they sleep there at night, as far as anybody can tell, so\nwe leave them.\n"
        b"- one eel\n- two eels\n\nYours,\nAnn\n"
    )
    assert listed(found)[1:] == [
        ("prose", "Dear Bo,"),
        ("prose", "the eels swim in the mud of the river all day long, and they sleep "
        "there at night, "
         "as far as anybody can tell, so we leave them."),
        ("item", "one eel"),
        ("item", "two eels"),
        ("metadata", "Yours,"),
        ("metadata", "Ann"),
    ]  # fmt: skip


def test_flowing_text() -> None:
    flowed = b"Content-Type: text/plain; format=flowed\n"
    assert prose(read(b"Eels \nswim \nfar.\nOff.\n", flowed)) == [
        "Eels swim far.", "Off."
    ]  # fmt: skip
    tight = b"Content-Type: text/plain; format=flowed; delsp=yes\n"
    assert prose(read("鰻は \n泳ぐ。\n".encode(), tight)) == ["鰻は泳ぐ。"]


def test_quoted_mail_between_the_lines() -> None:
    found = read(
        b"On Sun, 1 Mar 2026, Bo Li <bo@example.org>\nwrote:\n> Do eels swim?\n> Far?\n\nYes.\n\n"
        b"> And sleep?\nThat, too.\n-- \nAnn Lee\nMud Trust\n"
    )
    assert listed(found)[1:] == [
        ("metadata", "On Sun, 1 Mar 2026, Bo Li <bo@example.org> wrote: Do eels swim? Far?"),
        ("prose", "Yes."),
        ("metadata", "And sleep?"),
        ("prose", "That, too."),
        ("metadata", "-- Ann Lee Mud Trust"),
    ]
    assert found.notes == ("quoted mail and signatures are not summarised",)


@pytest.mark.parametrize(
    "mark",
    [
        b"-----Original Message-----\nFrom: Bo\n",
        b"From: Bo Li <bo@example.org>\nSent: Sunday\nTo: Ann\nSubject: Eels\n\n",
        b"Am 01.03.2026 um 10:00 schrieb Bo Li:\n\n",
    ],
)
def test_quoted_mail_below(mark: bytes) -> None:
    found = read(b"Yes, they do.\n\n" + mark + b"Do eels swim?\n\nBo\n")
    assert prose(found) == ["Yes, they do."]
    assert "Do eels swim?" in " ".join(text for kind, text in listed(found) if kind == "metadata")


def test_a_mail_of_nothing_but_a_forwarded_one_is_read() -> None:
    found = read(b"---------- Forwarded message ---------\nFrom: Bo\n\nEels swim.\n")
    assert "Eels swim." in prose(found)


def test_text_is_preferred_unless_it_is_a_stub() -> None:
    html = (
        "Content-Type: text/html",
        "<p>Eels <b>swim</b> in the mud.</p><p>They sleep there.</p>",
    )
    assert prose(multipart(("Content-Type: text/plain", "Eels swim in mud, and sleep."), html)) == [
        "Eels swim in mud, and sleep."
    ]
    assert prose(multipart(("Content-Type: text/plain", "See HTML."), html)) == [
        "Eels swim in the mud.", "They sleep there."
    ]  # fmt: skip
    assert prose(multipart(html)) == ["Eels swim in the mud.", "They sleep there."]


def test_quotes_in_html_are_metadata() -> None:
    quote = (
        '<div class="gmail_quote"><div>On Sunday, Bo wrote:</div>'
        "<blockquote>Far?</blockquote></div>"
    )
    found = multipart(("Content-Type: text/html", f"<p>Yes.</p>{quote}<p>Bye.</p>"))
    assert prose(found) == ["Yes.", "Bye."]
    assert ("metadata", "Far?") in listed(found)
    older = "<p>Yes.</p><p><b>From:</b> Bo<br><b>Sent:</b> Sunday<br><b>To:</b> Ann</p><p>Far?</p>"
    assert prose(multipart(("Content-Type: text/html", older))) == ["Yes."]


def test_attachments_are_named_and_not_read() -> None:
    found = multipart(
        ("Content-Type: text/plain", "Eels swim far and wide."),
        ('Content-Type: text/plain\nContent-Disposition: attachment; filename="list.txt"', "No."),
        ("Content-Type: image/png", "AAAA"),
    )
    assert prose(found) == ["Eels swim far and wide."]
    assert found.notes == ("attachments not read: list.txt, image/png",)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"Content-Type: text/plain; charset=windows-1251\n", "Угри плавают.".encode("cp1251")),
        (b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n",
         base64.b64encode("Угри плавают.".encode())),
        (b"Content-Type: text/plain; charset=x-none\n", "Угри плавают.".encode()),
        (b"Content-Type: text/plain; charset=us-ascii\n", "Угри плавают.".encode()),
        (b'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: '
        b'quoted-printable\n',
         b"=D0=A3=D0=B3=D1=80=D0=B8 =\n=D0=BF=D0=BB=D0=B0=D0=B2=D0=B0=D1=8E=D1=82."),
    ],
)  # fmt: skip
def test_character_sets_and_encodings(head: bytes, body: bytes) -> None:
    assert prose(read(body, head)) == ["Угри плавают."]


def test_a_mail_of_pictures_says_nothing() -> None:
    with pytest.raises(SourceError, match=r"a\.eml is an e-mail without text"):
        multipart(("Content-Type: image/png", "AAAA"))
    with pytest.raises(SourceError, match="without text"):
        read(b"")


def test_containers_in_containers_are_bounded() -> None:
    deep = HEAD + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000)
    )
    with pytest.raises(SourceError, match="damaged e-mail"):
        extract(deep, "a.eml")
    wide = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nEel.\n" * 20_000
    assert len(prose(extract(HEAD + wide, "a.eml"))) <= 1000


def test_a_part_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    found = multipart(("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
                       base64.b64encode(b"Eels swim far and wide.").decode()[:-6]))  # fmt: skip
    assert listed(found)[-1][1]


def test_many_signs_of_quoted_mail_take_no_time_to_speak_of() -> None:
    for line in (b"-- \n", b"On Mon, Bo wrote:\n", b"> \n", b"From: x\n"):
        found = read(b"Eels.\n\n" + line * 30_000 + b"> Far?\n")
        assert prose(found)[0] == "Eels."


def test_a_mail_larger_than_servers_pass_on_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_parts, "MAX_BYTES", 1_000_000)
    with pytest.raises(SourceError, match="more than 1 MB"):
        read(b"x" * 1_000_000)
