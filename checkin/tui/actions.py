"""One table of everything a volunteer can do: keys, footer, palette and help are drawn from it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ACTIONS", "Action"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does."""

    name: str
    """Name of the app's action."""
    key: str
    """As Textual names it."""
    shown: str
    """As the footer shows it."""
    word: str
    """What the footer says."""
    sentence: str
    """What help and palette say."""
    roomy: bool = False
    """True when a narrow window's footer leaves it out."""


ACTIONS = (
    Action("enter", "enter", "⏎", "go on", "Open the one hit; on a card, check in and hand over"),
    Action(
        "collect", "f2", "F2", "someone else", "Hand over to someone else, by name; the coach stays not here"
    ),
    Action(
        "items",
        "f3",
        "F3",
        "short, owed",
        "An item is short, wrong, owed or back; release a hold",
    ),
    Action(
        "take_back", "f8", "F8", "take back", "Take back the last thing, or the entry chosen in the history"
    ),
    Action(
        "evidence",
        "f4",
        "F4",
        "evidence",
        "Write down a certificate shown, a session done or booked",
    ),
    Action("camera", "f5", "F5", "camera", "Read codes with the camera, or turn it off", roomy=True),
    Action(
        "refresher",
        "f6",
        "F6",
        "refresher",
        "Safe Haven refresher: this person, or all here",
    ),
    Action("step_code", "f7", "F7", "what to do", "Show the next step as a code to photograph"),
    Action("why", "ctrl+e", "^E", "why", "Show each requirement with its rule, dates and next step"),
    Action(
        "slip", "ctrl+s", "^S", "slip", "Save what to do next as a page to print, for the coach", roomy=True
    ),
    Action("supervisor", "ctrl+g", "^G", "supervisor", "Behind the PIN: why a background check doesn't pass"),
    Action("settle", "ctrl+a", "^A", "settle", "Say what is true where two desks recorded the same thing"),
    Action(
        "history",
        "f9",
        "F9",
        "history",
        "What was recorded about this person, or by all; F8 takes any back",
    ),
    Action(
        "note", "ctrl+o", "^O", "note", "A note on them or the team, that must or may be seen", roomy=True
    ),
    Action(
        "count",
        "ctrl+k",
        "^K",
        "closing count",
        "Count the boxes on the shelf, close the night",
        roomy=True,
    ),
    Action(
        "from_paper", "ctrl+r", "^R", "from paper", "Take over the rows marked on the paper list", roomy=True
    ),
    Action(
        "shift", "ctrl+b", "^B", "shift change", "Show what is open, and let somebody take over", roomy=True
    ),
    Action("walk_in", "ctrl+n", "^N", "walk-in", "Take down somebody whom no file knows", roomy=True),
    Action(
        "doubts", "ctrl+d", "^D", "same person?", "Say whether two people of the files are one", roomy=True
    ),
    Action(
        "import_files",
        "ctrl+f",
        "^F",
        "import",
        "Read the region's files, or take the latest import back",
        roomy=True,
    ),
    Action(
        "board",
        "f10",
        "F10",
        "board",
        "Live board: who is here, what is left, how fast; again: the summary",
        roomy=True,
    ),
    Action("help", "f1", "F1", "help", "Show every key and what it does"),
    Action("close", "escape", "Esc", "back", "Empty the box, close the card or this page", roomy=True),
    Action("look", "ctrl+t", "^T", "light or dark", "Change between the light and the dark look", roomy=True),
    Action("lock", "ctrl+l", "^L", "lock", "Hide everything until the desk's PIN is typed", roomy=True),
    Action("command_palette", "ctrl+p", "^P", "actions", "Find any action by its name"),
    Action("quit", "ctrl+q", "^Q", "quit", "Close the desk; what was recorded is on disk"),
)
"""In the order of the footer."""
