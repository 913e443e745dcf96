"""A text as a QR code: matrix, PNG, SVG, or lines for a terminal; always dark on light, with a quiet zone."""

from __future__ import annotations

import io
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q

__all__ = ["QUIET", "half_blocks", "matrix", "png", "svg", "terminal"]

QUIET = 4
"""Light modules around a code, as ISO/IEC 18004 asks for."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=64)
def matrix(text: str, *, clean: bool = False, mask: int | None = None) -> Matrix:
    """Return the modules of the smallest code, True for dark, without a quiet zone.

    Error level M, for print, and Q or H for a badge, where the code grows no larger by it; L for a `clean`
    surface such as a screen, where a code must be small. Without a `mask` the best of the eight is found,
    which takes six times as long; every reader takes each of them.
    """
    code = _code(text, ERROR_CORRECT_L if clean else ERROR_CORRECT_M, mask)
    smallest = code.best_fit()
    if smallest == 1 and not clean:
        better = (_code(text, one, mask) for one in (ERROR_CORRECT_H, ERROR_CORRECT_Q))
        code = next((one for one in better if one.best_fit() == smallest), code)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def _code(text: str, level: int, mask: int | None) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=level, border=0, mask_pattern=mask)
    code.add_data(text, optimize=0)
    return code


def png(text: str, scale: int = 12, mask: int | None = None) -> bytes:
    """Return the code as a PNG file, that many pixels a module."""
    from PIL import Image  # noqa: PLC0415  only who writes a file pays for it

    rows = matrix(text, mask=mask)
    side = len(rows) + 2 * QUIET
    edge = bytes([255]) * side * QUIET
    light = (bytes(0 if dark else 255 for dark in row) for row in rows)
    pixels = edge + b"".join(edge[:QUIET] + row + edge[:QUIET] for row in light) + edge
    image = Image.frombytes("L", (side, side), pixels).convert("1")
    file = io.BytesIO()
    image.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(file, format="PNG")
    return file.getvalue()


def svg(text: str) -> str:
    """Return the code as an SVG file of one path."""
    rows = matrix(text)
    side = len(rows) + 2 * QUIET
    squares = "".join(
        f"M{right + QUIET} {down + QUIET}h1v1h-1z"
        for down, row in enumerate(rows)
        for right, dark in enumerate(row)
        if dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{squares}" fill="#000"/></svg>\n'
    )


def half_blocks(text: str, quiet: int = QUIET, *, clean: bool = False) -> tuple[str, ...]:
    """Return the code two modules to a character, where a full block is dark."""
    rows = matrix(text, clean=clean)
    empty = (False,) * (len(rows) + 2 * quiet)
    padded = [empty] * quiet + [(False,) * quiet + row + (False,) * quiet for row in rows] + [empty] * quiet
    if len(padded) % 2:
        padded.append(empty)
    return tuple(
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(padded[::2], padded[1::2], strict=True)
    )


def terminal(text: str, *, ansi: bool) -> str:
    """Return the code for a terminal; with ANSI colours it is dark on light whatever the theme."""
    rows = half_blocks(text)
    if ansi:
        return "\n".join(f"\x1b[38;5;16;48;5;231m{row}\x1b[0m" for row in rows)
    return "\n".join(rows)
