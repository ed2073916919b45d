"""Sentence compression by deletion: shorter wordings of the article's sentences, checked.

A dateline, a leading "However,", brackets, and clauses set apart by commas are cut. Dates,
figures, speakers and anything that may change the meaning of the rest stay. The rules are few,
and each looks at the words around the cut: a wrong cut costs more than a long sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summarize.document import Span, count_words
from summarize.nlp.clauses import (
    has_main_verb,
    is_finite_verb,
    is_participle,
    opens_adverbial,
)
from summarize.nlp.english.function_words import (
    ANAPHORIC_PRONOUNS,
    DISCOURSE_CONNECTIVES,
    FUNCTION_WORDS,
    INITIAL_CONJUNCTIONS,
    NOT_AFTER_INITIAL_CONJUNCTION,
)
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.tokens import Kind, Token
from summarize.results import CheckedClaim, Claim, Origin, Verdict
from summarize.rewriting.edits import changes
from summarize.rewriting.edits.cuts import has_complete_end
from summarize.rewriting.edits.loose_clauses import has_date, is_binding
from summarize.rewriting.page_references import find_page_references
from summarize.verification.checker import Checker
from summarize.verification.omissible import find_omissible_spans
from summarize.verification.omissible.pieces import RELATIVES
from summarize.verification.omissible.span import Move, OmissibleSpan
from summarize.verification.token_spans import find_token_spans

_MIN_WORDS = 6
# Whole clauses of longer sentences can be cut.
_LONG_WORDS = 18
# Each cut tried alone costs a check.
_MAX_CUTS = 6
# A longer sentence is a list or no sentence; its clauses can't be recognised.
_MAX_WORDS = 120

# "LONDON (Reuters) —", "PELLMOUTH, June 3 -", "Kallen, Germany (CNN)", "(CNN) --"
_PLACES = r"(?:,\s[A-Z][\w. ]{1,20}){0,2}"
_DATELINE = re.compile(
    rf"""\A(?:
          \([A-Z][\w. ]{{1,20}}\)\s*(?:--|[-–—])
        | [A-Z][A-Z.’' ]{{2,30}}{_PLACES}(?:\s\([\w/. ]{{2,20}}\))?\s*(?:--|\s-|[–—])
        | [A-Z][\w.’' ]{{2,30}}{_PLACES}\s\((?:CNN|AP|AFP|Reuters|BBC)\)\s*(?:--|[-–—])?
        )\s*(?=[A-Z“"‘'])""",
    re.VERBOSE,
)
_FORMULA = re.compile(r"[=≤≥<>∈−·×∑√Α-ω|~^_]")
# What stands around one of these is a part of it.
_EQUATION = re.compile(r"[=≤≥≈]")
_PHRASES = re.compile(
    r"(?:for (?:example|instance)|in (?:fact|addition|particular|other words|the meantime)"
    r"|as a (?:result|consequence)|of course|on the other hand|that said|to be clear"
    r"|at the same time|not surprisingly|furthermore|therefore|thus|hence|finally|overall),\s",
    re.IGNORECASE,
)

_ENCLOSING = frozenset({(",", ","), ("(", ")")})
# What follows takes half of it back: "as good as new, but it needed a seat".
_TURNS = frozenset({"but", "yet", "though", "although"})
_DASHES = " –—-"
_FINAL_MARKS = frozenset('.!?"')
_QUOTES = ("“", "„", "«", '"', "'", "‘")
_CLOSERS = "”\"’'» )"


def compress(number: int, checker: Checker) -> tuple[CheckedClaim, ...]:
    """Return the sentence with this number at up to two shorter lengths, the longest first.

    The first is without loose parts, the second also without a circumstance or a last clause:
    `"However, Ito, who is 31, resigned, and the boats left."` gives "Ito resigned, and the boats
    left." and "Ito resigned.". Empty if nothing can be cut safely.
    """
    own = checker.quote_sentence(number)
    if own.text != checker.annotated.fluent_text(number):  # behind its speaker's name
        return ()
    speech = number in checker.annotated.quoted and not own.text.startswith(_QUOTES)
    fit = own.words <= _MAX_WORDS and not own.text.rstrip(_CLOSERS).endswith(("?", "!"))
    odd = own.text[:1].islower() or _EQUATION.search(own.text)
    if speech or odd or not fit or not has_tables(checker.annotated.language):
        return ()
    loose, more = _propose_cuts(own.text, checker.annotated.tokens(number))
    first, cuts = _apply_cuts(own, loose, checker)
    found = (first,) if first else ()
    if more and own.words > _LONG_WORDS:
        shorter, _ = _apply_cuts(own, [*cuts, *more], checker)
        if shorter and (first is None or shorter.words < first.words):
            return (*found, shorter)
    return found


def _propose_cuts(text: str, tokens: tuple[Token, ...]) -> tuple[list[Span], list[Span]]:
    """Return the cuts of loose parts, and those that a long sentence can bear.

    Of what may be left out, a date, a figure, a speaker and a name's introduction stay.
    """
    loose = [*_find_opening(text), *find_page_references(text)]
    more: list[Span] = []
    tails: list[Span] = []
    for one in find_omissible_spans(tokens):
        cut = _find_cut(text, tokens, one)
        pointing = one.move is Move.LEADING and tokens[one.end].plain in ANAPHORIC_PRONOUNS
        named = any(token.kind is Kind.NAME for token in tokens[one.start : one.end])
        if cut is None or (pointing and named):
            continue
        clause = one.move is Move.TAIL and (
            tokens[one.start].plain != "," or tokens[one.start + 1].plain in INITIAL_CONJUNCTIONS
        )
        if _must_stay(text, cut, clause=clause):
            continue
        if clause:
            tails.append(cut)
        elif one.circumstance:
            more.append(cut)
        else:
            loose.append(cut)
    return loose, [*more, *tails[-1:]]


def _find_cut(text: str, tokens: tuple[Token, ...], one: OmissibleSpan) -> Span | None:
    """Return the characters of an omissible span; None if the editor never proposes it."""
    inner = one.move is Move.ADVERB and one.start > 0
    head = one.move is Move.TAIL and one.start == 0
    if inner or head or one.move in (Move.DATE, Move.PROMOTED):
        return None
    end = one.end
    while end == len(tokens) and end > one.start and tokens[end - 1].plain in _FINAL_MARKS:
        tokens, end = tokens[:-1], end - 1
    spans = find_token_spans(text, tokens, tokens[one.start : end])
    if not spans:
        return None
    start, stop = spans[0].start, spans[-1].end
    behind = end if tokens[end - 1].plain == "," else end + 1
    named = any(token.surface[:1].isupper() for token in tokens[behind : behind + 1])
    if one.move is Move.BRACKETED and tokens[one.start].plain == "," and named:
        return None  # ", a doctor, Kim, said": it is the name that describes
    if tokens[one.start].plain == "-":
        start = len(text[:start].rstrip(_DASHES))
    if tokens[end - 1].plain == "-":
        stop = len(text) - len(text[stop:].lstrip(_DASHES)) - 1
    quoted = any(changes.is_inside_quotation(text, place) for place in (start, stop))
    # "f(x)", "q (w)", "(2) shows"
    called = text[start] == "(" and (not text[:start].endswith(" ") or stop - start < 4)
    return None if quoted or called else Span(start, stop)


def _must_stay(text: str, cut: Span, *, clause: bool) -> bool:
    """Whether a piece has what the rest depends on, or what a reader wants to know.

    A whole `clause` says something else and takes its dates and figures with it.
    """
    words = [w for w in changes.split_words(text[cut.start : cut.end]) if not w.is_mark]
    figures = [word for word in words if word.is_number]
    age = len(words) == 1 and bool(figures) and len(words[0].plain) < 4
    formula = _FORMULA.search(text, cut.start, cut.end)
    if is_binding(words[1:]) or formula or _introduces_name(text, cut) or _may_be_object(words):
        return True
    if words and words[0].plain in _TURNS:
        return True
    return not clause and (has_date(words) or (bool(figures) and not age))


def _may_be_object(words: Sequence[changes.Word]) -> bool:
    """Whether "and tweaked brakes" may be one of several things, not what somebody did."""
    joined = len(words) in (2, 3) and words[0].plain in INITIAL_CONJUNCTIONS
    return joined and all(word.plain not in FUNCTION_WORDS for word in words[1:])


def _apply_cuts(
    own: CheckedClaim, cuts: list[Span], checker: Checker
) -> tuple[CheckedClaim | None, list[Span]]:
    """Return the sentence after all of these cuts that keep it supported, and these cuts."""
    cuts = cuts[:_MAX_CUTS]
    best = _check_cuts(own, cuts, checker) if cuts else None
    if best is None and len(cuts) > 1:
        cuts = [cut for cut in cuts if _check_cuts(own, [cut], checker)]
        best = _check_cuts(own, cuts, checker)
    return best, cuts if best else []


def _check_cuts(own: CheckedClaim, cuts: list[Span], checker: Checker) -> CheckedClaim | None:
    """Return the sentence after these cuts, if it is shorter, complete and still supported."""
    text = changes.apply_changes(own.text, _join_cuts(own.text, cuts))
    text += "." * text[-1:].isalnum()  # some transcripts have none to keep
    fits = _MIN_WORDS <= count_words(text) < own.words
    if not cuts or not fits or not has_complete_end(changes.split_words(text)):
        return None
    found = checker.check(Claim(text))
    same = found.sentence_numbers == own.sentence_numbers
    supported = found.verdict is Verdict.SUPPORTED and same
    return replace(found, origin=Origin.EDITED) if supported else None


def _join_cuts(text: str, cuts: list[Span]) -> Iterator[changes.Change]:
    """Yield the cuts, joined where they touch, with a comma where it closes what stays.

    `"The guard, Brian Tull, who slept, spoke."` keeps the one behind "slept".
    """
    runs: list[Span] = []
    for cut in sorted(cuts, key=lambda one: one.start):
        if runs and cut.start <= runs[-1].end:
            runs[-1] = Span(runs[-1].start, max(runs[-1].end, cut.end))
        else:
            runs.append(cut)
    for run in runs:
        piece = text[run.start : run.end].strip()
        enclosed = (piece[:1], piece[-1:]) in _ENCLOSING or piece[:1] in _DASHES.strip()
        closes = enclosed and run.end < len(text) and _opens_apposition(text[: run.start])
        yield changes.Change(run, "," if closes else "")


def _opens_apposition(before: str) -> bool:
    """Whether an apposition is open that needs a comma behind it: "The guard, Brian Tull"."""
    tokens = tokenize(before, "en")
    comma = max((at for at, token in enumerate(tokens) if token.plain == ","), default=0)
    head, noun = tokens[:comma], tokens[comma + 1 :]
    if not head or not noun or opens_adverbial(head) or has_main_verb(head):
        return False
    clause = noun[0].plain in INITIAL_CONJUNCTIONS or any(t.plain in RELATIVES for t in noun)
    verbs = (is_finite_verb(noun, at) for at in range(int(is_participle(noun)), len(noun)))
    return not clause and not any(verbs)


def _introduces_name(text: str, span: Span) -> bool:
    """Whether a clause introduces a name: "The former exile, *Rosa Kim*, paid"."""
    words = [word for word in changes.split_words(text[span.start : span.end]) if not word.is_mark]
    before = [word for word in changes.split_words(text[: span.start]) if not word.is_mark]
    named = any(word.text[:1].isupper() for word in before[1:])
    return bool(words) and all(word.text[:1].isupper() for word in words) and not named


def _find_opening(text: str) -> Iterator[Span]:
    """Yield a dateline, and a connective behind it or at the beginning."""
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    words = changes.split_words(text[start : start + 40])[:3]
    first, second, *_ = [word.plain for word in words] + ["", ""]
    end = 0
    if first in DISCOURSE_CONNECTIVES and second == ",":
        end = words[1].span.end
    elif first in INITIAL_CONJUNCTIONS and second not in NOT_AFTER_INITIAL_CONJUNCTION | {""}:
        end = words[0].span.end
    phrase = _PHRASES.match(text, start)
    if phrase:
        end = phrase.end() - start
    if start + end:
        yield Span(0, start + end)
