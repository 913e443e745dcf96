"""A workbook's own list of its sheets: in which part each is, and which are hidden."""

from __future__ import annotations

import html
import re
import zipfile

__all__ = ["hidden_sheets", "sheet_parts"]

_LARGEST = 1 << 20
"""Bytes of the workbook's own list of its sheets."""
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def hidden_sheets(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of a workbook's sheets that nobody sees."""
    names = {name.lower(): name for name in archive.namelist()}
    sheets = _attributes(_SHEET, archive, names.get("xl/workbook.xml", ""))
    return [one.get("name", "") for one in sheets if one.get("state", "visible") != "visible"]


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return in which part of a workbook each of its sheets is, by the sheet's name."""
    names = {name.lower(): name for name in archive.namelist()}
    relations = _attributes(_RELATION, archive, names.get("xl/_rels/workbook.xml.rels", ""))
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    found: dict[str, str] = {}
    for one in _attributes(_SHEET, archive, names.get("xl/workbook.xml", "")):
        relation = next((value for key, value in one.items() if key.endswith(":id")), "")
        target = targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[one.get("name", "")] = names.get(part.lower(), part)
    return found


def _attributes(tag: re.Pattern[str], archive: zipfile.ZipFile, part: str) -> list[dict[str, str]]:
    if not part or archive.getinfo(part).file_size > _LARGEST:
        return []
    text = archive.read(part).decode("utf-8", "replace")
    return [
        {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(inside)}
        for inside in tag.findall(text)
    ]
