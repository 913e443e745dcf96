"""Scanners that are no keyboards: a camera, by F5, and one at a serial port; both as good as a scan."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual._time import get_time
from textual.command import CommandPalette
from textual.message import Message

from checkin.codes.sent import Scan
from checkin.tui.table_actions import TableActions
from checkin.tui.widgets.line_box import LineBox

if TYPE_CHECKING:
    from checkin.codes.device import Device, Saw
    from checkin.tui.widgets.preview import Preview

__all__ = ["DeviceActions"]

_FLASH = 0.35
"""Seconds that the box lights up when something was read."""
_PLACED = 0.2
"""Seconds between two looks where the preview has room."""
_ANY = "0"
"""The camera that F5 takes when none was named."""


_READY = {"camera": "The camera is on. F5 turns it off.", "serial": "The serial scanner is ready."}


class DeviceActions(TableActions):
    """The app's part that listens to cameras and serial scanners."""

    @dataclass
    class DeviceSaw(Message):
        """A camera or a serial scanner has something to say."""

        device: Device
        saw: Saw

    def __init__(self, camera: str, serial: str) -> None:
        super().__init__()
        self.camera_wanted, self.serial_wanted = camera, serial
        self.touched = monotonic()
        """When the last key, click or scan came."""
        self._devices: dict[str, Device] = {}

    def begin_devices(self) -> None:
        """Start what was named when the desk was opened."""
        if self.serial_wanted:
            from checkin.codes.serial_port import SerialScanner  # noqa: PLC0415  only who has one pays

            self._start("serial", SerialScanner(self.serial_wanted, lambda saw: self._saw("serial", saw)))
        if self.camera_wanted:
            self.action_camera()

    def on_unmount(self) -> None:
        """Let go of every device."""
        for device in self._devices.values():
            device.stop(patience=0.2)
        self._devices = {}

    def action_camera(self) -> None:
        """Turn the camera on or off."""
        if device := self._devices.pop("camera", None):
            device.stop(patience=0)
            self._preview.put_away()
            self.table.sheet.reserve(0)
            self.table.say("The camera is off.")
            return
        from checkin.codes.camera import Camera  # noqa: PLC0415  only who has one pays
        from checkin.tui.widgets.preview import Preview  # noqa: PLC0415  the same

        if not self.table.query(Preview):
            self.table.mount(Preview())
            self.set_interval(_PLACED, self._place)
        where = self.camera_wanted or _ANY
        self._start("camera", Camera(where, lambda saw: self._saw("camera", saw)))
        self.table.say(f"Opening camera {where}…" if where.isdecimal() else f"Opening {where}…")

    def take_scan(self, text: str, kind: str) -> None:
        """Let a code go the way of a scan: to the question that is open, else to the desk."""
        self.touched = monotonic()
        if isinstance(self.screen, CommandPalette) or self.screen.has_class("-page"):
            self._uncover()
        boxes = [one for one in self.screen.query(LineBox) if one.has_focus] or [*self.screen.query(LineBox)]
        box = boxes[0] if boxes else self.table.box
        box.post_message(LineBox.Submitted(box, text, scanned=True, how=Scan(get_time(), device=kind)))
        self.bell()
        self.table.box.add_class("-flash")
        self.set_timer(_FLASH, lambda: self.table.box.remove_class("-flash"))

    @on(DeviceSaw)
    def device_saw(self, message: DeviceSaw) -> None:
        """Take a code, show a picture, or say what the matter is."""
        saw, kind = message.saw, message.device.kind
        if self._devices.get(kind) is not message.device:
            return
        if saw.code:
            self.take_scan(saw.code, kind)
        if saw.picture:
            self._preview.show(saw.picture)
        if told := saw.trouble or saw.word:
            self.table.say(told, "warning")
        if saw.found:
            self.table.say(_READY[kind], "success")
        if kind == "camera" and (saw.found or saw.trouble):
            self._preview.say(lost=not saw.found)

    @property
    def _preview(self) -> Preview:
        from checkin.tui.widgets.preview import Preview  # noqa: PLC0415  only who has one pays

        return self.table.query_one(Preview)

    def _start(self, kind: str, device: Device) -> None:
        self._devices[kind] = device
        device.start()

    def _saw(self, kind: str, saw: Saw) -> None:
        """Pass on what a device says in its thread."""
        if device := self._devices.get(kind):
            self.post_message(self.DeviceSaw(device, saw))

    def _place(self) -> None:
        """Put the preview where the sheet leaves room for it."""
        if "camera" in self._devices:
            sheet = self.table.sheet
            region = sheet.content_region
            rows = self._preview.place(region, sheet.height_needed)
            sheet.reserve(rows)
