"""What the verbs that print badges and labels say when they are done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.cli.pictures import TABLE
from checkin.domain.phrases import many
from checkin.print.readback import missing
from checkin.print.stocks import Stock
from checkin.print.tags import Tag

if TYPE_CHECKING:
    from checkin.print.run import PrintRun

__all__ = ["made_told", "pictures_told", "problems_told", "run_shape", "trial_told"]


def made_told(
    run: PrintRun, stock: Stock, output: Path, kind: str, count: int, *, issued: int, reissued: bool
) -> Iterator[str]:
    """Yield what was made, in sentences."""
    yield f"Wrote {output}: {many(count, kind)} on {many(run.sheets, 'sheet')} of {stock.name}."
    if reissued:
        yield f"{many(issued, 'new code')}: what was printed for them before is void from now on."
    elif issued:
        yield f"{many(issued, 'code')} newly issued; what was printed before stays good."
    if not run.missing and not run.faults:
        yield "Read back: each code shows what it should." if count > 1 else "Read back: the code is good."
    yield "Print at 100 %, not fitted to the page."
    if run.free:
        yield f"The last sheet is free from label {run.free} on: `--start {run.free}` uses it up."


def problems_told(run: PrintRun, kind: str, count: int) -> Iterator[str]:
    """Yield what is wrong with a run, in sentences that say what to do."""
    if run.missing:
        yield (
            f"NOT read back: {' and '.join(run.missing)} can't be found on this computer. Scan one {kind} of "
            f"each sheet yourself, or add what is missing: pip install {' '.join(run.missing)}"
        )
    if run.faults:
        yield f"{len(run.faults)} of {many(count, kind)} can't be read. Don't hand these out:"
        yield from (f"  {one.name}: sheet {one.sheet}, label {one.label}" for one in run.faults)
    if run.odd:
        yield "The font hasn't every letter of these names; a box stands for each that is missing:"
        yield from (f"  {one}" for one in run.odd)


def pictures_told(folder: Path, ending: str, count: int) -> str:
    """Return what a folder of pictures holds."""
    read = ", each read back" if ending == ".png" and not missing() else ""
    return f"Wrote {many(count, 'picture')}{read}, and {TABLE} for a mail merge, in {folder}"


def trial_told(stock: Stock, output: Path) -> Iterator[str]:
    """Yield what to do with a test sheet."""
    yield f"Wrote {output}: the {stock.count} labels of {stock.name}, each with a frame and a test code."
    yield "Print it at 100 % on plain paper and hold it against a real sheet: the frames must meet."
    yield "Are all of them off by the same? --shift moves them: --shift 1.5 -1 is 1.5 mm right and 1 mm up."
    yield "Scan it at the desk: the program answers that the scanner works."


def run_shape(
    run: PrintRun, stock: Stock, output: Path, issued: int, tags: Mapping[str, Tag]
) -> dict[str, Any]:
    """Return the same for a script."""
    return {
        "file": str(output),
        "stock": stock.key,
        "sheets": run.sheets,
        "next_start": run.free or 1,
        "issued": issued,
        "read_back": not run.missing,
        "unreadable": [{"name": one.name, "sheet": one.sheet, "label": one.label} for one in run.faults],
        "letters_missing": list(run.odd),
        "printed": [{"key": key, "name": tag.name, "code": tag.code} for key, tag in tags.items()],
    }
