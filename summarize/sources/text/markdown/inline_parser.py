"""Inline Markdown -> the marks in it, with their places, by the rules of markdown-it.

The library's inline rules move a position through the source and push tokens; tokens have no
places, but the position before and behind a rule tells what the rule has read. So its own loop
is replaced here by one that looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from summarize.sources.entities import ENTITY, decode_entity
from summarize.sources.gaps import STRUCK, Mark
from summarize.sources.tex_math import convert_formula
from summarize.sources.text.markdown.inline_extensions import (
    COMPUTED_CODE,
    EXTENSIONS,
    FORMULA,
    NOTE_LINK,
    NOTE_MARK,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNKNOWN_IMAGE,
    Extension,
)
from summarize.sources.text.markdown.marks import mark_subscript, mark_superscript

_MOST_OPEN_BRACKETS = 1000  # the library looks for the end of each, time and again
_LOOK_BACK = 20  # characters that tell a power from the mark of a note


# The characters with which the library's rules begin, by the modules in which they are.
_SIGNS = {
    **{"newline": "\n", "escape": "\\", "backticks": "`", "emphasis": "*_", "link": "["},
    **{"image": "!", "autolink": "<", "html_inline": "<", "entity": "&"},
}


class InlineTag(NamedTuple):
    """An HTML tag or comment at `content[start:end]`."""

    start: int
    end: int
    source: str


class Scan(NamedTuple):
    """What was found in the content of one piece, each in order."""

    marks: list[Mark]
    tags: list[InlineTag]


class _State(StateInline):
    """The library's state and what the rules have read so far.

    `inner` is the stretch that a rule has let read by itself, like the text of a link;
    `delimiters` are the tokens for `*` and `_`, most of which turn out to be emphasis.
    """

    def __init__(self, content: str, parser: MarkdownIt, env: EnvType) -> None:
        super().__init__(content, parser, env, [])
        self.marks: list[Mark] = []
        self.tags: list[InlineTag] = []
        self.inner: tuple[int, int] | None = None
        self.signs: list[tuple[Token, int]] = []


class InlineParser(ParserInline):
    """markdown-it's inline parser, which also says where it has found what."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler.before("newline", "extensions", _read_extension)
        self.ruler.after("image", "unknown image", _read_unknown_image)
        self.ruler2.disable("fragments_join")

    def scan(self, content: str, parser: MarkdownIt, env: EnvType) -> Scan:
        """Return the marks of inline Markdown: `"a *b*" -> [Mark(2, 3), Mark(4, 5)]`."""
        if content.count("[") - content.count("]") > _MOST_OPEN_BRACKETS:
            return Scan([], [])
        state = _State(content, parser, env)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return Scan(sorted([*state.marks, *_find_emphasis(state)]), state.tags)

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Do nothing: the text that stands for an image is not read."""
        return tokens

    def tokenize(self, state: StateInline) -> None:
        """Read the state's range rule by rule, as the library does, and note what each found."""
        if not isinstance(state, _State):
            raise TypeError("the library hands on the state that it was given")
        every = self.ruler.getRules("")
        chosen: dict[str, list[RuleFuncInlineType]] = {}
        start, end = state.pos, state.posMax
        deepest = state.md.options["maxNesting"]
        while state.pos < end:
            before, known, state.inner = state.pos, len(state.tokens), None
            sign = state.src[before]
            rules = chosen.get(sign)
            if rules is None:
                rules = chosen[sign] = [one for one in every if _may_read(one, sign)]
            if state.level < deepest and any(rule(state, False) for rule in rules):
                if len(state.tokens) > known:
                    _record(state, before)
            else:
                state.append_pending(state.src[state.pos])
                state.pos += 1
        if state.pending:
            state.pushPending()
        state.inner = (start, end)


def _may_read(rule: RuleFuncInlineType, sign: str) -> bool:
    """Whether a rule can read what begins with a character: most know one or two."""
    return sign in _SIGNS.get(rule.__module__.rpartition(".")[2], sign)


def _record(state: _State, start: int) -> None:
    """Note the marks in what a rule of the library has read from `start` to the position."""
    end, last, source = state.pos, state.tokens[-1], state.src
    found: list[Mark] = []
    if last.type == "code_inline":
        width = len(last.markup)
        computed = COMPUTED_CODE.fullmatch(source, start + width, end - width)
        if computed:
            found = [Mark(start, end, reason="code")]
        else:
            found = [Mark(start, start + width), Mark(end - width, end)]
    elif last.type == "link_close":
        first, behind = state.inner or (start + 1, end - 1)
        if NOTE_LINK.fullmatch(source, start, end):
            found = [Mark(start, end, reason=NOTE_MARK)]
        else:
            found = [Mark(start, first), Mark(behind, end)]
    elif last.type == "text_special" and last.info == "entity":
        whole = ENTITY.match(source, start)
        shown = last.content
        if whole and whole["name"] not in ("lt", "gt"):  # tags that a text shows stay
            end, shown = whole.end(), decode_entity(whole)
        state.pos, found = end, [Mark(start, end, shown)]
    elif last.type in ("text_special", "hardbreak") and source[start] == "\\":
        # Pandoc's "Dr.\\ Lee" has a space that does not break.
        spaced = source[start + 1 : end] == " " and source[max(0, start - 1) : start] != ":"
        escapes = last.type == "hardbreak" or last.content != last.markup or spaced
        found = [Mark(start, start + 1)] if escapes else []
    elif last.type == "html_inline":
        state.tags.append(InlineTag(start, end, last.content))
    elif last.type == "image":
        found = [Mark(start, end, reason="image")]
    elif source[start] in "*_" and last.content == source[start]:
        places = range(start, end)
        state.signs += zip(state.tokens[-len(places) :], places, strict=True)
    state.marks += found


def _find_emphasis(state: _State) -> Iterator[Mark]:
    """Yield the marks of emphasis, whose tokens the library has emptied.

    Not those in "5*3*2" and "f**k, s**t": both are inside words, and what is between no word.
    """
    opened: list[int] = []
    for token, place in state.signs:
        if token.content or token.nesting == 0:
            continue
        if token.nesting == 1:
            opened.append(place)
        elif opened:
            width = len(token.markup)
            start, end = opened.pop() - width + 1, place + width
            inner = state.src[start + width : place]
            inside = _is_in_word(state.src, start) and _is_in_word(state.src, end)
            if not inside or not inner.isascii() or inner.strip("*").isalpha():
                yield Mark(start, start + width)
                yield Mark(place, end)


def _is_in_word(source: str, place: int) -> bool:
    """Whether there are letters or figures on both sides of the asterisks at a place."""
    around = source[max(0, place - 4) : place].rstrip("*"), source[place : place + 4].lstrip("*")
    before, after = around[0][-1:], around[1][:1]
    return before.isalnum() and after.isalnum()


def _read_extension(state: StateInline, silent: bool) -> bool:
    return _apply(EXTENSIONS.get(state.src[state.pos], ()), state, silent)


def _read_unknown_image(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "!" and _apply((UNKNOWN_IMAGE,), state, silent)


def _apply(extensions: Iterable[Extension], state: StateInline, silent: bool) -> bool:
    """Read the first of the extensions that matches at the position; return whether one does."""
    start, behind = state.pos, state.posMax
    matches = ((one, one.pattern.match(state.src, start, behind)) for one in extensions)
    found = next(((one, match) for one, match in matches if match), None)
    if found is None:
        return False
    extension, match = found
    if not silent and isinstance(state, _State):
        if extension.reason == FORMULA:
            state.marks.append(
                Mark(start, match.end(), convert_formula(match["text"].strip("`"))[0])
            )
        elif extension.reason in (SUPERSCRIPT, SUBSCRIPT):
            shift = mark_superscript if extension.reason == SUPERSCRIPT else mark_subscript
            before = state.src[max(0, start - _LOOK_BACK) : start]
            state.marks.append(shift(before, match["text"], start, match.end()))
        elif extension.reason:
            state.marks.append(Mark(start, match.end(), reason=extension.reason))
        else:
            state.marks += [Mark(start, match.start("text")), Mark(match.end("text"), match.end())]
        if extension.reason in ("", STRUCK):
            state.pos, state.posMax = match.span("text")
            state.md.inline.tokenize(state)
            state.posMax = behind
    state.pos = match.end()
    return True
