"""RTF -> blocks, in one pass over its control words.

Of the libraries, striprtf loses notes, prints hidden and deleted text, and writes the
address behind every link; so the format, whose grammar is five kinds of token, is read here.
Control words as in Microsoft's Rich Text Format specification 1.9.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats.block_writer import LINE, SOFT_HYPHEN, mark_references
from summarize.sources.formats.rtf_charsets import CHARSETS, known_codec
from summarize.sources.formats.rtf_state import BODY, Assembly
from summarize.sources.formats.word_processing import DeclaredMetadata, describe

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|"
    rb"([^\\{}\r\n]+)|\\"
)

# What follows in the group is no text of the document; nor is it behind \* and an unknown word.
_APART = frozenset(
    "annotation atnauthor atndate atnid atnref atnicn author bkmkend bkmkstart buptim category "
    "colortbl comment company creatim datafield do docvar doccomm falt fldinst fldtype fontemb "
    "fontfile footer footerf footerl footerr ftncn ftnsep ftnsepc aftncn aftnsep aftnsepc "
    "generator header headerf headerl headerr hlinkbase info keywords listtable "
    "listoverridetable listtext manager nonesttables objclass objdata objname operator pict "
    "pntext pntxta pntxtb printim private revtbl revtim rsidtbl rxe shprslt sn sp "
    "stylesheet subject sv tc template themedata title txe userprops xe fonttbl".split()
)
# Where they may begin: the title is inside the information, a text box nowhere but in the text.
_OPENED_BY = dict.fromkeys(_APART, ("", "*", "info")) | {"shpinst": ("", "*")}
_CHARACTERS = {
    "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "line": LINE, "softline": " ", "lbr": LINE, "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_SYMBOLS = {"~": " ", "-": SOFT_HYPHEN, "_": "-", "{": "{", "}": "}", "\\": "\\"}


def extract(data: bytes, name: str) -> Extract:
    """The text with its headings (by their styles), tables and notes.

    Hidden and deleted text, headers, pictures and comments are left out. SourceError
    if it is damaged beyond reading, or holds no text.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise SourceError(f"{name} is a damaged RTF document", "save it anew")
    assembly = Assembly(name)
    _read(data, assembly)
    blocks = mark_references(assembly.writer.finish())
    if not blocks:
        raise SourceError(f"{name} holds no text", "pictures of text can't be read")
    facts = DeclaredMetadata(
        assembly.facts.get("title"), assembly.facts.get("author"), assembly.title
    )
    found, metadata = describe(blocks, facts, name)
    return Extract(tuple(found), metadata)


def _read(data: bytes, assembly: Assembly) -> None:
    at = 0
    while at < len(data) and (token := _TOKEN.match(data, at)) is not None:
        at = token.end()
        word, number, code, symbol, brace, text = token.groups()
        if word:
            at += _word(assembly, word.decode("ascii"), int(number) if number else None)
        elif brace == b"{":
            assembly.open_group()
        elif brace:
            assembly.close_group()
            if not assembly.stack:
                break  # what stands behind the document is none of it
        elif symbol:
            _symbol(assembly, symbol.decode("latin-1"))
        elif code or text:
            assembly.data(bytes.fromhex(code.decode("ascii")) if code else text)
    assembly.decode()
    while assembly.stack:  # a file that was cut off
        assembly.close_group()
    assembly.leave_table()
    assembly.paragraph()


def _symbol(assembly: Assembly, symbol: str) -> None:
    if symbol in _SYMBOLS and assembly.skipping:
        assembly.skipping -= 1
        return
    assembly.decode()
    if symbol == "*":
        assembly.state = replace(assembly.state, apart=assembly.state.apart or "*")
    elif symbol in "\r\n":
        assembly.paragraph()
    elif symbol in _SYMBOLS:
        assembly.write(_SYMBOLS[symbol])


def _word(assembly: Assembly, word: str, number: int | None) -> int:
    """Obey a control word; how many bytes behind it to pass over."""
    if word == "bin":
        return max(0, number or 0)
    if word == "u":
        assembly.unicode((number or 0) & 0xFFFF)
        return 0
    assembly.decode()
    assembly.skipping = 0
    action = _ACTIONS.get(word)
    if word in _CHARACTERS:
        assembly.write(_CHARACTERS[word])
    elif action is not None:
        action(assembly, number)
    elif word in ("footnote", "shptxt"):
        assembly.aside(word)
    elif assembly.state.apart in _OPENED_BY.get(word, ()):
        assembly.state = replace(assembly.state, apart=word)
    return 0


_Action = Callable[[Assembly, int | None], None]


def _bold(assembly: Assembly, number: int | None) -> None:
    assembly.state = replace(assembly.state, bold=number != 0)


def _hidden(assembly: Assembly, number: int | None) -> None:
    assembly.state = replace(assembly.state, hidden=number != 0)


def _deleted(assembly: Assembly, number: int | None) -> None:
    assembly.state = replace(assembly.state, deleted=number != 0)


def _raised(assembly: Assembly, number: int | None) -> None:
    assembly.state = replace(assembly.state, raised=number != 0)


def _level(assembly: Assembly, _: int | None) -> None:
    assembly.state = replace(assembly.state, raised=False)


def _plain(assembly: Assembly, _: int | None) -> None:
    assembly.state = replace(
        assembly.state, hidden=False, deleted=False, raised=False, bold=False, font=""
    )


def _new_paragraph(assembly: Assembly, _: int | None) -> None:
    page = assembly.page
    page.style, page.outline, page.in_table = "", BODY, False


def _style(assembly: Assembly, number: int | None) -> None:
    assembly.entry = str(number)
    if not assembly.state.apart:
        assembly.page.style = assembly.entry


def _outline(assembly: Assembly, number: int | None) -> None:
    assembly.page.outline = BODY if number is None else number


def _in_table(assembly: Assembly, _: int | None) -> None:
    assembly.page.in_table = True


def _item(assembly: Assembly, _: int | None) -> None:
    """The mark of a list's item: the item follows."""
    assembly.page.item = assembly.page.item or not assembly.state.apart
    assembly.state = replace(assembly.state, apart="listtext")


def _font(assembly: Assembly, number: int | None) -> None:
    if assembly.state.apart == "fonttbl":
        assembly.entry = str(number)
    else:
        assembly.state = replace(assembly.state, font=str(number))


def _charset(assembly: Assembly, number: int | None) -> None:
    codec = CHARSETS.get(number or 0)
    if assembly.state.apart == "fonttbl" and codec:
        assembly.fonts[assembly.entry] = codec


def _code_page(assembly: Assembly, number: int | None) -> None:
    codec = known_codec(f"cp{number}")
    if codec and assembly.state.apart == "fonttbl":
        assembly.fonts[assembly.entry] = codec
    elif codec:
        assembly.codec = codec


def _skip(assembly: Assembly, number: int | None) -> None:
    assembly.state = replace(assembly.state, skip=max(0, number if number is not None else 1))


def _system(codec: str) -> _Action:
    def action(assembly: Assembly, _: int | None) -> None:
        assembly.codec = codec

    return action


_ACTIONS: dict[str, _Action] = {
    "par": Assembly.paragraph, "sect": Assembly.paragraph, "page": Assembly.paragraph,
    "cell": Assembly.end_cell, "row": Assembly.end_row,
    "nestcell": Assembly.end_cell, "nestrow": Assembly.end_row,
    "pard": _new_paragraph, "s": _style, "outlinelevel": _outline, "intbl": _in_table,
    "listtext": _item, "pntext": _item, "plain": _plain,
    "v": _hidden, "deleted": _deleted, "b": _bold,
    "super": _raised, "up": _raised, "nosupersub": _level,
    "f": _font, "fcharset": _charset, "cpg": _code_page, "ansicpg": _code_page, "uc": _skip,
    "mac": _system("mac_roman"), "pc": _system("cp437"), "pca": _system("cp850"),
}  # fmt: skip
