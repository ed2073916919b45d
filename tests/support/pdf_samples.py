"""A small writer of PDF files, so that tests know what stands where on a page.

Every character of its fonts is half as wide as the type is high.
"""

from __future__ import annotations

import hashlib
import textwrap
import zlib
from dataclasses import dataclass, field

WIDTH, HEIGHT = 612, 792
FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier"}
_JAPANESE = {
    7: b"<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light-Identity-H "
    b"/Encoding /Identity-H /DescendantFonts [8 0 R] >>",
    8: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /DW 1000 "
    b"/CIDSystemInfo << /Registry <41646f6265> /Ordering <4a6170616e31> /Supplement 2 >> "
    b"/FontDescriptor 9 0 R >>",
    9: b"<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /Ascent 723 /Descent -241 "
    b"/FontBBox [-170 -331 1024 903] /ItalicAngle 0 /CapHeight 709 /StemV 69 >>",
}
# Letters by their numbers in Unicode, as visual as they stand in the file; F000 is lam with alef.
_UNICODE_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange "
    b"3 beginbfrange <0020> <00FF> <0020> <0590> <06FF> <0590> <FE70> <FEFF> <FE70> endbfrange "
    b"1 beginbfchar <F000> <06440627> endbfchar endcmap end end"
)
_UNICODE = {
    "font": b"<< /Type /Font /Subtype /Type0 /BaseFont /Letters /Encoding /Identity-H "
    b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>",
    "letters": b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Letters /DW 500 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
    b"/FontDescriptor 9 0 R >>",
}
_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


@dataclass
class Sheet:
    """A page to write on; `y` counts in points from its upper edge."""

    parts: list[str] = field(default_factory=list)
    entries: str = ""
    resources: str = ""

    def put(
        self, x: float, y: float, text: str, *, size: float = 10, font: str = "F1",
        turned: bool = False, invisible: bool = False, before: str = "",
    ) -> None:  # fmt: skip
        """One line of text; `before` are operators that hold for it alone, like "1 g"."""
        matrix = f"0 1 -1 0 {x} {HEIGHT - y}" if turned else f"1 0 0 1 {x} {HEIGHT - y}"
        literal = text.encode("utf-16-be" if font == "F5" else "cp1252").hex()
        mode = 3 if invisible else 0
        shown = f"BT /{font} {size} Tf {mode} Tr {matrix} Tm <{literal}> Tj ET"
        self.parts.append(f"q {before} {shown} Q" if before else shown)

    def box(self, x: float, y: float, width: float, height: float, gray: float = 0) -> None:
        """A rectangle filled with a gray (0 is black), from its upper left corner."""
        self.parts.append(f"q {gray} g {x} {HEIGHT - y - height} {width} {height} re f Q")

    def rule(self, x0: float, x1: float, y: float, thickness: float = 0.6) -> None:
        """A thin black line."""
        self.parts.append(f"q {thickness} w {x0} {HEIGHT - y} m {x1} {HEIGHT - y} l S Q")

    def flow(
        self, x: float, y: float, width: float, text: str, *, size: float = 10,
        leading: float | None = None, indent: float = 0, font: str = "F1",
    ) -> float:  # fmt: skip
        """A paragraph in lines of `width` points; the y below its last line."""
        step = leading or 1.2 * size
        characters = int(width / (size / 2))
        first = " " * round(indent / (size / 2))
        for number, line in enumerate(
            textwrap.wrap(first + text, characters, drop_whitespace=True, break_long_words=False)
            if not first
            else textwrap.wrap(text, characters, initial_indent=first)
        ):
            stands_in = indent if number == 0 else 0
            self.put(x + stands_in, y, line.strip(), size=size, font=font)
            y += step
        return y

    def column(self, x: float, y: float, cids: list[int], *, size: float = 10) -> None:
        """Ideographs from the top down, by their numbers in Adobe-Japan1, in no font at hand."""
        for place, cid in enumerate(cids):
            down = HEIGHT - y - size * place
            self.parts.append(f"BT /F4 {size} Tf 1 0 0 1 {x} {down} Tm <{cid:04x}> Tj ET")

    def picture(self) -> None:
        """A grey square of one pixel, as large as the page."""
        self.parts.append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")


def pdf(
    *sheets: Sheet, title: str = "", author: str = "", language: str = "",
    password: str | None = None, catalog: str = "", extra: dict[int, bytes] | None = None,
) -> bytes:  # fmt: skip
    """The file. With a `password` it is encrypted (RC4, 40 bits), and opens with it alone.

    `catalog` are entries of it, `extra` are objects from number 900.
    """
    fonts = " ".join(f"/{name} {3 + place} 0 R" for place, name in enumerate(FONTS))
    fonts += " /F4 7 0 R /F5 800 0 R"
    kids = " ".join(f"{10 + 2 * place} 0 R" for place in range(len(sheets)))
    lang = f"/Lang ({language})" if language else ""
    objects: dict[int, bytes] = {
        1: f"<< /Type /Catalog /Pages 2 0 R {lang} {catalog} >>".encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        6: f"<< /Title ({title}) /Author ({author}) >>".encode("latin-1"),
    }
    widths = "[" + " ".join(["500"] * 223) + " 501]"  # all alike would mean typewriter type
    for place, base in enumerate(FONTS.values()):
        objects[3 + place] = (
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding "
            f"/FirstChar 32 /LastChar 255 /Widths {widths} >>"
        ).encode()
    objects |= _JAPANESE | (extra or {})
    objects |= {
        800: _UNICODE["font"] % (801, 802),
        801: _UNICODE["letters"],
        802: _stream(zlib.compress(_UNICODE_MAP)),
    }
    for place, sheet in enumerate(sheets):
        number = 10 + 2 * place
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] {sheet.entries} "
            f"/Resources << /Font << {fonts} >> {sheet.resources} >> /Contents {number + 1} 0 R >>"
        ).encode()
        content = zlib.compress("\n".join(sheet.parts).encode("latin-1"))
        objects[number + 1] = _stream(content)
    return _file(objects, password)


def _stream(content: bytes) -> bytes:
    return b"<< /Filter /FlateDecode /Length %d >> stream\n%b\nendstream" % (len(content), content)


def _file(objects: dict[int, bytes], password: str | None) -> bytes:
    trailer = f"/Size {max(objects) + 2} /Root 1 0 R /Info 6 0 R"
    if password is not None:
        objects, extra = _encrypted(objects, password.encode())
        trailer += extra
    data = b"%PDF-1.4\n"
    table = ""
    for number in sorted(objects):
        table += f"{number} 1\n{len(data):010} 00000 n \n"
        data += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    end = f"xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< {trailer} >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def _encrypted(objects: dict[int, bytes], password: bytes) -> tuple[dict[int, bytes], str]:
    """Revision 2 of the standard security handler (PDF Reference 1.7, section 3.5)."""
    padded = (password + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    key = hashlib.md5(padded + owner + b"\xfc\xff\xff\xff" + b"sample").digest()[:5]
    user = _rc4(key, _PAD)
    done = {number: body for number, body in objects.items() if number != 6}
    for number, body in done.items():
        head, mark, rest = body.partition(b"stream\n")
        if mark:
            salt = number.to_bytes(3, "little") + b"\0\0"
            own = hashlib.md5(key + salt).digest()[:10]
            content = _rc4(own, rest.removesuffix(b"\nendstream"))
            done[number] = head + mark + content + b"\nendstream"
    done[max(done) + 1] = (
        f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{user.hex()}> >>"
    ).encode()
    return done, f" /Encrypt {max(done)} 0 R /ID [<{b'sample'.hex()}> <{b'sample'.hex()}>]"


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
