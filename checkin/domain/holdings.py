"""Which requirement or course a file's name of a certificate serves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from fnmatch import translate
from functools import lru_cache

from checkin.domain.region import Course, Region, Requirement

__all__ = ["Part", "course_of", "serves"]


class Part(StrEnum):
    """How much of a course a certificate proves."""

    FULL = "full"
    ONLINE = "online"
    FIELD = "field"


@lru_cache(maxsize=8192)
def course_of(region: Region, name: str) -> tuple[Course, Part] | None:
    """Return the course that a certificate of that name is of, and how much of it."""
    for course in region.courses:
        parts = (
            (course.online_names, Part.ONLINE),
            (course.field_names, Part.FIELD),
            (course.names, Part.FULL),
        )
        for names, part in parts:
            if _matches(names, name):
                return course, Part.ONLINE if part is Part.FULL and course.licence_means == "online" else part
    return None


@lru_cache(maxsize=8192)
def serves(region: Region, name: str, requirement: Requirement) -> bool:  # noqa: ARG001  part of the cache's key
    """Tell whether a certificate of that name serves a requirement that is no course."""
    return _matches(requirement.names, name)


def _matches(names: Iterable[str], name: str) -> bool:
    wanted = _plain(name)
    return any(re.fullmatch(translate(_plain(one)), wanted) for one in names)


def _plain(name: str) -> str:
    """Return a name in small letters, with one blank for whatever else stands between them."""
    return re.sub(r"[^\w*]+", " ", re.sub(r"['\u2019]", "", name)).strip().casefold()
