"""Options that every verb takes, before or after its name, and the desk they open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import update_wrapper
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from checkin.desk import Desk

__all__ = [
    "Place",
    "as_json_option",
    "common",
    "devices",
    "needed_date",
    "on_date",
    "open_desk",
    "shipped_rules",
]

_NAMES = ("season", "desk", "by", "now")


@dataclass(slots=True)
class Place:
    """Which season, which desk, who, and what time it is."""

    season: Path | None = None
    desk: str = ""
    by: str = ""
    now: str = ""
    camera: str = ""
    serial: str = ""

    @property
    def path(self) -> Path:
        """Return the season folder to use."""
        from checkin.store import default_season  # noqa: PLC0415  the screen's first paint doesn't wait for it

        return self.season or default_season()

    def open(self, desk: str = "") -> Desk:
        """Open the season's desk, not yet loaded.

        Raises `StoreError`, a sentence that says what to do.
        """
        from checkin.desk import Desk  # noqa: PLC0415  the screen's first paint doesn't wait for it

        return Desk.open(self.path, desk=self.desk or desk, by=self.by, clock=self.clock())

    def clock(self) -> Callable[[], datetime]:
        """Return a clock that starts at `--now` and runs, or the laptop's own.

        Raises `click.BadParameter` when the instant is not readable.
        """
        return _running_from(self._instant()) if self.now else lambda: datetime.now(UTC)

    def _instant(self) -> datetime:
        try:
            at = datetime.fromisoformat(self.now)
        except ValueError:
            raise click.BadParameter(
                f"{self.now!r} is not an instant. Write it like 2026-08-25T19:00.", param_hint="--now"
            ) from None
        return (at if at.tzinfo else at.replace(tzinfo=_zone(self.path))).astimezone(UTC)


def common(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the global options: what stands after the verb, else before it, else in the environment."""

    @click.pass_context
    def wrapper(context: click.Context, /, *args: Any, **options: Any) -> Any:
        place = context.ensure_object(Place)
        for name in _NAMES:
            typed = context.get_parameter_source(name) is not ParameterSource.ENVIRONMENT
            if (value := options.pop(name)) and (typed or not getattr(place, name)):
                setattr(place, name, value)
        return context.invoke(verb, place, *args, **options)

    decorated = update_wrapper(wrapper, verb)
    for option in (
        click.option(
            "--now", metavar="INSTANT", help="Rehearse at another time, for example 2026-08-25T19:00."
        ),
        click.option("--by", metavar="VOLUNTEER", envvar="CHECKIN_BY", help="Who sits at the desk."),
        click.option(
            "--desk", metavar="NAME", envvar="CHECKIN_DESK", help="Name of this desk, for example A."
        ),
        click.option(
            "--season",
            metavar="PATH",
            envvar="CHECKIN_SEASON",
            type=click.Path(path_type=Path),
            help="The season folder.",
        ),
    ):
        decorated = option(decorated)
    return decorated


def devices(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb that opens the desk's screen the options for what reads codes beside the keyboard."""

    @click.pass_context
    def wrapper(context: click.Context, /, *args: Any, **options: Any) -> Any:
        place = context.ensure_object(Place)
        place.camera = options.pop("camera") or place.camera
        place.serial = options.pop("serial") or place.serial
        return context.invoke(verb, *args, **options)

    decorated = update_wrapper(wrapper, verb)
    camera = click.option(
        "--camera",
        metavar="WHERE",
        default="",
        envvar="CHECKIN_CAMERA",
        help="Read codes with a camera: its number, a video, an address, or a folder of pictures.",
    )
    serial = click.option(
        "--serial",
        metavar="PORT",
        default="",
        envvar="CHECKIN_SERIAL",
        help="Read a scanner in USB-serial mode, for example /dev/ttyACM0 or COM3.",
    )
    return camera(serial(decorated))


as_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@contextmanager
def open_desk(place: Place, *, desk: str = "", spare: bool = False) -> Iterator[Desk]:
    """Open the season's desk, loaded and ready, for one verb; with `spare`, on older data if need be."""
    opened = place.open(desk)
    try:
        opened.load(spare=spare)
        yield opened
    finally:
        opened.close()


def on_date(text: str | None) -> date | None:
    """Return the date of an option, or none.

    Raises `click.BadParameter` when it is not readable.
    """
    return needed_date(text) if text else None


def needed_date(text: str) -> date:
    """Return a date.

    Raises `click.BadParameter` when it is not readable.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} is not a date. Write it like 2026-08-25.") from None


def _running_from(start: datetime) -> Callable[[], datetime]:
    begun = monotonic()
    zero = start.timestamp()
    return lambda: datetime.fromtimestamp(zero + monotonic() - begun, UTC)


def _zone(path: Path) -> ZoneInfo:
    """Return the region's time zone, or that of the shipped rules when there is no region yet."""
    import re  # noqa: PLC0415  only a rehearsal pays
    import tomllib  # noqa: PLC0415  the same
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415  the same

    try:
        text = (path / "region.toml").read_text(encoding="utf-8")
        return ZoneInfo(str(tomllib.loads(text)["time_zone"]))
    except (OSError, ValueError, KeyError, ZoneInfoNotFoundError):
        return ZoneInfo(re.findall(r'^time_zone = "(.*?)"', shipped_rules(), re.MULTILINE)[0])


def shipped_rules() -> str:
    """Return the text of the rules that a new season begins with."""
    from importlib import resources  # noqa: PLC0415  only a new season pays

    return resources.files("checkin.regions").joinpath("region-104.toml").read_text(encoding="utf-8")
