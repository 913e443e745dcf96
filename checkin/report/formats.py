"""The formats of a report, and which one a file's name asks for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from checkin.report.page import Report

__all__ = ["FORMATS", "PRINTED", "format_of", "rendered"]

FORMATS = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "pdf": ".pdf",
    "json": ".json",
}
"""Every format with the ending of its files; JSON is drawn by the verb."""

PRINTED = ("text", "markdown", "html", "csv", "json")
"""Formats that a terminal can show."""

_DRAWN_BY = {
    "text": "text:text",
    "markdown": "text:markdown",
    "html": "html:html",
    "csv": "sheets:csv_text",
    "xlsx": "sheets:xlsx",
    "pdf": "pdf:pdf",
}


def format_of(path: Path) -> str | None:
    """Return the format that a file's ending names."""
    ending = {".htm": ".html", ".markdown": ".md"}.get(path.suffix.lower(), path.suffix.lower())
    return next((name for name, one in FORMATS.items() if one == ending), None)


def rendered(report: Report, name: str) -> bytes:
    """Return a report in a format; its library is loaded only now."""
    module, function = _DRAWN_BY[name].split(":")
    draw: Callable[[Report], str | bytes] = getattr(import_module(f"checkin.report.{module}"), function)
    drawn = draw(report)
    return drawn if isinstance(drawn, bytes) else drawn.encode("utf-8")
