"""Mail in mail: forwarded in many programs' forms, quoted, answered; what is read of it."""

from __future__ import annotations

import pytest

from summarize.sources.blocks import Extract
from summarize.sources.formats.mail import extract
from support.office_files import listed, prose

BODY = """Dear Kate,

the engineer found 17 cracked beams in the roof of the hall. The hall will be
closed from Monday until the end of May. The repair costs 240,000 pounds.
"""
SAID = [
    "Dear Kate,",
    "the engineer found 17 cracked beams in the roof of the hall. The hall will be closed from "
    "Monday until the end of May. The repair costs 240,000 pounds.",
]
HEADER = (
    "From: Paul Venner <paul@example.org>\nDate: Tue, 5 Mar 2024 at 17:12\n"
    "Subject: Roof of the hall\nTo: Kate <kate@example.org>\n\n"
)


def read(text: str, subject: str = "Fwd: Roof", kind: str = "plain") -> Extract:
    head = (
        f"From: Kate Lee <kate@example.org>\nTo: team@example.org\nSubject: {subject}\n"
        "Date: Wed, 6 Mar 2024 18:00:00 +0000\nMIME-Version: 1.0\n"
        f"Content-Type: text/{kind}; charset=utf-8\n\n"
    )
    return extract((head + text).encode(), "a.eml")


def quote(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


FORWARDED = {
    "Gmail": "FYI, see below.\n\n---------- Forwarded message ---------\n" + HEADER + BODY,
    "quoted": "FYI\n\n---------- Forwarded message ---------\n" + quote(HEADER + BODY),
    "Apple": "Thought you'd like this.\n\nBegin forwarded message:\n\n"
    + quote(HEADER + BODY)
    + "\n\nSent from my iPad\n",
    "quoted with its mark": quote("Begin forwarded message:\n\n" + HEADER + BODY),
    "Outlook": "FYI\n\nKate\n\n________________________________\nFrom: Paul Venner "
    "<paul@example.org>\nSent: Tuesday, March 5, 2024 5:12 PM\nTo: Kate\n"
    "Subject: Roof of the hall\n\n" + BODY,
    "Outlook, older": "-----Original Message-----\nFrom: Paul Venner [mailto:paul@example.org]\n"
    "Sent: Tuesday, March 5, 2024 5:12 PM\nTo: Kate; Bo Li\n <bo@example.org>\nCc: x@y.org\n"
    "Subject: Roof of the hall\nImportance: High\n\n" + BODY,
    "Outlook, German": "Zur Info.\n\n-----Ursprüngliche Nachricht-----\nVon: Paul Venner\n"
    "Gesendet: Dienstag, 5. März 2024 17:12\nAn: Kate\nBetreff: Roof of the hall\n\n" + BODY,
    "Thunderbird, German": "-------- Weitergeleitete Nachricht --------\n"
    "Betreff: \tRoof of the hall\nDatum: \tTue, 5 Mar 2024 17:12:00 +0000\n"
    "Von: \tPaul Venner <paul@example.org>\nAn: \tKate\n\n\n\n" + BODY,
    "Apple, German": "Anfang der weitergeleiteten Nachricht:\n\nVon: Paul Venner\n"
    "Betreff: Roof of the hall\nDatum: 5. März 2024 um 17:12:00 MEZ\nAn: Kate\n\n" + BODY,
    "Gmail, French": "Pour info.\n\n---------- Message transféré ---------\nDe : Paul Venner\n"
    "Date : mar. 5 mars 2024 à 17:12\nObjet : Roof of the hall\nÀ : Kate\n\n" + BODY,
    "Outlook, French": "Voir ci-dessous.\n\nDe : Paul Venner <paul@example.org>\n"
    "Envoyé : mardi 5 mars 2024 17:12\nÀ : Kate\nObjet : Roof of the hall\n\n" + BODY,
    "Apple, French": "Début du message réexpédié :\n\n"
    + quote("De: Paul Venner\nObjet: Roof of the hall\nDate: 5 mars 2024 à 17:12\n\n" + BODY),
    "Outlook, Spanish": "Para tu información.\n\nDe: Paul Venner <paul@example.org>\n"
    "Enviado el: martes, 5 de marzo de 2024 17:12\nPara: Kate\nAsunto: Roof of the hall\n\n" + BODY,
    "Apple, Spanish": "Inicio del mensaje reenviado:\n\nDe: Paul Venner\nAsunto: Roof of the hall\n"
    "Fecha: 5 de marzo de 2024, 17:12:00 CET\nPara: Kate\n\n" + BODY,
    "Outlook, Italian": "Da: Paul Venner <paul@example.org>\nInviato: martedì 5 marzo 2024 17:12\n"
    "A: Kate\nOggetto: Roof of the hall\n\n" + BODY,
    "Outlook, Dutch": "Ter info.\n\nVan: Paul Venner\nVerzonden: dinsdag 5 maart 2024 17:12\n"
    "Aan: Kate\nOnderwerp: Roof of the hall\n\n" + BODY,
    "mutt": "----- Forwarded message from Paul Venner <paul@example.org> -----\n\n"
    + HEADER
    + BODY
    + "\n----- End forwarded message -----\n",
    "twice": "FYI\n\n---------- Forwarded message ---------\nFrom: Bo <bo@example.org>\n"
    "Date: Wed, 6 Mar 2024 at 09:00\nSubject: Fwd: Roof of the hall\n\nsee below\n\n"
    "---------- Forwarded message ---------\n" + HEADER + BODY,
}  # fmt: skip


@pytest.mark.parametrize("form", FORWARDED)
def test_a_forwarded_mail_is_the_article(form: str) -> None:
    found = read(FORWARDED[form])
    assert prose(found) == SAID
    metadata = found.metadata
    assert metadata.title == "Roof of the hall"
    assert metadata.author == "Paul Venner"
    assert metadata.date == "2024-03-05"
    assert found.warnings == ("forwarded message read",)


HTML_BODY = (
    "<p>Dear Kate,</p><p>the engineer found 17 cracked beams in the roof of the hall. The hall "
    "will be closed from Monday until the end of May. The repair costs 240,000 pounds.</p>"
)
HTML = {
    "Gmail": '<div>FYI, see below.</div><br><div class="gmail_quote"><div class="gmail_attr">'
    "---------- Forwarded message ---------<br>From: <b>Paul Venner</b> "
    "&lt;<a href='mailto:paul@example.org'>paul@example.org</a>&gt;<br>"
    "Date: Tue, 5 Mar 2024 at 17:12<br>Subject: Roof of the hall<br>To: Kate<br></div><br><br>"
    + HTML_BODY + "</div>",
    "Outlook": "<p>FYI</p><div style='border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> Paul Venner "
    "&lt;paul@example.org&gt;<br><b>Sent:</b> Tuesday, March 5, 2024 5:12 PM<br><b>To:</b> Kate<br>"
    "<b>Subject:</b> Roof of the hall</p></div>" + HTML_BODY,
    "Apple": "<div>FYI<br><div><br><blockquote type='cite'><div>Begin forwarded message:</div><br>"
    "<div><b>From: </b>Paul Venner &lt;paul@example.org&gt;</div><div><b>Subject: </b>Roof of the "
    "hall</div><div><b>Date: </b>5 March 2024 at 17:12:03 GMT</div><div><b>To: </b>Kate</div><br>"
    f"<div>{HTML_BODY}</div></blockquote></div></div>",
    "Thunderbird": "<p>FYI</p><div class='moz-forward-container'><br>-------- Forwarded Message "
    "--------<table class='moz-email-headers-table'><tr><th>Subject: </th><td>Roof of the hall"
    "</td></tr><tr><th>Date: </th><td>Tue, 5 Mar 2024 17:12:00 +0000</td></tr><tr><th>From: </th>"
    f"<td>Paul Venner &lt;paul@example.org&gt;</td></tr></table><br>{HTML_BODY}</div>",
}  # fmt: skip


@pytest.mark.parametrize("form", HTML)
def test_a_mail_forwarded_in_html_is_the_article(form: str) -> None:
    found = read(HTML[form], kind="html")
    assert prose(found) == SAID
    assert found.metadata.title == "Roof of the hall"
    assert found.metadata.author == "Paul Venner"
    assert found.metadata.date == "2024-03-05"


def test_a_long_comment_is_the_article_and_the_forwarded_mail_a_section_of_it() -> None:
    comment = "We should move the summer course to the lake, as it has two life guards. " * 5
    found = read(f"{comment}\n\n---------- Forwarded message ---------\n{HEADER}{BODY}")
    assert found.metadata.author == "Kate Lee"
    assert found.metadata.title == "Fwd: Roof"
    assert listed(found)[2:5] == [
        ("heading2", "Roof of the hall"),
        ("metadata", "Paul Venner, 2024-03-05"),
        ("prose", "Dear Kate,"),
    ]
    assert {block.place for block in found.blocks[2:]} == {"Roof of the hall"}
    assert not any(block.place for block in found.blocks[:2])


@pytest.mark.parametrize(
    "quoted",
    [
        "On Tue, 5 Mar 2024 at 17:12, Paul Venner <paul@example.org> wrote:\n" + quote(BODY),
        "On Tue, 5 Mar 2024 at 17:12, Paul Venner\n<paul@example.org> wrote:\n\n" + quote(BODY),
        "Am 05.03.2024 um 17:12 schrieb Paul Venner:\n" + quote(BODY),
        "Le mar. 5 mars 2024 à 17:12, Paul Venner <p@example.org> a écrit :\n" + quote(BODY),
        "El mar, 5 mar 2024 a las 17:12, Paul Venner escribió:\n" + quote(BODY),
        '05.03.2024, 17:12, "Paul Venner" <paul@example.org>:\n' + quote(BODY),
        "Paul Venner wrote:\n" + quote(BODY),
        quote(BODY),
        "From: Paul Venner\nSent: Tuesday, March 5, 2024 5:12 PM\nTo: Kate\nSubject: Roof\n\n"
        + BODY,
        "-----Original Message-----\nFrom: Paul Venner\n\n" + BODY,
        "On Tuesday, Paul Venner wrote:\n\n" + BODY,
    ],
)
def test_an_answer_is_read_without_what_it_answers(quoted: str) -> None:
    found = read(f"We will pay the rest from the reserve.\n\n{quoted}", "Re: Roof")
    assert prose(found) == ["We will pay the rest from the reserve."]
    assert found.metadata.author == "Kate Lee"
    assert "17 cracked beams" in " ".join(text for kind, text in listed(found))


@pytest.mark.parametrize(
    "answer", ["+1", "Thanks!\n\nKate", "Agreed.", "Hi Paul,\n\nok, thanks\n\nKate", ""]
)
def test_an_answer_without_content_leaves_the_quoted_mail(answer: str) -> None:
    quoted = "On Tue, 5 Mar 2024 at 17:12, Paul Venner <paul@example.org> wrote:\n" + quote(BODY)
    found = read(f"{answer}\n\n{quoted}", "Re: Roof")
    assert prose(found) == SAID
    assert found.metadata.author == "Paul Venner"
    assert found.metadata.title == "Roof"


@pytest.mark.parametrize(
    "text",
    [
        "One thing stands out.\n\nOn the whole the roof is safe: nobody wrote that it would fall.",
        "From: the harbour you see the hall.\n\nIt is old.",
        "Sent from my desk, this is a letter to all of you.\n\nIt is old.",
        "I quote him: a > b, and c > d.\n\nIt is old.",
        "See the original message in the archive.\n\nIt is old.",
        "Date: Friday\n\nPlace: the hall\n\nPlease come and bring your tools.",
    ],
)
def test_prose_that_looks_like_a_mark_stays(text: str) -> None:
    assert prose(read(text, "Roof")) == text.split("\n\n")


def test_what_lists_and_firms_add_is_left_out() -> None:
    added = (
        "\n\nSent from my iPhone\n\nThis e-mail and any attachments are confidential and intended "
        "solely for the addressee.\n\n"
        "Please consider the environment before printing this mail.\n\n"
        "Unsubscribe | Manage your preferences\n\n"
        "You are receiving this email because you signed up at our stand.\n\n"
        "_______________________________________________\n"
        "Roof mailing list\nroof@lists.example.org\n"
        "https://lists.example.org/listinfo/roof\n"
    )
    assert prose(read(f"The hall is closed.{added}", "Roof")) == ["The hall is closed."]
    assert prose(
        read("The hall is closed.\n\nDiese E-Mail enthält vertrauliche Informationen.")
    ) == ["The hall is closed."]
    kept = "You are receiving the prize for a book about how to unsubscribe from a club."
    assert prose(read(f"{kept}\n\nThe hall is closed.", "Roof")) == [kept, "The hall is closed."]


def test_hidden_text_of_a_newsletter_is_told_and_not_read() -> None:
    html = (
        "<style>.pre{display:none}</style><div class='pre'>Open now for the secret offer</div>"
        "<div style='font-size:0px'>hidden too</div><div style='mso-hide:all'>and this</div>"
        "<div style='color:#fff;background:#fff'>white</div>"
        "<p>The hall is closed <s>today</s> now.</p>"
    )
    found = read(html, "Roof", "html")
    assert prose(found) == ["The hall is closed now."]
    assert found.warnings == ("11 words of hidden text left out",)
    assert 'struck-out text left out: "today"' in found.notes
