"""Bytes of an old code page -> which one, by decoding them in each and scoring the words.

A page that is wrong gives itself away: signs in the middle of words, capitals behind
small letters, two scripts in one word, letters that no single language has together,
Chinese characters that nobody uses. Every foreign character gets a score between -2 and
1, and the code page with the best mean is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

MIN_SCORE = 0.45
"""With a lower mean score no code page fits; right ones have 0.6 and more."""

# Where two are equally good, the first is taken: it is the commoner.
_LATIN_PAGES = ("cp1252", "cp1250", "iso8859_2", "cp1257", "cp1254", "mac_roman", "cp850", "cp852")
_OTHER_PAGES = (
    *("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1253", "iso8859_7"),
    *("cp737", "cp1255", "cp1256", "iso8859_6", "cp874"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_DOUBLE_BYTE_PAGES = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949")

_TYPOGRAPHY = frozenset("‘’‚“”„…–—•·\u00a0£€©®™°§«»¿¡½¼¾²³ºª×†‹›\u00ad´№")
_IN_WORDS = frozenset("’·\u00ad–—…")
_NOT_BEHIND_LETTERS = frozenset("€£¿¡©½¼¾")
_FOREIGN_WORD = re.compile(r"[A-Za-z]*[^\x00-\x7f][^\x00-\x7f\s]*(?:[A-Za-z]+[^\x00-\x7f\s]*)*")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fc]")
_EAST_PUNCTUATION = re.compile(r"[\u3000-\u303f\uff01-\uff5e]")
_HALF_KANA = re.compile(r"[\uff61-\uff9f]")
_RARE_PAGES = frozenset(
    "mac_roman mac_cyrillic cp737 cp850 cp852 cp866 iso8859_5 iso8859_6".split()
)
_RARE_PENALTY = 0.05  # a rare page must be so much better: its signs pass for quotation marks


_LATIN = {
    "Albanian": "ëç", "Catalan": "àéèíïóòúüç·", "Croatian": "čćđšž", "Czech": "áčďéěíňóřšťúůýž",
    "Danish and Norwegian": "æøåéòôè", "Dutch": "éëïöüèáóíê", "Estonian": "äõöüšž",
    "Finnish and Swedish": "äöåéü", "French": "àâæçéèêëîïôœùûüÿ", "German": "äöüßé",
    "Hungarian": "áéíóöőúüű", "Icelandic": "áðéíóúýþæö", "Irish": "áéíóú",
    "Italian": "àèéìíîòóùú", "Latvian": "āčēģīķļņšūž", "Lithuanian": "ąčęėįšųūž",
    "Polish": "ąćęłńóśźż", "Portuguese": "áâãàçéêíóôõúü", "Romanian": "ăâîşţșț",
    "Slovak": "áäčďéíĺľňóôŕšťúýž", "Slovene": "čšž", "Spanish": "áéíñóúü",
    "Turkish": "çğıöşüâîûİ", "Welsh": "âêîôûŵŷäëïöü",
}  # fmt: skip
"""The letters beyond a to z of each language; its name is for people only."""

# The most frequent first.
_RANKED = {
    "Cyrillic": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўјљњћђџ",
    "Greek": "αοιετσνηυρπκμλςωγάίόδέχθφήβύώξζψϊΐϋ",
    "Hebrew": "יוהלאמתרבשנםכעדקחפטגזסצןךףץ",
    "Arabic": "ايلمنرتبودعفسهكقحجشةأىصءضذطخثغزظإئؤآ",
    "Thai": "านรอกเงมยลวดทสตะปบคหแจพชขใไผโถธศัิ่้ีุูื์็๊ำึ",
}
"""The letters of a script, by how often they are written."""

_LETTER_SCORES = {
    letter: 1.0 if rank < 12 else 0.7 if rank < 24 else 0.2
    for letters in _RANKED.values()
    for rank, letter in enumerate(letters)
}

# The most frequent characters in running text, simplified and traditional.
_HAN = frozenset(
    "的一是不了在人有我他这这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實與關點機與將兩間長問題網無體業讓"
    "日本者年月社新合間高見手力場最性明通内教社員度政府市会議員東京報告関連情報記事書今何思言語話"
    "中文文本非常短文章简体繁體電腦软件公司工作生活问题世界北京上海台灣信息技术"
)

_HANGUL = frozenset(
    "이다는을에의가고하지은사기로를한도있어서자리대나인그해시수정일보아부라전주만과들으것원스장조구상면니"
    "우마제비여성오공동신무문화게적소미연국세모래선치경안유생물방학습였했었던까할될된같말때년월"
)


def guess_code_page(sample: bytes) -> str | None:
    """Return the code page that makes the most sense of the bytes; None if none makes any.

    `"Привет, мир".encode("koi8_r") -> "koi8_r"`
    """
    best, found = MIN_SCORE, None
    for encoding in (*_LATIN_PAGES, *_OTHER_PAGES, *_DOUBLE_BYTE_PAGES):
        penalty = _RARE_PENALTY if encoding in _RARE_PAGES else 0.0
        score = score_decoding(sample, encoding) - penalty
        if score > best + 1e-9:
            best, found = score, encoding
    return found


def score_decoding(sample: bytes, encoding: str) -> float:
    """Return the mean score of the foreign characters when decoded so; below 0 if it can't be.

    `encoding` is an old code page, or UTF-16 for a text in Chinese characters.
    """
    text = sample.decode(encoding, errors="replace")
    foreign = len(_FOREIGN.findall(text))
    damaged = text.count("\ufffd")
    if not foreign or damaged * 50 > foreign:
        return -1.0
    score = _score_east_asian if encoding in (*_DOUBLE_BYTE_PAGES, *_WIDE) else _score_words
    return score(text) / foreign - 5 * damaged / foreign


def _score_east_asian(text: str) -> float:
    """Return the summed score of a text in Chinese, Japanese or Korean characters."""
    common = sum(char in _HAN or char in _HANGUL for char in text)
    good = len(_KANA.findall(text)) + len(_EAST_PUNCTUATION.findall(text)) + common
    other = sum("\u4e00" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7af" for char in text)
    typical = sum(char in _TYPOGRAPHY for char in text)
    return good + 0.4 * (other - common) + 0.5 * typical - len(_HALF_KANA.findall(text))


def _score_words(text: str) -> float:
    words = _FOREIGN_WORD.findall(text)
    letters = Counter(char.lower() for word in words for char in word if not char.isascii())
    # The letters of the one language that explains most of the foreign Latin ones
    alphabet = max(_LATIN.values(), key=lambda known: sum(letters[char] for char in known))
    return sum(_score_word(word, alphabet) for word in words)


def _score_word(word: str, alphabet: str) -> float:
    scripts = {_find_script(char) for char in word if char.isalpha()}
    sum_ = 0.0
    for place, char in enumerate(word):
        if char.isascii():
            continue
        before = word[place - 1] if place else ""
        after = word[place + 1] if place + 1 < len(word) else ""
        # A capital is behind a small letter, as in `donÕt`.
        odd_case = (char.isupper() and before.islower()) or (char.islower() and after.isupper())
        if not char.isalpha() and unicodedata.category(char) != "Mn":
            sum_ += _score_sign(char, before, after)
        elif len(scripts) > 1 or odd_case:
            sum_ -= 2
        else:
            small = char.lower()
            known = small in alphabet or char in alphabet
            score = 1.0 if known else _LETTER_SCORES.get(small, 0.0)
            score = score if char == small else 0.8 * score
            sum_ += score * (1.0 if before + after else 0.5)
    return sum_


def _score_sign(char: str, before: str, after: str) -> float:
    if before.isalpha() and (after.isalpha() or char in _NOT_BEHIND_LETTERS):
        return 1.0 if char in _IN_WORDS else -2.0
    if char in _TYPOGRAPHY:
        return 1.0
    return -2.0 if unicodedata.category(char) in ("Cc", "Cn", "Co") else -0.5


@cache
def _find_script(char: str) -> str:
    """Return the script of a character: `"é" -> "LATIN"`."""
    return unicodedata.name(char, "?").split(" ", 1)[0]
