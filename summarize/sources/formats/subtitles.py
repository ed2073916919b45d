"""Subtitles (SubRip, WebVTT, SBV, SubStation Alpha, TTML) -> blocks: what is said, and by whom.

Times, positions, styles, sounds, songs and credits are left out. How lines become paragraphs
is said in `talk/captions.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.decoding import decode
from summarize.sources.formats import subtitle_cues as cues
from summarize.sources.formats.cue import Cue
from summarize.sources.formats.subtitle_cues import is_subtitles
from summarize.sources.formats.xml_dialects import parse_dialect
from summarize.sources.talk.captions import SpokenLine, build_captions

__all__ = ["extract", "is_subtitles"]

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,100})>", re.IGNORECASE)
_TAG = re.compile(
    r"<rt>[^<>]{0,100}</rt>|</?[a-zA-Z][^<>]{0,200}>|<[\d:.]{5,12}>|\{[\\=][^{}]{0,100}\}"
)
_NOTES = "♪♫♬♩"
# A song between its marks, or from a mark to the end of the cue.
_SONG = re.compile(
    rf"[{_NOTES}][^{_NOTES}]*(?:[{_NOTES}]|\Z)|^[#*](?!\d).*[#*]$|^# .*", re.M | re.S
)
_ITALIC_CUE = re.compile(r"<i>([^<>]*)</i>\.?", re.IGNORECASE)
_MUSIC = re.compile(
    r"(?:[\w’'-]+ ){0,6}(?:music|song|theme|instrumental|melody)(?: (?:is |still )?[\w-]{4,12})?"
    r"(?: (?:in background|softly|loudly|on \w+))?",
    re.IGNORECASE,
)
_DASH = re.compile(r"^[-–—‐]\s*(?=[^\W\d_]|[\"'“‘¿¡(\[])")
# Of a figure, where another line of the cue has the dash of a speaker: "-400", no "-4 °C".
_FIGURE_DASH = re.compile(r"^[-–—‐]\s*(?=[\d$£€])")
# "which he built" | "...was opened in 1974": the same sentence.
_CONTINUED = re.compile(r"^(?:\.{3}|…)\s*(?=[^\W\d_])")
_BRACKETS = re.compile(r"[\[【][^\[\]【】]{0,120}[\]】]")
_ALONE = re.compile(r"^\s*[-–—]?\s*[(（][^()（）]{0,120}[)）]\s*$", re.MULTILINE)
_SOUND_BEFORE = re.compile(
    r"^(\s*[-–—]?\s*)\((?:[A-Z ,.’'-]{3,60}|(?:[\w’'-]+ ){0,3}(?:sighs?|laugh(?:s|ing|ter)?"
    r"|chuckl\w+"
    r"|cough\w*|gasp\w*|groan\w*|cry\w*|sob\w*|whisper\w*|shout\w*|scream\w*|applause|cheer\w*"
    r"|\w+ing)(?: [\w’'-]+){0,2})\)\s*",
    re.MULTILINE,
)
_LABEL = re.compile(
    r"(?P<name>(?:(?:[A-Z][A-Z.’'&#-]*|\d{1,2})(?: (?:[A-Z][A-Z.’'&#-]*|\d{1,2})){0,4})"
    r"|(?:(?:Mr|Mrs|Ms|Dr)\. )?[^\W\d_a-z][\w.’'-]{1,20}(?: (?:[^\W\d_a-z][\w.’'-]*|\d{1,2}|de"
    r"|van|von)){0,3})"
    r"(?: \([^()]{1,30}\))?:\s+(?=\S)"
)
_CREDITS = re.compile(
    r"(?:(?:english |closed )?(?:subtitles?|subtitling|captions?|captioning|captioned|subtitled"
    r"|transcripts?|transcribed|translation|translated|sync(?:hroni[sz]ed)?|sync(?: and|,| &)"
    r" corrections?|correct(?:ed|ions?)|encoded|ripped|resync(?:ed)?|timing|downloaded|edited"
    r"|presented)"
    r"(?: (?:and|&) \w+)?(?: and corrected)? (?:by|from|provided by)\b.{0,80}"
    r"|(?:untertitel|sous-titr\w*|subt[ií]tulos|sottotitoli|legendas)\b.{0,60}[:;]?.{0,60}"
    r"|support us and become vip\b.*|(?:please )?rate (?:this|these) subtitles?\b.*"
    r"|advertise your product or brand here\b.*|(?:https?://|www\.)\S+|\S+\.(?:com|org|net|tv)"
    r"|.{0,20}\bopensubtitles\b.*|copyright ©? ?.{0,60}|©.{0,60}|like and subscribe.*)",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(
    r"(?:(?:[^\W\d_a-z][\w.’'-]*|\d{1,2}|de|van|von|\([^()]{1,30}\))(?: |$)){1,5}"
)
# Of the cues: with a name in their first line, or with a label.
_VOICED_SHARE, _LABELLED_SHARE = 0.8, 0.6
_CREDIT_CUE_WORDS = 14
_REPEAT_SECONDS = 1.0  # seconds after which the same words are said a second time
_NO_NAMES = frozenset("note warning tip episode chapter part step question answer time".split())


def extract(data: bytes, name: str) -> Extract:
    """Return what is said, each paragraph behind its speaker where that is known.

    SourceError if there is not a word in it.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        parsed = parse_dialect(data, name, "subtitle document")
        found, title, notes = list(cues.parse_ttml(parsed.root)), None, parsed.notes
    else:
        decoded = decode(data, name)
        found, title = cues.parse_cues(decoded.text)
        notes = (decoded.note,) if decoded.note else ()
    named = _name_voices(found)
    names = _find_labels(named)
    said = _remove_repeated_lines([(cue, list(_parse_lines(cue, names))) for cue in named])
    said = list(_join_continued(said))
    built = build_captions(said, Metadata(title), notes)
    if built is None:
        raise SourceError(f"{name} holds no spoken text", "give subtitles with words in them")
    return built


def _name_voices(found: Sequence[Cue]) -> Sequence[Cue]:
    """Return cues with their speakers where the first line of nearly all is a name, as in Teams."""
    firsts = [cue.lines[0].strip() if len(cue.lines) > 1 else "" for cue in found]
    names = Counter(line for line in firsts if _BARE_NAME.fullmatch(line))
    recurring = sum(times for times in names.values() if times > 1)
    if len(found) < 3 or names.total() < _VOICED_SHARE * len(found) or 2 * recurring < len(found):
        return found
    return [
        replace(cue, lines=cue.lines[1:], voice=line) if line in names else cue
        for cue, line in zip(found, firsts, strict=True)
    ]


def _find_labels(found: Sequence[Cue]) -> frozenset[str]:
    """Return the names before a colon that are speakers.

    They are in capitals, or there more than once, or have two words where most cues have a label.
    """
    labels = [_LABEL.match(_bare_line(cue.lines[0])) for cue in found if cue.lines]
    inner = [_LABEL.match(_bare_line(line)) for cue in found for line in cue.lines[1:]]
    counted = Counter(label["name"] for label in (*labels, *inner) if label)
    everywhere = sum(label is not None for label in labels) >= _LABELLED_SHARE * len(labels)
    return frozenset(
        name
        for name, times in counted.items()
        if (times > 1 or name.isupper() or (everywhere and " " in name))
        and name.lower() not in _NO_NAMES
    )


def _bare_line(line: str) -> str:
    text = unescape(_TAG.sub("", line)).replace("\u200b", "").strip()
    return _DASH.sub("", text.lstrip("> "), count=1)


def _parse_lines(cue: Cue, names: frozenset[str]) -> list[SpokenLine]:
    """Return the lines of a cue that are said, with their speakers as far as they are known."""
    if _is_credit(cue) or _is_music(cue):
        return []
    raw = _SOUND_BEFORE.sub(r"\1", _ALONE.sub("", _BRACKETS.sub(" ", "\n".join(cue.lines))))
    raw = _SONG.sub(lambda song: "\n" * song[0].count("\n"), raw)
    found: list[SpokenLine] = []
    speaker = cue.voice
    dashes = any(map(_DASH.match, cue.lines))
    for line in raw.split("\n"):
        voice = _VOICE.search(line)
        text = " ".join(unescape(_TAG.sub("", line)).replace("\u200b", "").split())
        dash = _DASH.match(text) or (_FIGURE_DASH.match(text) if dashes else None)
        changed = text.startswith(">>") or dash is not None
        bare = text[dash.end() :] if dash else _DASH.sub("", text.lstrip("> "), count=1)
        bare = bare.strip("#* ")
        label = _LABEL.match(bare)
        if voice:
            speaker = " ".join(unescape(voice.group(1)).split()).rstrip(":")
        elif label and label["name"] in names:
            speaker, bare = label["name"], bare[label.end() :]
        elif changed and not cue.voice:
            speaker = ""
        if any(map(str.isalnum, bare)):
            found.append(SpokenLine(cue.start, cue.end, bare, speaker, changed or bool(speaker)))
    return found


def _is_credit(cue: Cue) -> bool:
    """Whether a cue says who made the subtitles, in one of its lines."""
    lines = [_bare_line(line) for line in cue.lines]
    short = sum(len(line.split()) for line in lines) <= _CREDIT_CUE_WORDS
    return short and any(_CREDITS.fullmatch(line) for line in lines)


def _is_music(cue: Cue) -> bool:
    """Whether a cue only says what music plays: a few words in italics, or in lower case."""
    text = "\n".join(cue.lines).strip()
    italic = _ITALIC_CUE.fullmatch(text)
    bare = " ".join((italic[1] if italic else _TAG.sub("", text)).split())
    return (italic is not None or bare.islower()) and _MUSIC.fullmatch(bare) is not None


def _remove_repeated_lines(found: Sequence[tuple[Cue, list[SpokenLine]]]) -> list[SpokenLine]:
    """Return lines in order, each once: captions that roll repeat the last line in every cue."""
    said: list[SpokenLine] = []
    before: list[tuple[str, str]] = []
    for cue, lines in found:
        texts = [(line.speaker, line.text) for line in lines]
        last = said[-1] if said else SpokenLine(cue.start, cue.start, "")
        new = lines
        if cue.start - last.end <= _REPEAT_SECONDS:  # later it is said a second time
            sizes = range(min(len(before), len(texts)), 0, -1)
            repeated = next((size for size in sizes if before[-size:] == texts[:size]), 0)
            if lines and repeated == len(lines):  # nothing new: it is shown longer
                said[-1] = replace(last, end=max(last.end, cue.end))
            new = lines[repeated:]
        longer = any(
            line.text.startswith(last.text + " ") and line.speaker == last.speaker
            for line in new[:1]
        )
        if said and longer and cue.start - last.end < _REPEAT_SECONDS:
            said.pop()  # live captions: the same line, with more words in every cue
        said += new
        before = texts or before
    return said


def _join_continued(lines: Sequence[SpokenLine]) -> Iterator[SpokenLine]:
    """Yield lines without the dots before the rest of a sentence: `"built" | "...was shut"`."""
    for line in lines:
        here = _CONTINUED.match(line.text)
        small = here and line.text[here.end()].islower() and not line.turn
        text = line.text[here.end() :] if here and small else line.text
        yield replace(line, text=text)
