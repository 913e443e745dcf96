"""Types the README's first command into a terminal in a fresh clone, and checks a coach in, as a newcomer does.

`python -m tests.end_to_end.first_command CLONE COMMAND`; leaves with an error when anything is not as promised.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.end_to_end.terminal import CTRL_Q, ENTER, Terminal

INSTALLING = 480
"""Seconds that pip may take."""
COACH = "Dana Reyes"


def main(clone: Path, command: str) -> None:
    """Run the command, check a coach in, quit, open the printed season again and look."""
    with Terminal(120, 36) as terminal:
        terminal.start(["bash", "-c", command], cwd=clone)
        terminal.wait_for("Who sits at this table?", timeout=INSTALLING)
        terminal.press("A" + ENTER)
        terminal.press("Maria" + ENTER)
        terminal.wait_for("ready to scan", "desk A", "Maria")
        season = season_in(terminal.beneath())
        code = ayso_id(clone, season)

        tell(f"scan {code}")
        terminal.send(code + ENTER, delay=0.002)
        tell(terminal.wait_for(COACH, "NOT HERE YET", "SHELF", "12U Coach"))

        tell("Enter")
        terminal.press(ENTER)
        tell(terminal.wait_for(f"{COACH} checked in", "HERE since", "given"))

        tell("Ctrl+Q")
        terminal.press(CTRL_Q)
        assert terminal.wait_for_end() == 0, terminal.screen()
        assert season_in(terminal.screen()) == season, terminal.screen()

        tell(f"open {season} again and scan")
        terminal.start(
            [str(clone / ".venv/bin/checkin"), "--season", str(season), "--desk", "B", "--by", "Joe"]
        )
        terminal.wait_for("ready to scan", "1 of ")
        terminal.send(code + ENTER, delay=0.002)
        tell(terminal.wait_for(COACH, "HERE since", "desk A by Maria", "given"))
        terminal.press(CTRL_Q)
        assert terminal.wait_for_end() == 0, terminal.screen()


def season_in(printed: str) -> str:
    """Return the path that the demo printed."""
    match = re.search(r"Demo season: (\S+)", printed)
    assert match, f"No path of a season in:\n{printed}"
    return match[1]


def ayso_id(clone: Path, season: str) -> str:
    """Return what the demo coach's card has to be scanned for."""
    argv = [str(clone / ".venv/bin/checkin"), "--season", season, "show", COACH, "--json"]
    told = subprocess.run(argv, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return str(json.loads(told)["person"]["ids"]["ayso"])


def tell(text: str) -> None:
    """Print what is done, or what the window shows."""
    print(re.sub(r"\n{3,}", "\n\n", text), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
