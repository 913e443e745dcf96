"""A message as a file that a mail program opens, and all of them as the table of a mail merge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.headerregistry import Address, BaseHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from html import escape

from checkin.codes import qr
from checkin.domain.names import fold
from checkin.domain.people import Person
from checkin.exchange.written import csv_bytes
from checkin.follow_up.letter import Letter, Point

__all__ = ["address_of", "eml", "file_name", "mail_merge", "text_of"]

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_COLUMNS = (
    *("Email", "First name", "Last name", "Phone", "Language", "Subject", "Missing", "Not collected", "Code"),
    "Message",
)
_SCALE = 8
"""Pixels of a module of the code."""
_MASK = 3
"""Any of the eight: to find the best for each of thousands of messages would double the time they take."""
_PAGE = (
    "font:16px/1.5 system-ui,Segoe UI,Roboto,Helvetica,Arial,sans-serif;color:#1a1a1a;background:#fff;"
    "max-width:38em;margin:0 auto;padding:1em"
)


class _Headers(HeaderRegistry):
    """The headers of the standard library, each kind put together once and not for every header anew."""

    @cache  # noqa: B019  one registry lives as long as the program
    def __getitem__(self, name: str) -> type[BaseHeader]:
        return super().__getitem__(name)


_POLICY = SMTP.clone(header_factory=_Headers())


def address_of(person: Person) -> str:
    """Return the first address of a person that a mail program takes, or an empty text."""
    return next((one for one in person.emails if _ADDRESS.fullmatch(one) and ".." not in one), "")


def file_name(person: Person) -> str:
    """Return the name of a person's file, in letters that every system allows."""
    letters = re.sub(r"[^a-z0-9]+", "-", fold(f"{person.last} {person.first}").casefold()).strip("-")[:60]
    return f"{letters}-{person.key}.eml" if letters else f"{person.key}.eml"


def eml(person: Person, letter: Letter, sender: str, at: datetime) -> bytes:
    """Return a message that a mail program opens as a draft, in text and as a page, the code in the page."""
    mail = EmailMessage(policy=_POLICY)
    mail["Subject"] = letter.subject
    mail["To"] = Address(display_name=person.name, addr_spec=address_of(person))
    if _ADDRESS.fullmatch(sender):
        mail["From"] = Address(addr_spec=sender)
    mail["Date"] = at
    mail["X-Unsent"] = "1"  # Outlook opens the file as a message to send
    mail.set_content(text_of(letter))
    mail.add_alternative(_html_of(letter), subtype="html")
    page = mail.get_body(("html",))
    if page and letter.code:
        drawn = qr.png(letter.code, _SCALE, _MASK)
        page.add_related(drawn, "image", "png", cid="<code>", filename="code.png", disposition="inline")
    for place, part in enumerate(one for one in mail.walk() if one.is_multipart()):
        part.set_boundary(f"=={letter.code or person.key}-{place}==")  # the code is like no line of a text
    return mail.as_bytes()


def mail_merge(letters: Iterable[tuple[Person, Letter]]) -> bytes:
    """Return the table of a mail merge, a row for each message; whoever has no address has the phone."""
    return csv_bytes(_COLUMNS, [_row(person, letter) for person, letter in letters])


def _row(person: Person, letter: Letter) -> tuple[str, ...]:
    points = {one.kind: one.points for one in letter.sections}
    return (
        address_of(person),
        person.first,
        person.last,
        next(iter(person.phones), ""),
        letter.language,
        letter.subject,
        *("; ".join(one.what for one in points.get(kind, ())) for kind in ("open", "waiting")),
        letter.code,
        text_of(letter),
    )


def text_of(letter: Letter) -> str:
    """Return a message as plain text."""
    return "\n".join(_text_lines(letter)) + "\n"


def _text_lines(letter: Letter) -> Iterator[str]:
    yield from (line for one in letter.opening for line in (one, ""))
    for section in letter.sections:
        yield from (section.title.upper(), "")
        for point in section.points:
            yield f"* {point.what}"
            yield from (f"  {line}" for line in (*point.told, point.link) if line)
            yield ""
    if letter.code:
        yield from (letter.scan, letter.code, "")
    yield from (line for one in letter.closing[:-1] for line in (one, ""))
    yield letter.closing[-1]


def _html_of(letter: Letter) -> str:
    return (
        f'<!doctype html>\n<html lang="{letter.language}"><head><meta charset="utf-8">'
        f"<title>{escape(letter.subject)}</title></head>\n"
        f'<body style="{_PAGE}">\n' + "\n".join(_html_lines(letter)) + "\n</body></html>\n"
    )


def _html_lines(letter: Letter) -> Iterator[str]:
    yield from (f"<p>{escape(one)}</p>" for one in letter.opening)
    for section in letter.sections:
        yield f'<h2 style="font-size:1.1em;margin:1.4em 0 .3em">{escape(section.title)}</h2>'
        yield "<ul>"
        yield from (_html_point(one) for one in section.points)
        yield "</ul>"
    if letter.code:
        yield f"<p>{escape(letter.scan)}</p>"
        yield f'<p><img src="cid:code" width="232" height="232" alt="{letter.code}">'
        yield f'<br><code style="font-size:1.1em">{letter.code}</code></p>'
    yield from (f"<p>{escape(one)}</p>" for one in letter.closing)


def _html_point(point: Point) -> str:
    told = "".join(f"<br>{escape(one)}" for one in point.told)
    shown = escape(point.link)
    link = f'<br><a href="{shown}">{shown}</a>' if point.link.startswith("http") else shown and f"<br>{shown}"
    return f"<li><strong>{escape(point.what)}</strong>{told}{link}</li>"
