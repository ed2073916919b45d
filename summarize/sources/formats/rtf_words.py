"""The control words of RTF that matter to a reader of the text, and what they mean."""

from __future__ import annotations

from summarize.sources.formats.block_writer import LINE, SOFT_HYPHEN

# What follows in the group is no text of the document; nor is it behind \* and an unknown word.
DESTINATIONS = frozenset(
    "annotation atnauthor atndate atnid atnref atnicn author bkmkend bkmkstart buptim category "
    "colortbl comment company creatim datafield do docvar doccomm falt fldinst fldtype fontemb "
    "fontfile footer footerf footerl footerr ftncn ftnsep ftnsepc aftncn aftnsep aftnsepc "
    "generator header headerf headerl headerr hlinkbase info keywords listtable "
    "listoverridetable listtext manager nonesttables objclass objdata objname operator pict "
    "pntext pntxta pntxtb printim private revtbl revtim rsidtbl rxe shprslt sn sp "
    "stylesheet subject sv tc template themedata title txe userprops xe fonttbl".split()
)
# Where they may begin: the title is inside the information, a text box nowhere but in the text.
OPENED_BY = dict.fromkeys(DESTINATIONS, ("", "*", "info")) | {"shpinst": ("", "*")}
CHARACTERS = {
    "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "line": LINE, "softline": " ", "lbr": LINE, "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
CONTROL_SYMBOLS = {"~": " ", "-": SOFT_HYPHEN, "_": "-", "{": "{", "}": "}", "\\": "\\"}
CODECS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
SWITCHES = {
    "v": "hidden", "deleted": "deleted", "b": "bold", "strike": "struck",
    "striked": "doubly_struck", "strikedl": "doubly_struck",
}  # fmt: skip
"""Settings of the group that a word switches on, or off if the number behind it is 0."""

INDICES = {
    "cf": "color", "cb": "background", "chcbpat": "background", "highlight": "background",
    "fs": "size",
}  # fmt: skip
"""Settings of the group that are numbers; colours are places in the document's table."""

SHIFTS = {"super": 1, "sub": -1, "nosupersub": 0}

SYMBOL = "symbol"
"""Fonts of pictures, whose letters are none."""

CHARSETS = {
    2: SYMBOL, 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5",
    84: "mac_arabic", 85: "mac_greek", 86: "mac_turkish", 88: "mac_latin2",
    89: "mac_cyrillic", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""By the number behind `\\fcharset`; 0 (Western) and 1 (default) follow the document."""
