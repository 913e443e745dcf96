"""Text from outside, made safe to keep, compare and show."""

from __future__ import annotations

import re

__all__ = ["clean_text", "digits_of"]

_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls; white space among them becomes spaces
    "\xad\u180e\u200b\u2060-\u2065\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"  # take no room on the screen
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # turn the reading direction
    "\ud800-\udfff"  # halves of characters, which no file can hold
    "]+"
)


def digits_of(text: str) -> str:
    """Return the digits of a phone or an id, however they are grouped."""
    return re.sub(r"[^0-9]", "", text)


def clean_text(text: str) -> str:
    """Return the text without control, invisible and direction characters, its white space single.

    Markup such as `[/red]` is text and stays.
    """
    if text.isprintable():
        if text.isascii() and "  " not in text and text[:1] != " " != text[-1:]:
            return text
    else:
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())
