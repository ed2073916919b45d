"""Headers of mail that stand in the text of another mail: of forwarded, quoted, digested ones.

Programs write them in the language of their user: `Von: Ann Lee`, `Envoyé : lundi 4 mars 2024`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import getaddresses

from summarize.sources.formats.publication_dates import join_date, parse_date

_NAMES = {
    "from": "From|Von|De|Da|Van|Från|Fra|Od|От|От кого|差出人|发件人|寄件者|보낸 사람",
    "date": "Date|Sent|Datum|Gesendet(?: am)?|Envoyée?(?: le)?|Date d['’]envoi|Fecha|Enviad[oa]"
    "(?: el)?|Data|Inviato|Verzonden|Skickat|Sendt|Dato|Wysłano|Дата|Отправлено|日時|日付|送信日時|"
    "发送时间|日期|보낸 날짜",
    "subject": "Subject|Betreff|Objet|Asunto|Oggetto|Onderwerp|Assunto|Ämne|Emne|Temat|Тема|件名|"
    "主题|主旨|제목",
    "to": "To|An|À|Para|Aan|Till|Til|Do|Кому|宛先|收件人|받는 사람",
    "other": "Cc|Bcc|Kopie(?: an)?|Copie(?: à)?|Blindkopie|Копия|抄送|Reply-To|Antwort an|"
    "Répondre à|Responder a|Message-ID|Organization|Newsgroups|Sender|List-\\w+|Content-Type|"
    "Importance|Priority|Attachments?|Anlagen|Pièces jointes|Resent-\\w+|X-[\\w-]+|"
    "In-Reply-To|References|MIME-Version|Content-Transfer-Encoding|User-Agent|Precedence",
}
_ANY_NAME = "|".join(_NAMES.values())
_FIELD = re.compile(rf"[\s*_•]*({_ANY_NAME})\s*[*_]*\s?[:：][*_]*\s*(.*)", re.IGNORECASE)
_KEYS = {key: re.compile(names, re.IGNORECASE) for key, names in _NAMES.items()}
_NEXT_FIELD = re.compile(rf"\s+(?=[*_]*(?:{_ANY_NAME})\s?[:：][*_]*\s)")
_CONTINUED = {"to": 8, "other": 8, "subject": 2, "from": 1, "date": 1}
_ADDRESS = re.compile(
    r"\s*[\[<(](?:mailto:)?[^\s@<>\[\]()]+@[^\s<>\[\]()]+[\])>]|\s*<mailto:[^>]*>"
)
_MAX_LENGTH = 300

_MONTHS = (
    "jan|gen|ene|янв", "feb|fév|fev|фев", "mar|mär|mrz|maa|мар", "apr|avr|abr|апр",
    "may|mai|mag|maj|mei|май|мая", "jun|juin|giu|июн", "jul|juil|lug|июл", "aug|aoû|aou|ago|авг",
    "sep|set|сен", "oct|okt|ott|out|окт", "nov|ноя", "dec|dez|déc|dic|дек",
)  # fmt: skip
_MONTH = re.compile("|".join(f"(?P<m{at}>{names})" for at, names in enumerate(_MONTHS, 1)), re.I)
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:de\s+|of\s+)?([^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年/.]\s?(\d{1,2})\s?[月/.]\s?(\d{1,2})")


@dataclass(frozen=True, slots=True)
class MailHeader:
    """What the header of a mail says; "" for what it does not."""

    author: str = ""
    date: str = ""  # ISO 8601
    subject: str = ""

    @property
    def byline(self) -> str:
        """Who wrote it and when, on one line."""
        return ", ".join(filter(None, (self.author, self.date)))


NO_HEADER = MailHeader()


def split_fields(text: str) -> list[str]:
    """Return header fields that stand in one line as lines.

    `"From: Ann Lee Sent: Monday To: Bo" -> ["From: Ann Lee", "Sent: Monday", "To: Bo"]`
    """
    return _NEXT_FIELD.split(text) if _FIELD.match(text) else [text]


def parse_mail_header(
    lines: Sequence[str], at: int, *, least: int = 2
) -> tuple[MailHeader, int] | None:
    """Return the header that begins at a line, and the line behind it; None if none does.

    It has a sender or a date and a subject, and at least `least` fields. Empty lines may
    stand before it and between its fields.
    """
    found: dict[str, str] = {}
    key, continued, fields, end = "", 0, 0, at
    for place in range(at, min(at + 40, len(lines))):
        line = lines[place].strip()
        field = _FIELD.fullmatch(line) if len(line) < 2000 else None
        if field:
            key = next(one for one, names in _KEYS.items() if names.fullmatch(field[1]))
            found.setdefault(key, field[2])
            fields, continued, end = fields + 1, 0, place + 1
        elif line and (not key or continued >= _CONTINUED[key] or not lines[place - 1].strip()):
            break
        elif line:
            continued += 1
            end = place + 1
            found[key] = f"{found[key]} {line}"
        elif not key and place - at >= 3:
            break
    named = "from" in found or {"date", "subject"} <= found.keys()
    if fields < least or not named:
        return None
    return _build_header(found), end


def _build_header(fields: dict[str, str]) -> MailHeader:
    subject = " ".join(fields.get("subject", "").strip("*_ ").split())[:_MAX_LENGTH]
    author = format_sender(fields.get("from", "").strip("*_ "))
    return MailHeader(author, parse_any_date(fields.get("date", "")) or "", subject)


def format_sender(sender: str) -> str:
    """Return who sent a mail, by name: `'"Lee, Ann" <ann@example.org>' -> "Lee, Ann"`."""
    sender = " ".join(sender.split())[:_MAX_LENGTH]
    bare = _ADDRESS.sub("", sender).strip(" \"'*_;,")
    if bare and "@" not in bare:
        return bare
    pairs = getaddresses([sender])
    return ", ".join(name or address for name, address in pairs if name or address) or sender


def parse_any_date(text: str) -> str | None:
    """Return the day in a date as programs write it for their users; None if it is not certain.

    `"Dienstag, 5. März 2024 um 17:12" -> "2024-03-05"`, `"3/13/2024 9:05 AM" -> "2024-03-13"`
    """
    text = text[:100]
    if east := _EAST_ASIAN.search(text):
        return join_date(*east.groups())
    if known := parse_date(text):
        return known
    if found := _DAY_FIRST.search(text):
        day, month, year = found.groups()
        return join_date(year, _find_month(month), day)
    if found := _MONTH_FIRST.search(text):
        month, day, year = found.groups()
        return join_date(year, _find_month(month), day)
    if found := _DOTTED.search(text):
        return join_date(found[3], found[2], found[1])
    if found := _SLASHED.search(text):
        one, other = int(found[1]), int(found[2])
        if one > 12 or other > 12 or one == other:
            month_at = 2 if one > 12 else 1
            return join_date(found[3], found[month_at], found[3 - month_at])
    return None


def _find_month(name: str) -> str | None:
    found = _MONTH.match(name)
    return found.lastgroup[1:] if found and found.lastgroup else None
