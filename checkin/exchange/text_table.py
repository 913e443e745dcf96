"""Rows of CSV, TSV and semicolon files, in the encodings that offices write."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from checkin.exchange.errors import ImportRefused

__all__ = ["decode", "text_rows"]

_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SAMPLE = 4096
MAX_LINE = 4_000_000
"""Characters of a line; hundreds of columns of long texts have fewer."""
MAX_COLUMNS = 16_384
"""Cells of a row, as Excel has."""
MAX_LINES_OF_A_ROW = 5_000
"""Lines on which one row may stand, when its cells have line breaks."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def decode(data: bytes, file: str) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Raises `ImportRefused` for anything that is not text.
    """
    encoding = _UTF16.get(data[:2]) or _utf16_without_mark(data[:_SAMPLE])
    for name in (encoding,) if encoding else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, name.replace("-sig", "")
    raise ImportRefused(
        "This is not a text file: it has bytes that no text has. Export it again as CSV or XLSX.", file
    )


def _utf16_without_mark(sample: bytes) -> str:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if half and odd > half * 0.7 and not even:
        return "utf-16-le"
    if half and even > half * 0.7 and not odd:
        return "utf-16-be"
    return ""


def text_rows(text: str, file: str) -> Iterator[tuple[int, list[object]]]:
    """Yield each row with the line it begins on.

    Raises `ImportRefused` for a quotation mark that is never closed, and for a row or a cell that is none.
    """
    delimiter = _delimiter(text)
    lines = _Lines(text, file)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if len(row) > MAX_COLUMNS:
                raise ImportRefused(
                    f"This row has {len(row):,} cells; the limit is {MAX_COLUMNS:,}, as in a spreadsheet. "
                    "Export it again.",
                    file,
                    line,
                )
            yield line, list[object](row)
            line = lines.row = reader.line_num + 1
    except csv.Error as error:
        raise ImportRefused(_in_words(str(error)), file, line) from error


class _Lines:
    """The lines of a text one by one, without a second copy of it; none of them and no row is too long."""

    def __init__(self, text: str, file: str) -> None:
        self.row = 1
        """Line on which the row begins that is being read."""
        self._text = text
        self._found = _LINE.finditer(text)
        self._file = file
        self._line = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        start, end = next(self._found).span()
        self._line += 1
        if end - start > MAX_LINE:
            raise ImportRefused(
                f"This line has {end - start:,} characters, more than any table's row; "
                f"the limit is {MAX_LINE:,}. Export it again.",
                self._file,
                self._line,
            )
        if self._line - self.row > MAX_LINES_OF_A_ROW:
            raise ImportRefused(_in_words("quote"), self._file, self.row)
        return self._text[start:end]


def _delimiter(text: str) -> str:
    """Return the mark that gives most rows most columns."""
    head = io.StringIO(text[: 64 * _SAMPLE], newline="").getvalue()

    def columns(delimiter: str) -> int:
        rows = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(row) for row in islice(rows, 50) if any(row))
        except csv.Error:
            return 0
        return max(widths, key=lambda width: (widths[width] * (width > 1), width), default=0)

    return max(",;\t|", key=columns)


def _in_words(error: str) -> str:
    if "field larger" in error:
        return "A cell is longer than 131,072 characters. Open the file, shorten that cell and save it again."
    return (
        "A quotation mark is not closed, so the rows can't be told apart. "
        "Open the file in a spreadsheet, look at this line and save it again as CSV."
    )
