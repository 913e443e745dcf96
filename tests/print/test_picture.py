"""A badge as one picture: read back, whatever the name, and the name never becomes markup or a path."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from checkin.cli import pictures
from checkin.cli.pictures import TABLE, write_pictures
from checkin.domain.payload import Kind, Payload, encode
from checkin.domain.people import Person
from checkin.print.picture import png, svg
from checkin.print.tags import Tag
from tests.print.reading import read

CODE = encode(Payload(Kind.COACH, "J", "7K2M9", "Q7ZT"))
NAMES = (
    "Dana Reyes",
    "محمد عبد الرحمن الهاشمي",
    "María Fernanda Ortíz-Quintanilla y Sandoval de la Vega",
    "<script>alert(1)</script> & O'Neil",
    "W" * 90,
    "../../etc/passwd",
    "",
)


def drawn(text: str) -> Image.Image:
    """What a browser shows of the squares, a pixel for each module."""
    image = Image.new("L", (29, 29), 255)
    for right, down in re.findall(r"M(\d+) (\d+)h1v1h-1z", text):
        image.putpixel((int(right), int(down)), 0)
    return image.resize((290, 290), Image.Resampling.NEAREST)


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_reads_back(name: str) -> None:
    tag = Tag(CODE, name, lines=("12U-G03 Scorpions, head coach", name), foot="Fall 2026")
    assert read(Image.open(io.BytesIO(png(tag)))) == [CODE]
    page = svg(tag)
    assert read(drawn(page)) == [CODE]
    words = [one.text for one in ET.fromstring(page).iter("{http://www.w3.org/2000/svg}text")]
    assert "12U-G03 Scorpions, head coach" in words
    assert all("<" not in one for one in re.findall(r">([^<>]*alert[^<>]*)<", page))


def test_a_name_in_letters_of_another_font_is_no_row_of_boxes() -> None:
    names = ("山田太郎", "鈴木花子")
    one, other, boxes = (Image.open(io.BytesIO(png(Tag(CODE, name)))) for name in (*names, "\U000f0000" * 4))
    assert one.size == other.size
    assert one.tobytes() != other.tobytes()
    assert one.tobytes() != boxes.tobytes()


def test_a_folder_holds_a_picture_of_each_and_a_table_that_computes_nothing(tmp_path: Path) -> None:
    people = [
        Person("7K2M9", "../../x" * 60, "=cmd()", emails=("dana@example.org",)),
        Person("7K2M8", "", ""),
        Person("7K2M7", "José", "Ñandú"),
    ]
    tags = [Tag(CODE, one.name) for one in people]
    assert write_pictures(tmp_path / "new" / "png", ".png", people, tags) == []
    files = {one.name for one in (tmp_path / "new" / "png").iterdir()}
    with (tmp_path / "new" / "png" / TABLE).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert files == {TABLE, *(one["file"] for one in rows)}
    assert "Ñandú-José-7K2M7.png" in files
    assert not any(one["name"].startswith("=") for one in rows)


def test_a_picture_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [Person("7K2M9", "Dana", "Reyes")]
    assert write_pictures(tmp_path, ".png", people, [Tag(CODE, "Dana Reyes")]) == []
    monkeypatch.setattr(pictures, "png", lambda _: png(Tag(CODE[::-1], "Dana Reyes")))
    assert write_pictures(tmp_path, ".png", people, [Tag(CODE, "Dana Reyes")]) == ["Dana Reyes"]
