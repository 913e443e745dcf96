"""The two looks of the desk: one calm surface, one accent."""

from __future__ import annotations

from textual.theme import Theme

__all__ = ["DARK", "LIGHT"]

DARK = Theme(
    name="desk-dark",
    dark=True,
    primary="#6CA8FF",
    secondary="#9AA7B8",
    accent="#6CA8FF",
    foreground="#E6EAF0",
    background="#0E1217",
    surface="#151B23",
    panel="#1E2630",
    success="#4CC38A",
    warning="#F0B94A",
    error="#FF6B6B",
    variables={"quiet": "#93A0B0", "on-verdict": "#0E1217"},
)
"""For a dim hall."""

LIGHT = Theme(
    name="desk-light",
    dark=False,
    primary="#1F5FC4",
    secondary="#556070",
    accent="#1F5FC4",
    foreground="#12161C",
    background="#F4F6F8",
    surface="#FFFFFF",
    panel="#E8ECF3",
    success="#0B7A4B",
    warning="#8A5A00",
    error="#C0222B",
    variables={"quiet": "#5A6573", "on-verdict": "#FFFFFF"},
)
"""For a bright one, and for projectors."""
