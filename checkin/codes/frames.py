"""Where a camera's pictures come from: a device, a video, or a folder that pictures are put into."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from PIL import Image, ImageOps

from checkin.codes.device import Gone, NotInstalled

__all__ = ["Frames", "open_frames"]

_ENDINGS = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff"}
_LARGE = (1600, 1600)
"""Pixels; a larger picture is made smaller before it is read."""
_QUIET = {"OPENCV_LOG_LEVEL": "OFF", "OPENCV_FFMPEG_LOGLEVEL": "-8", "OPENCV_VIDEOIO_DEBUG": "0"}
"""What keeps OpenCV from writing over the screen."""
_INSTALL = 'A camera needs one more part: pip install "checkin[camera]", then open the desk again.'


class Frames(Protocol):
    """Pictures, one after the other."""

    live: bool
    """True when a picture comes only as fast as the device takes it."""

    def read(self) -> Image.Image | None:
        """Return the next picture, or none when there is no new one.

        Raises `Gone`.
        """

    def close(self) -> None:
        """Let go of the device."""


Seen = set[tuple[str, int, int]]
"""Name, time and size of each picture that was read."""


def open_frames(where: str, seen: Seen | None = None) -> Frames:
    """Open a device by its number, a video by its file or address, or a folder of pictures.

    Pictures of a folder that were `seen` before it went away are not read again.
    Raises `Gone` or `NotInstalled`.
    """
    path = Path(where).expanduser()
    if path.is_dir():
        return _Folder(path, set() if seen is None else seen)
    if not where.isdecimal() and "://" not in where and not path.is_file():
        raise Gone(f"There is no video and no folder of pictures {where}. It is looked for every second.")
    return _Video(where if where.isdecimal() or "://" in where else str(path))


class _Folder:
    """A folder: what is in it by name, then each picture that is put into it."""

    live = False

    def __init__(self, path: Path, seen: Seen) -> None:
        self._path = path
        self._seen = seen

    def read(self) -> Image.Image | None:
        try:
            with os.scandir(self._path) as entries:
                files = sorted((one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in entries)
        except OSError:
            raise Gone(f"The folder {self._path} of the camera is gone. It is looked for again.") from None
        for about in files:
            if about not in self._seen and Path(about[0]).suffix.lower() in _ENDINGS:
                self._seen.add(about)
                if picture := _picture(self._path / about[0]):
                    return picture
        return None

    def close(self) -> None:
        """Let go of nothing: a folder is opened at each look."""


class _Video:
    """A camera, or a video that begins again at its end."""

    def __init__(self, where: str) -> None:
        self._cv2 = _opencv()
        self.live = where.isdecimal() or "://" in where
        self._what = f"Camera {where}" if self.live else f"The video {where}"
        self._capture = self._cv2.VideoCapture(int(where) if where.isdecimal() else where)
        if not self._capture.isOpened():
            self._capture.release()
            then = "Plug it in: it is looked for every second." if self.live else "Is it a video?"
            raise Gone(f"{self._what} can't be opened. {then}")
        self._capture.set(self._cv2.CAP_PROP_BUFFERSIZE, 1)

    def read(self) -> Image.Image | None:
        there, frame = self._capture.read()
        if not there and not self.live:
            self._capture.set(self._cv2.CAP_PROP_POS_FRAMES, 0)
            there, frame = self._capture.read()
        if not there:
            raise Gone(f"{self._what} is gone. It is looked for every second.")
        return Image.fromarray(frame[:, :, ::-1])

    def close(self) -> None:
        self._capture.release()


def _opencv() -> Any:
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    try:
        return import_module("cv2")
    except ImportError:
        raise NotInstalled(_INSTALL) from None


def _picture(path: Path) -> Image.Image | None:
    """Return a picture as a person holds it, or none when it is no whole picture."""
    try:
        with Image.open(path) as file:
            file.draft("RGB", _LARGE)
            picture = ImageOps.exif_transpose(file).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    picture.thumbnail(_LARGE)
    return picture
