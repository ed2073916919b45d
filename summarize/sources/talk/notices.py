"""What is no content in chats and transcripts: notices, reactions, boxes, advertisements.

Each pattern is for one whole line or message. Most know English; a placeholder in angle
brackets, or a text behind an invisible mark of direction (WhatsApp on iOS), is one in any
language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.sources.talk.forms import STAMP

_REACTIONS = re.compile(
    r"(?:(?:removed an?|liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted)\b.{0,20}"
    r"[“\"”‘'].*"
    r"|(?:liked|loved|disliked|emphasi[sz]ed|laughed at|questioned) an? (?:image|movie|attachment"
    r"|photo|link|message|sticker)"
    r"|(?:[+-]1|:[\w+’'-]+:)\s*\d*(?:\s*(?:[+-]1|:[\w+’'-]+:)\s*\d*)*(?:\s+\d+ repl(?:y|ies).*)?"
    r"|\d+ (?:like|heart|laugh|surprised|sad|angry)?\s?reactions?\.?|(?:like|heart|laugh)(?:\s\d+)?"
    r"|tapbacks:|(?:liked|loved|disliked|emphasi[sz]ed|questioned|laughed) by .{1,60})",
    re.IGNORECASE,
)
_PLACE = (
    r"(?:#[\w-]+|(?:the|this) (?:channel|chat|group|call|meeting|server|room|conversation|huddle"
    r"|team"
    r"|community|stage)\b)"
)
_PLACEHOLDERS = re.compile(
    r"<[^<>]{3,60}>|null|gif|sticker|(?:you )?(?:sent|shared) (?:a|an) (?:attachment|photo|gif"
    r"|sticker)\.?"
    r"|(?:image|video|audio|sticker|gif|document|contact card|video note|voice message|photo)"
    r" (?:omitted|weggelassen|omitid[oa]|omess[oa]|omise?|weggelaten)|bild weggelassen"
    r"|[^\s.?!]+\.\w{2,5} \((?:file attached|datei angehängt|archivo adjunto|fichier joint)\)"
    r"|(?:this|the) message (?:was|has been) (?:deleted|removed|unsent).{0,30}"
    r"|you (?:deleted|unsent|removed) (?:this|a) message\.?"
    r"|(?:original )?message (?:was )?deleted\.?"
    r"|diese nachricht wurde gelöscht\.?|du hast diese nachricht gelöscht\.?"
    r"|se eliminó este mensaje\.?|eliminaste este mensaje\.?|ce message a été supprimé\.?"
    r"|vous avez supprimé ce message\.?|questo messaggio è stato eliminato\.?"
    r"|hai eliminato questo messaggio\.?|dit bericht is verwijderd\.?"
    r"|(?:u heeft|je hebt) dit bericht verwijderd\.?|mensagem apagada\.?"
    r"|(?:esta mensagem foi|você) (?:apagada|apagou esta mensagem)\.?"
    r"|det här meddelandet togs bort\.?|du tog bort (?:det här|detta) meddelande(?:t)?\.?"
    r"|denne (?:besked|meldingen) ble?v? slettet\.?|ta wiadomość została usunięta\.?"
    r"|bu mesaj silindi\.?|данное сообщение удалено\.?|сообщение удалено\.?"
    r"|此消息已被?删除。?|此訊息已刪除。?|このメッセージは削除されました。?|삭제된 메시지입니다\.?"
    r"|waiting for this message\b.{0,60}|live location shared|location: https?://\S+"
    r"|(?:attachment|file|attached)s?: \S+",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"(?:missed|declined|cancell?ed|outgoing|incoming|unanswered) (?:(?:group|voice|video|audio"
    r"|phone) )*(?:call|chat)\b.{0,40}"
    r"|(?:voice|video|audio) call\b[.,]? ?(?:ended|started|\d.{0,20}|no answer)?"
    r"|(?:entgangener (?:sprach|video)anruf|llamada perdida|appel (?:vocal|vidéo) manqué).{0,20}"
    r"|(?:the )?(?:call|meeting|recording|transcription|huddle|transcript) (?:has |was )?"
    r"(?:started|ended|stopped)(?:\.|:? (?:at|by|after) .{1,30}|:? ?\d.{0,20})?"
    r"|.{1,40} (?:started|stopped) (?:the )?(?:transcription|recording)\.?"
    r"|a (?:huddle|call) (?:happened|started|ended)\b.{0,60}",
    re.IGNORECASE,
)
_BY = r"(?: (?:by|via|using|from) .{1,60})?\.?"
# What the program wrote under somebody's name, or between two messages.
_MEMBERS = re.compile(
    rf"(?!(?:i|we|you|he|she|they|let)\b)(?:(?:.{{1,40}} )?(?:(?:has|have|was|were) )?(?:joined"
    rf"|left"
    rf"|added to|removed from|invited to) {_PLACE}{_BY}|.{{1,40}} (?:added|removed|invited|kicked)"
    rf" .{{1,60}} (?:to|from) {_PLACE}{_BY}|(?:.{{1,40}} )?has (?:joined|left|quit)(?: #\S+)?"
    rf"(?: [(\[].*)?\.?|(?:.{{1,40}} )?joined (?:using|via) .{{1,40}}|(?:is|was) now known as \S+"
    r"|(?:.{1,40} )?(?:set|changed|renamed|updated|cleared) (?:the |this |their |your )?(?:channel"
    r"|group|chat|subject|topic|icon|conversation|description|meeting)(?: (?:name|topic|icon"
    r"|description|purpose|subject|photo|settings))?(?:(?: to|:| from) .{1,120})?\.?"
    r"|(?:.{1,40} )?pinned (?:a|this) message\b.{0,60}|pinned by .{1,40}"
    r"|.{0,40}security code (?:with .{1,40} )?(?:has )?changed\b.{0,60}"
    r"|.{1,40} (?:created|deleted) (?:the |this )(?:group|channel|chat|team)\b.{0,40}"
    r"|.{1,40} turned (?:on|off) disappearing messages\b.*"
    r"|.{1,40} (?:started|ended) (?:a|the) (?:(?:video|voice|audio) )?(?:call|huddle|meeting"
    r"|recording)\.?)"
    r"|messages (?:and calls|to this (?:chat|group)|you send).{0,40}\bend-to-end encrypt.*",
    re.IGNORECASE,
)
# What a window shows beside the messages.
_INTERFACE = re.compile(
    r"(?:last reply .{1,30}|view (?:thread|\d+ (?:more )?repl\w+|newer repl\w+)"
    r"|also sent to .{1,40}"
    r"|sent to #\S+|new(?: messages?)?|jump to (?:present|latest)|show (?:more|less)|see more"
    r"|last read"
    r"|\d+ repl(?:y|ies)\b.{0,40}|\d+ new messages?.{0,20}|\(?edited\)?|delivered"
    r"|read(?: \d.{1,20})?"
    r"|seen(?: by .{1,60})?|unread(?: messages)?|today|yesterday|saved for later|load more"
    r"|only visible to you|thread|repl(?:y|ied to a thread):?.{0,80}|reply|app|bot"
    r"|(?:replying to|in reply"
    r" to|@?\S{1,30} replied to) [“\"].*|(?:\d+ (?:files?|images?|photos?))"
    r"|\d+ people reacted.{0,20}"
    r"|(?:search|show|hide|close) (?:transcript|in video)|toggle timestamps"
    r"|follow along using the transcript\.?|sync to video time"
    r"|[\w ()]{2,30} \(auto-generated\)"
    r"|has context menu|begin reference,.*)",
    re.IGNORECASE,
)
_WHOLE_DAY = re.compile(
    r"[-—–_ ]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday)?,?\s*"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\.?\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)?[a-z]*"
    r"(?:\s\d{1,2}(?:st|nd|rd|th)?)?,?\s*(?:\d{4})?[-—–_ ]*",
    re.IGNORECASE,
)
_STAGE = re.compile(
    rf"[\[(][^\[\]()]{{1,80}}[\])]\.?|{STAMP}(?:\s?[-–—]+>?\s?{STAMP})?|[-–—]+ ?\(?(?:recess"
    rf"|break|end)\b.*",
    re.IGNORECASE,
)
_PAGE = re.compile(r"page \d{1,4}(?: of \d{1,4})?|[-–— ]+\d{1,4}[-–— ]+", re.IGNORECASE)
_CREDITS = re.compile(
    r"(?:transcribed|transcription|transcript|captioned|captions|subtitles) (?:by|from|provided by"
    r"|powered by|is auto)\b.{0,80}|(?:this )?(?:editable )?transcript was .{0,160}"
    r"|people can also change the text after it was created\.?"
    r"|transcription ended after .{0,40}|(?:end of (?:the )?(?:transcript|recording|tape"
    r"|interview)"
    r"|whereupon,.*|by (?:mr|mrs|ms|dr)s?\b\.? .{1,40}:)[\].]*",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"\s*(?:[\u200e\u200f]?<[^<>]{0,30}(?:edited|bearbeitet|editado|modifié"
    r"|modificato)[^<>]{0,20}>"
    r"|\(edited\)|\(bearbeitet\))\s*$",
    re.IGNORECASE,
)
_INLINE_STAMP = re.compile(
    r"\s*#\d{1,2}:\d{2}:\d{2}-\d{1,3}#\s*"
    r"|\s*[\[(]\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\.\d+)?\s*[\])]:?\s*"
)
# What f4 and MAXQDA put at the end of a turn.
TURN_STAMP = re.compile(r"#\d{1,2}:\d{2}:\d{2}-\d{1,3}#")
_UNCLEAR = re.compile(
    r"\[(inaudible|crosstalk|unintelligible|indiscernible)[\s@,-]*[\d:.]+\]", re.I
)
_NOISES = re.compile(
    r"\s*[\[(](?:laughter|laughs?|laughing|applause|music|cheers|chuckles?|sighs?|pause|silence"
    r"|cheering|coughs?)[\])]\s*",
    re.IGNORECASE,
)
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")

BOXES = re.compile(
    r"(?:summary(?: keywords)?|keywords|speakers|attendees|participants|overview|outline|chapters"
    r"|action items|next steps|key (?:takeaways|points|topics|questions)|topics|highlights|notes"
    r"|questions and answers|meeting (?:notes|summary|purpose)|ai (?:summary|notes)|tags"
    r"|in attendance|invited|invitees|sound ?bites|show notes|takeaways|key insights)\s*:?",
    re.IGNORECASE,
)
"""The heading of a box that a transcription program puts above the transcript."""

TRANSCRIPT = re.compile(r"(?:the )?(?:full )?transcript(?:ion)?\s*:?", re.IGNORECASE)
"""The heading of the transcript itself."""

_AD_STARTS = re.compile(
    r"\b(?:(?:this|today['’]s|the) (?:[\w’'-]+ )?(?:episode|podcast|show|video|program(?:me)?"
    r"|stream)"
    r"(?: of [^.?!]{1,60})? (?:is|was|comes)(?: also)? (?:brought to you|sponsored|supported"
    r"|presented"
    r"|made possible|to you) (?:in part )?(?:by|from|thanks)"
    r"|support for (?:this|today['’]s|the) (?:podcast|show|episode|program(?:me)?) comes from"
    r"|(?:a )?(?:quick )?word from (?:our|today['’]s) sponsors?|brought to you by our sponsors?"
    r"|(?:thanks|thank you) to (?:our|today['’]s) sponsors?)\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:promo|discount|offer|coupon) code\b|\buse (?:the |my |our )?code\b|\d ?(?:%"
    r"|per ?cent) off\b"
    r"|\bfree (?:trial|shipping|month|delivery)\b|\b[\w-]+(?:\.| dot )(?:com|org|io|net|co)\b"
    r"|\bsign up\b|\blink in the (?:description|show notes)\b|\bmoney[- ]back\b|\bour sponsors?\b",
    re.IGNORECASE,
)
_AD_ENDS = re.compile(
    r"\b(?:now,? )?(?:let['’]s (?:get )?)?back to (?:the|our|this|today['’]s)"
    r" (?:show|episode|conversation|interview|podcast|programme|program|discussion)\b",
    re.IGNORECASE,
)
_BRAND = re.compile(r"\b(?:by|from|to)\s+((?:[A-Z][\w&’'-]*\s?){1,3})")
_AD_REACH = 12  # sentences of one turn


def strip_marks(text: str) -> str:
    """Return a message without invisible marks, inline time stamps, "(edited)" and noises."""
    bare = _DIRECTION.sub("", _EDITED.sub("", text))
    bare = _NOISES.sub(" ", _UNCLEAR.sub(r"[\1]", _INLINE_STAMP.sub(" ", bare)))
    return " ".join(bare.split())


def find_reason(line: str, *, copied: bool = True) -> str | None:
    """Return why a line or message is no content; None if it is: `"<Media omitted>" -> "notice"`.

    `copied`: from a window, where nothing tells what the program wrote from what people did.
    `"👍 2" -> "reaction"`, `"00:05:10" -> "time stamp"`
    """
    bare = _DIRECTION.sub("", line).strip()
    letters = any(map(str.isalpha, bare))
    if not letters and not any(map(str.isdigit, bare)):
        return "reaction" if bare else "notice"
    if _REACTIONS.fullmatch(bare) or not (letters or bare.isascii()):
        return "reaction"
    if _PAGE.fullmatch(bare):
        return "page number"
    if _STAGE.fullmatch(bare):
        return (
            "time stamp" if bare[-1:].isdigit() or bare[-2:].lower() == "pm" else "stage direction"
        )
    notices = (_PLACEHOLDERS, _CALLS, *((_MEMBERS, _INTERFACE) if copied else ()))
    if line.lstrip().startswith("\u200e") or any(kind.fullmatch(bare) for kind in notices):
        return "notice"
    if letters and len(bare) <= 40 and any(map(str.isdigit, bare)) and _WHOLE_DAY.fullmatch(bare):
        return "date"
    return "credit" if _CREDITS.fullmatch(bare) else None


def has_advertisement(text: str) -> bool:
    """Whether an advertisement begins in a text."""
    return _AD_STARTS.search(text) is not None


def drop_advertisements(sentences: Sequence[str]) -> list[str]:
    """Return the sentences of one turn without advertisements, as far as their end is certain.

    One begins with "This episode is brought to you by ..." and goes on while the brand or an
    offer is named, or up to "back to the show".
    """
    kept: list[str] = []
    at = 0
    while at < len(sentences):
        if not _AD_STARTS.search(sentences[at]):
            kept.append(sentences[at])
            at += 1
            continue
        at = _find_end_of_ad(sentences, at)
    return kept


def _find_end_of_ad(sentences: Sequence[str], start: int) -> int:
    """Return the sentence behind an advertisement: the last one that offers, or names the brand."""
    brands = {found[1].strip() for found in _BRAND.finditer(sentences[start])}
    last = start
    for at in range(start, min(len(sentences), start + _AD_REACH)):
        if _AD_ENDS.search(sentences[at]):
            return at + 1
        named = any(brand and brand in sentences[at] for brand in brands)
        if named or _OFFERS.search(sentences[at]):
            last = at
    return last + 1
