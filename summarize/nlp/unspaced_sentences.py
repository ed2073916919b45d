"""Sentence ends in scripts without spaces or capitals: Chinese, Japanese, Thai, Lao, Khmer, ...

Chinese and Japanese have end marks; what stands behind a closed quotation may still belong to its
sentence. Thai and Lao have none: a space stands between sentences, but between clauses as well, and
around figures and names. There an end is guessed from the words beside the space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.characters import HAN, KANA, KHMER, LAO, THAI

_CJK = HAN + KANA
_CLOSING = "”’」』”）)】》〉〕"
_OPENING = "“‘「『（(【《〈〔"
# Full stops of these scripts, and plain ones behind their characters: "很好! 他走了.", not "３．１"
_END = re.compile(
    rf"(?:[。｡！？።፧។៕။॥]|(?<=[{_CJK}])[!?]|(?<=[{_CJK}])[.．](?![\d.．]))+[{_CLOSING}]*\s*"
)
# Sentences in a quotation or in brackets are a part of the one around them.
_INSIDE = re.compile(
    r"“[^“”]{0,400}”|《[^《》]{0,100}》|‘[^‘’]{0,400}’|「[^「」]{0,400}」|『[^『』]{0,400}』|（[^（）]{0,400}）|\([^()]{0,400}\)"
)
_NOT_BEGUN = re.compile(rf"[{_CLOSING}。｡！？!?，、；：,;:…—～]|$")
_AT_END = re.compile(rf"[。｡！？…!?.．][{_CLOSING}]*$")
_BESIDE = re.compile(rf"[{_CJK}。｡！？{_CLOSING}]")
_FIRST = re.compile(rf"[{_CJK}]")
# 「はい。」と言った, 「はい。」の声: a particle, and no word that begins with the same syllable.
_PARTICLE = re.compile(
    r"と(?!に|こ|て|り|もあ|もか)|って|など|は(?!い|じ|た|な)|が|を|に(?!も)|の(?!ち)|も(?!し|ち|う|の)|へ|や(?!が)|から"
    r"|まで|より|です|だっ|だと|で(?!も|す)"
)
# 「すごい！と思った」
_QUOTING = re.compile(
    r"と(?:い[いうえっ]|思|言|話|述|語|叫|感|答|書|聞|問|呼|訴|声|尋|喜|驚|強調|指摘|発言|の)"
)
# “是的。”他说。「行くな。」彼は叫んだ。
_SAID = re.compile(
    r"[^。！？「」『』]{1,14}?(?:言っ|言う|叫ん|述べ|話し|答え|語っ|尋ね|聞い|呼ん|つぶやい|ささやい)[たうるだて]"
    r"|[^，。！？；：、“”「」『』\s]{1,10}?(?:说|說|道|问|問|答|喊|叫|嚷|回应|回應|表示)(?:道|着|了)?[。，！]"
)

_SOUTH = THAI + LAO
_GAP = re.compile(rf"(?<=[{_SOUTH}\d”\")]) +(?=[“\"(]?[{_SOUTH}])")
_LETTERS = re.compile(f"[{_SOUTH}{KHMER}]")
# In characters: no sentence is shorter, nor is the rest behind it; before a word that begins
# sentences it may be.
_LEAST, _LEAST_BEFORE_OPENER, _LEAST_REST = 40, 20, 24
_OPENERS = re.compile(
    "นอกจากนี้|อย่างไรก็|ทั้งนี้|ดังนั้น|ขณะเดียวกัน|ในขณะเดียวกัน|ต่อมา|จากนั้น|หลังจากนั้น|ล่าสุด|ด้วยเหตุนี้|ก่อนหน้านี้|เพราะฉะนั้น"
    "|ນອກຈາກນີ້|ແຕ່ວ່າ|ດັ່ງນັ້ນ|ຕໍ່ມາ"
)
# A clause goes on with these words, and is not over behind those.
_CONTINUING = re.compile(
    "และ|หรือ|ซึ่ง|ที่|โดย|เพื่อ|เพราะ|ว่า|จาก|ใน(?!ขณะ)|ของ|กับ|ให้|จึง|ก็|รวม|ตาม|ด้วย|จน|แต่|คือ|ได้แก่|เช่น|ต่อ|เป็น|แก่|แห่ง"
    "|ถึง|อัน|พร้อม|ทั้ง|ณ|ๆ|ฯ|มี|ไม่|ได้|กว่า|บาท|คน|คัน|เล่ม|ตัว|แห่ง|ฉบับ|ครั้ง|ราย|ปี|เดือน|วัน|ชั่วโมง|นาที|เวลา|เมตร|กิโล|ล้าน|แสน|หมื่น|พัน|เปอร์เซ็นต์"
    "|ยูโร|ดอลลาร์|น\\.|(?:ม\\.ค|ก\\.พ|มี\\.ค|เม\\.ย|พ\\.ค|มิ\\.ย|ก\\.ค|ส\\.ค|ก\\.ย|ต\\.ค|พ\\.ย|ธ\\.ค)\\."
    "|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    "|ແລະ|ຫຼື|ທີ່|ເຊິ່ງ|ໂດຍ|ເພື່ອ|ເພາະ|ວ່າ|ຈາກ|ໃນ|ຂອງ|ກັບ|ໃຫ້|ຈຶ່ງ|ແຕ່|ຄົນ|ກີບ|ປີ"
)
_UNFINISHED = re.compile(
    "(?:ว่า|คือ|ได้แก่|เช่น|และ|หรือ|ของ|ที่|ซึ่ง|โดย|กับ|ใน|เป็น|จาก|การ|ให้|ด้วย|แห่ง|ก็ตาม|ก็ดี"
    "|วันจันทร์|วันอังคาร|วันพุธ|วันพฤหัสบดี|วันศุกร์|วันเสาร์|วันอาทิตย์|ແລະ|ຫຼື|ວ່າ|ຂອງ|ທີ່|ຄື)$"
)
# "เมื่อวันจันทร์ สภาเมือง": the first words say when, or on what condition.
_OPENS_CLAUSE = re.compile(
    "เมื่อ|ใน|หาก|ถ้า|หลัง|ก่อน|เนื่องจาก|ตั้งแต่|แม้|สำหรับ|นอกจาก|ระหว่าง|ขณะ|ทั้งนี้|อย่างไร|ดังนั้น|เพราะ"
    "|ເມື່ອ|ໃນ|ຖ້າ|ຫຼັງ|ຕັ້ງແຕ່"
)
# "นายสมชาย ใจดี": a title, a first name, and behind the space a family name.
_TITLED = re.compile(
    r"(?:นาย|นาง|นางสาว|น\.ส\.|ดร\.|พล\.?[อทต]\.|ผศ\.|รศ\.|ศ\.|คุณ|ท่าน|ທ່ານ|ທ້າວ|ນາງ)"
    rf"[{_SOUTH}]{{2,12}}(?: [{_SOUTH}]{{2,14}})?$"
)


def find_marked_ends(text: str) -> Iterator[int]:
    """Yield where a sentence begins behind an end mark of a script without capitals.

    `"下雨了。他走了。" -> 4`
    """
    if text.isascii():
        return
    inside = [match.span() for match in _INSIDE.finditer(text)]
    for end in _END.finditer(text):
        within = any(start <= end.start() and end.end() < stop for start, stop in inside)
        if not within and not _NOT_BEGUN.match(text, end.end()):
            yield end.end()


def ends_unspaced(left: str) -> bool:
    """Whether a text ends, before its white space, with an end mark of Chinese or Japanese."""
    mark = _AT_END.search(left)
    return bool(mark and (mark[0][0] in "。｡！？" or _BESIDE.match(left[mark.start() - 1 :])))


def goes_on_unspaced(left: str, right: str) -> bool:
    """Whether a Chinese or Japanese sentence goes on behind an end mark.

    `("「はい。」", "と答えた。") -> True`, `("“是的。”", "他说。") -> True`
    """
    if left[-1] in "）)":
        opened = max(left.rfind("（"), left.rfind("("))
        return opened > 0 and not _AT_END.search(left[:opened].rstrip())
    if left[-1] in _CLOSING:
        return bool(_PARTICLE.match(right) or _SAID.match(right))
    if left[-1].isspace():
        return False
    return left[-1] in "！？!?" and _QUOTING.match(right) is not None


def is_end_possible(left: str, right: str) -> bool:
    """Whether a sentence can end between two texts without a space, none of them a whole one.

    `("IBM和Yahoo!", "合作") -> False`, `("５．", "２％") -> False`
    """
    return not (_FIRST.match(right) or (left[-1] in ".．" and right[0].isdigit()))


def is_thai_abbreviation(left: str) -> bool:
    """Whether a text ends with a point behind a Thai letter: `"เวลา 10.30 น." -> True`."""
    return left.endswith(".") and _LETTERS.match(left, len(left) - 2) is not None


def find_guessed_ends(text: str) -> list[int]:
    """Return where sentences seem to begin in a text in Thai or Lao, which has no full stops.

    An end is a space between two letters after at least 40 characters where the words beside it
    do not belong together.
    """
    if text.isascii() or not _GAP.search(text):
        return []
    cuts: list[int] = []
    start = last = 0
    for gap in _GAP.finditer(text):
        left, clause = text[start : gap.start()], text[last : gap.start()]
        last = gap.end()
        # what only says when, or on what condition, belongs to what follows it
        waits = len(clause) < _LEAST and _OPENS_CLAUSE.match(clause)
        bound = waits or _UNFINISHED.search(left) or _TITLED.search(left)
        opens = _OPENERS.match(text, gap.end())
        least = _LEAST_BEFORE_OPENER if opens else _LEAST
        goes_on = not opens and _CONTINUING.match(text, gap.end())
        enough = len(left) >= least and len(text) - gap.end() >= _LEAST_REST
        if enough and not (bound or goes_on):
            cuts.append(gap.end())
            start = gap.end()
    return cuts
