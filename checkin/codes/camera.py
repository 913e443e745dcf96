"""A camera that reads the codes that are held before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic

from PIL import ImageOps
from PIL.Image import Image

from checkin.codes.device import Device, NotInstalled, Saw
from checkin.codes.frames import Frames, open_frames
from checkin.codes.once import Once
from checkin.codes.sent import clean, known

__all__ = ["Camera", "codes_in"]

_PACE = 1 / 15
"""Seconds between two pictures of a video or a folder."""
_SHOWN = 1 / 8
"""Seconds between two pictures of the preview."""
_SMALL = (96, 72)
"""Pixels of the preview, at most."""
_FORMATS = "QRCode,MicroQRCode,Aztec,DataMatrix,PDF417,Code128,Code39"
_INSTALL = "Codes can't be read here: pip install zxing-cpp, then open the desk again."
_CROWD = "Several badges are in view. Show one at a time."


def codes_in(picture: Image) -> tuple[str, ...]:
    """Return the texts of all codes in a picture, each once.

    Raises `NotInstalled`.
    """
    try:
        import zxingcpp  # noqa: PLC0415  only a camera pays for it
    except ImportError:
        raise NotInstalled(_INSTALL) from None
    formats = zxingcpp.barcode_formats_from_str(_FORMATS)
    found = zxingcpp.read_barcodes(picture.convert("L"), formats=formats)
    return tuple(dict.fromkeys(one.text for one in found if one.text))


class Camera(Device):
    """Tells each code that comes into view once, and shows what it sees."""

    kind = "camera"

    def __init__(
        self,
        where: str,
        tell: Callable[[Saw], object],
        *,
        again: float = 1.0,
        clock: Callable[[], float] = monotonic,
        frames: Callable[[str], Frames] | None = None,
    ) -> None:
        super().__init__(where, tell, again=again)
        self._clock, self._frames = clock, frames or partial(open_frames, seen=set())
        self._once = Once(seen=True)
        self._shown = float("-inf")

    def read(self) -> None:
        """Read pictures until the camera is stopped.

        Raises `Gone` or `NotInstalled`.
        """
        frames = self._frames(self.where)
        try:
            self.tell(Saw(found=True))
            while not self.stopped.is_set():
                self._look(frames)
        finally:
            frames.close()

    def _look(self, frames: Frames) -> None:
        begun = self._clock()
        picture = frames.read()
        if picture is not None:
            self._take(codes_in(picture), begun)
            if begun - self._shown >= _SHOWN:
                self._shown = begun
                self.tell(Saw(picture=_preview(picture, mirrored=frames.live)))
        if picture is None or not frames.live:
            self.stopped.wait(max(_PACE - (self._clock() - begun), 0))

    def _take(self, found: Sequence[str], at: float) -> None:
        """Tell the one code that is meant; several of ours at once are nobody's."""
        ours = [one for one in found if known(clean(one))]
        if len(ours) > 1:
            if not self._once.again(_CROWD, at):
                self.tell(Saw(word=_CROWD))
            return
        for one in ours or found[:1]:
            if not self._once.again(one, at):
                self.tell(Saw(code=one))


def _preview(picture: Image, *, mirrored: bool) -> Image:
    """Return a picture as small as a terminal shows it; a person's own is mirrored, as they expect."""
    small = ImageOps.contain(picture.convert("RGB"), _SMALL)
    return ImageOps.mirror(small) if mirrored else small
