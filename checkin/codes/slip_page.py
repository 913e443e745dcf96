"""A slip as a page that any browser opens and prints, each step with its code to photograph."""

from __future__ import annotations

from html import escape

from checkin.codes import qr
from checkin.domain.slip import Slip, Step

__all__ = ["slip_lines", "slip_page"]

_STYLE = """
@page { margin: 12mm }
body { font: 12pt/1.4 system-ui, sans-serif; color: #000; background: #fff; max-width: 150mm; margin: 0 auto }
h1 { font-size: 14pt; margin: 0 0 6mm }
section { display: flex; gap: 6mm; border-top: 1px solid #999; padding: 5mm 0; break-inside: avoid }
section svg { width: 38mm; height: 38mm; flex: none }
h2 { font-size: 12pt; margin: 0 }
p { margin: 1mm 0 }
.state { color: #444 }
"""


def slip_page(slip: Slip) -> str:
    """Return the slip as one HTML file."""
    steps = "\n".join(_section(one) for one in slip.steps)
    contacts = "\n".join(f"<p>{escape(one)}</p>" for one in slip.contacts)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(slip.title)}</title>'
        f"<style>{_STYLE}</style></head>\n<body><h1>{escape(slip.title)}</h1>\n{steps}\n{contacts}\n"
        "</body></html>\n"
    )


def _section(one: Step) -> str:
    link = f"<p>{escape(one.link)}</p>" if one.link else ""
    return (
        f"<section>{qr.svg(one.code).strip()}<div><h2>{escape(one.label)}</h2>"
        f'<p class="state">{escape(one.state)}</p><p>{escape(one.step)}</p>{link}</div></section>'
    )


def slip_lines(slip: Slip) -> list[str]:
    """Return the slip as lines of text."""
    steps = [
        line
        for one in slip.steps
        for line in (f"□ {one.label}: {one.state}", *(f"    {told}" for told in (one.step, one.link) if told))
    ]
    return [slip.title, "", *steps, *([""] if slip.contacts else []), *slip.contacts]
