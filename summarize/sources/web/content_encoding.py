"""Content-Encoding (gzip, deflate) of web pages -> bytes, piece by piece, safe from zip bombs."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from summarize.errors import SourceError

_PIECE = 65536
_GZIP_WINDOW = 16 + zlib.MAX_WBITS  # zlib's code for gzip
_GZIP_MARK = b"\x1f\x8b"
_METHOD = 8  # in the low half of a zlib stream's first byte
_RETRY_HINT = "try again later, or open it in a browser, save the page, and give the file"


class ContentDecoder:
    """Decodes a Content-Encoding: none, gzip or deflate; SourceError, naming `name`, for others.

    No library reports data that breaks off. No piece returned is longer than 64 KiB.
    """

    def __init__(self, coding: str | None, name: str) -> None:
        self._coding = (coding or "").strip().lower().removeprefix("x-")
        self._name = name
        self._stream: zlib._Decompress | None = None
        if self._coding not in ("", "identity", "gzip", "deflate"):
            message = f"{name} comes packed in a way that was not asked for"
            raise SourceError(message, "open it in a browser, save the page, and give the file")

    def decode_piece(self, data: bytes) -> Iterator[bytes]:
        """Decode `data`, the next piece of the body; SourceError if it is damaged."""
        if self._coding in ("", "identity"):
            yield data
            return
        try:
            while data:
                if self._stream is None or self._stream.eof:
                    if self._stream is not None and not _GZIP_MARK.startswith(data[:2]):
                        return  # some servers append zeros
                    bits = _GZIP_WINDOW
                    if self._coding == "deflate":  # a zlib stream; some servers send a raw one
                        zlib_stream = data[0] & 0x0F == _METHOD
                        bits = zlib.MAX_WBITS if zlib_stream else -zlib.MAX_WBITS
                    self._stream = zlib.decompressobj(bits)
                yield self._stream.decompress(data, _PIECE)
                data = self._stream.unused_data or self._stream.unconsumed_tail
        except zlib.error as error:
            raise self._damage_error() from error

    def finish(self) -> Iterator[bytes]:
        """Return what is left at the end of the body; SourceError if it stops too early."""
        if self._stream is None:
            return
        yield self._stream.flush()
        if not self._stream.eof:
            raise self._damage_error()

    def _damage_error(self) -> SourceError:
        return SourceError(f"{self._name} arrives damaged: its packed data breaks off", _RETRY_HINT)
