"""Sheets of labels and badges that a shop sells, and plain paper to cut.

Source: the vendor's own templates, as the label lists of gLabels (`avery-us-templates.xml`) and LibreOffice
(`labels.xml`) carry them; 5392 as measured in its template's PDF. Inches where the vendor counts in inches.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

__all__ = ["BADGES", "LABELS", "STOCKS", "Spot", "Stock"]

_INCH = 25.4
_LETTER, _A4 = (8.5 * _INCH, 11 * _INCH), (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one label is, in millimetres from the upper left corner of its sheet."""

    sheet: int
    """From 0."""
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of labels, all of one size; lengths in millimetres."""

    key: str
    name: str
    paper: tuple[float, float]
    columns: int
    rows: int
    left: float
    """From the edge of the sheet to the first column."""
    top: float
    width: float
    height: float
    across: float
    """From one column to the next."""
    down: float
    """From one row to the next."""
    cut: bool = False
    """True for plain paper, which needs cut marks."""

    @property
    def count(self) -> int:
        """Labels on one sheet."""
        return self.columns * self.rows

    def shifted(self, right: float, down: float) -> Stock:
        """Return the stock for a printer that feeds its sheets that much too far left and up."""
        return replace(self, left=self.left + right, top=self.top + down)

    def spot(self, number: int) -> Spot:
        """Return where a label is, counted from 0 over all sheets, row by row."""
        sheet, place = divmod(number, self.count)
        row, column = divmod(place, self.columns)
        left, top = self.left + column * self.across, self.top + row * self.down
        return Spot(sheet, left, top, self.width, self.height)


def _inches(key: str, name: str, grid: tuple[int, int], *lengths: float, cut: bool = False) -> Stock:
    left, top, width, height, across, down = (one * _INCH for one in lengths)
    return Stock(key, name, _LETTER, *grid, left, top, width, height, across, down, cut)


_ALL = (
    _inches("5160", "Avery 5160 address labels", (3, 10), 3 / 16, 1 / 2, 2.625, 1, 2.75, 1),
    _inches("5163", "Avery 5163 shipping labels", (2, 5), 5 / 32, 1 / 2, 4, 2, 4.1875, 2),
    _inches("5392", "Avery 5392 name badge inserts", (2, 3), 1 / 4, 1, 4, 3, 4, 3),
    _inches("5395", "Avery 5395 name badge labels", (2, 4), 11 / 16, 7 / 12, 3.375, 7 / 3, 3.75, 2.5),
    Stock("L7160", "Avery L7160 address labels", _A4, 3, 7, 7.21, 15.15, 63.5, 38.1, 66.04, 38.1),
    Stock("L7163", "Avery L7163 address labels", _A4, 2, 7, 4.65, 15.15, 99.1, 38.1, 101.6, 38.1),
    _inches("letter", "plain Letter paper", (2, 4), 1 / 2, 1 / 2, 3.75, 2.5, 3.75, 2.5, cut=True),
    Stock("a4", "plain A4 paper", _A4, 2, 4, 10, 12.5, 95, 68, 95, 68, cut=True),
)
STOCKS = {one.key: one for one in _ALL}
"""Every stock, by the key that the command line takes."""
BADGES, LABELS = "5392", "5163"
"""Keys of the stocks that badges and box labels are printed on unless somebody says otherwise."""
