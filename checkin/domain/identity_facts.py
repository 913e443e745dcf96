"""What a person said of two people of the files who may be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from checkin.domain.fact import Fact

__all__ = ["IdentitySettled"]


@dataclass(frozen=True, slots=True)
class IdentitySettled(Fact):
    """Somebody who knows said whether two people of the files are one; every later import keeps to it."""

    kind: ClassVar[str] = "identity-settled"
    one: str
    """Person key, as the files had it before anybody said so."""
    another: str
    same: bool
    one_name: str = ""
    another_name: str = ""
    reason: str = ""
