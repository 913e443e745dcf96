"""A camera and a serial scanner tell each code once, and come back by themselves when they were gone."""

from __future__ import annotations

import builtins
import io
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFilter

from checkin.codes import qr
from checkin.codes.camera import Camera, codes_in
from checkin.codes.device import Device, Gone, Saw
from checkin.codes.frames import open_frames
from checkin.codes.serial_port import SerialScanner
from checkin.domain.payload import Kind, Payload, encode

CODES = [encode(Payload(Kind.COACH, "A", f"7K2M{letter}", "Q7ZT")) for letter in "9ABCD"]


def picture(*texts: str, blur: float = 0.0) -> Image.Image:
    """A table with badges on it, as a camera sees them."""
    table = Image.new("RGB", (640, 480), (96, 104, 90))
    for place, text in enumerate(texts):
        code = Image.open(io.BytesIO(qr.png(text, 5))).convert("RGB")
        table.paste(code.rotate(3, fillcolor=(255, 255, 255)), (40 + 300 * place, 120))
    return table.filter(ImageFilter.GaussianBlur(blur)) if blur else table


class Heard:
    """What a device said, and waiting for it."""

    def __init__(self) -> None:
        self.said: list[Saw] = []
        self._news = threading.Condition()

    def __call__(self, saw: Saw) -> None:
        with self._news:
            self.said.append(saw)
            self._news.notify_all()

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.said if one.code]

    @property
    def troubles(self) -> list[str]:
        return [one.trouble for one in self.said if one.trouble]

    def wait(self, done: Callable[[], object], seconds: float = 10) -> None:
        with self._news:
            assert self._news.wait_for(done, seconds), self.said


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def running() -> Iterator[Callable[[Device], Device]]:
    begun: list[Device] = []

    def run(device: Device) -> Device:
        device.start()
        begun.append(device)
        return device

    yield run
    for one in begun:
        one.stop()


Run = Callable[[Device], Device]


def test_a_folder_of_pictures_is_a_camera_whose_codes_count_once_each(
    tmp_path: Path, heard: Heard, running: Run
) -> None:
    for place, code in enumerate(CODES[:3]):
        picture(code).save(tmp_path / f"{place}.png")
        picture(code, blur=0.8).save(tmp_path / f"{place}-again.jpg")
    picture().save(tmp_path / "9-nobody.png")
    (tmp_path / "notes.txt").write_text("no picture")
    running(Camera(str(tmp_path), heard, again=0.05))
    heard.wait(lambda: len(heard.codes) == 3)
    assert heard.codes == CODES[:3]
    heard.wait(lambda: any(one.picture for one in heard.said))
    picture(CODES[3]).save(tmp_path / "a-new-one.png")
    heard.wait(lambda: heard.codes[3:] == [CODES[3]])


def test_a_half_written_picture_is_read_once_it_is_whole(tmp_path: Path, heard: Heard, running: Run) -> None:
    file = io.BytesIO()
    picture(CODES[0]).save(file, format="PNG")
    (tmp_path / "a.png").write_bytes(file.getvalue()[:900])
    running(Camera(str(tmp_path), heard, again=0.05))
    heard.wait(lambda: any(one.found for one in heard.said))
    assert heard.codes == []
    (tmp_path / "a.png").write_bytes(file.getvalue())
    heard.wait(lambda: heard.codes == [CODES[0]])


def test_a_camera_that_vanishes_comes_back_by_itself(tmp_path: Path, heard: Heard, running: Run) -> None:
    folder = tmp_path / "camera"
    running(Camera(str(folder), heard, again=0.05))
    heard.wait(lambda: heard.troubles)
    told = f"There is no video and no folder of pictures {folder}. It is looked for every second."
    assert heard.troubles == [told]
    folder.mkdir()
    picture(CODES[0]).save(folder / "a.png")
    heard.wait(lambda: heard.codes == [CODES[0]])
    folder.rename(tmp_path / "unplugged")
    heard.wait(lambda: len(heard.troubles) == 2)
    assert "is gone. It is looked for again." in heard.troubles[1]
    folder.mkdir()
    picture(CODES[1]).save(folder / "a.png")
    heard.wait(lambda: heard.codes == CODES[:2])


def test_a_folder_that_comes_back_opens_no_card_once_more(tmp_path: Path, heard: Heard, running: Run) -> None:
    folder, away = tmp_path / "camera", tmp_path / "unplugged"
    folder.mkdir()
    for place, code in enumerate(CODES[:2]):
        picture(code).save(folder / f"{place}.png")
    ticks = iter(range(0, 10**6, 10))
    running(Camera(str(folder), heard, again=0.05, clock=lambda: next(ticks)))
    heard.wait(lambda: heard.codes == CODES[:2])
    folder.rename(away)
    heard.wait(lambda: heard.troubles)
    picture(CODES[2]).save(away / "2.png")
    away.rename(folder)
    heard.wait(lambda: CODES[2] in heard.codes)
    assert heard.codes == CODES[:3]


def test_two_badges_at_once_are_nobodys_and_a_poster_beside_one_doesnt_matter(
    tmp_path: Path, heard: Heard, running: Run
) -> None:
    picture(CODES[0], CODES[1]).save(tmp_path / "1.png")
    picture("https://example.org", CODES[2]).save(tmp_path / "2.png")
    picture("https://example.org").save(tmp_path / "3.png")
    running(Camera(str(tmp_path), heard, again=0.05))
    heard.wait(lambda: len(heard.codes) == 2)
    assert heard.codes == [CODES[2], "https://example.org"]
    assert [one.word for one in heard.said if one.word] == ["Several badges are in view. Show one at a time."]


class _Reel:
    """A camera that shows these pictures again and again."""

    live = True

    def __init__(self, *pictures: Image.Image) -> None:
        self._pictures = pictures
        self._shown = 0

    def read(self) -> Image.Image | None:
        if self._shown >= 40:
            raise Gone("the film is over")
        self._shown += 1
        return self._pictures[self._shown % len(self._pictures)]

    def close(self) -> None:
        self._pictures = ()


def test_a_code_that_is_held_before_the_camera_counts_once(heard: Heard, running: Run) -> None:
    reel = _Reel(picture(CODES[0]))
    running(Camera("0", heard, again=60, frames=lambda _: reel))
    heard.wait(lambda: heard.troubles)
    assert heard.codes == CODES[:1]


@pytest.mark.parametrize("film", ["badges.avi"])
def test_a_video_is_a_camera(tmp_path: Path, heard: Heard, running: Run, film: str) -> None:
    cv2 = pytest.importorskip("cv2")
    numpy = pytest.importorskip("numpy")
    path = tmp_path / film
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 15, (640, 480))
    for code in CODES[:2]:
        for _ in range(5):
            writer.write(numpy.asarray(picture(code))[:, :, ::-1].copy())
    writer.release()
    running(Camera(str(path), heard, again=0.05))
    heard.wait(lambda: len(heard.codes) >= 2)
    assert heard.codes[:2] == CODES[:2]


def test_a_camera_that_isnt_there_is_told_in_words(heard: Heard, running: Run) -> None:
    pytest.importorskip("cv2")
    running(Camera("97", heard, again=60))
    heard.wait(lambda: heard.troubles)
    assert heard.troubles == ["Camera 97 can't be opened. Plug it in: it is looked for every second."]


@pytest.mark.parametrize(
    ("missing", "device", "told"),
    [
        ("cv2", Camera, 'A camera needs one more part: pip install "checkin[camera]"'),
        ("serial", SerialScanner, 'A serial scanner needs one more part: pip install "checkin[serial]"'),
    ],
)
def test_a_missing_part_says_how_to_get_it(
    missing: str,
    device: type[Any],
    told: str,
    heard: Heard,
    running: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    running(device("0", heard, again=60))
    heard.wait(lambda: heard.troubles)
    assert heard.troubles[0].startswith(told)


def test_pictures_can_be_read_where_opencv_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "cv2":
            raise ImportError(name)
        return original(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    picture(CODES[0]).save(tmp_path / "a.png")
    read = open_frames(str(tmp_path)).read()
    assert read
    assert codes_in(read) == (CODES[0],)


# --------------------------------------------------------------------------------------------- serial


@pytest.fixture
def line() -> Iterator[tuple[int, str]]:
    """A serial line: what is written at one end is read at the other."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminals of this kind")
    pytest.importorskip("serial")
    import pty
    import tty

    master, slave = pty.openpty()
    tty.setraw(slave)
    yield master, os.ttyname(slave)
    for one in (master, slave):
        os.close(one)


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b"\x03"])
def test_scans_of_a_serial_scanner_are_told_one_by_one(
    line: tuple[int, str], heard: Heard, running: Run, end: bytes
) -> None:
    master, name = line
    running(SerialScanner(name, heard))
    heard.wait(lambda: any(one.found for one in heard.said))
    os.write(master, b"".join(code.encode() + end for code in CODES))
    heard.wait(lambda: len(heard.codes) == len(CODES))
    assert heard.codes == CODES


def test_a_serial_scan_without_an_end_is_told_when_no_more_comes(
    line: tuple[int, str], heard: Heard, running: Run
) -> None:
    master, name = line
    running(SerialScanner(f"{name}@115200", heard))
    heard.wait(lambda: any(one.found for one in heard.said))
    os.write(master, b"\x02" + CODES[0].encode()[:5])
    os.write(master, CODES[0].encode()[5:])
    heard.wait(lambda: heard.codes)
    assert heard.codes == [CODES[0]]


def test_a_serial_scanner_that_isnt_there_is_looked_for_until_it_comes(
    line: tuple[int, str], tmp_path: Path, heard: Heard, running: Run
) -> None:
    master, name = line
    port = tmp_path / "ttyACM0"
    running(SerialScanner(str(port), heard, again=0.05))
    heard.wait(lambda: heard.troubles)
    assert heard.troubles[0].startswith(f"No scanner can be read at {port}.")
    port.symlink_to(name)
    heard.wait(lambda: any(one.found for one in heard.said))
    os.write(master, CODES[0].encode() + b"\r")
    heard.wait(lambda: heard.codes == [CODES[0]])
