"""The house rules: types, lint, format, which room may see which, and what a printing verb may load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]


def run(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *argv], cwd=HOUSE, capture_output=True, text=True, encoding="utf-8", check=False
    )


def passes(*argv: str) -> None:
    found = run(*argv)
    assert found.returncode == 0, f"{' '.join(argv)}\n{found.stdout}{found.stderr}"


def test_every_type_holds() -> None:
    passes("-m", "mypy")


def test_no_lint() -> None:
    passes("-m", "ruff", "check", "checkin", "tests")


def test_one_format() -> None:
    passes("-m", "ruff", "format", "--check", "checkin", "tests")


def test_imports_point_down_only() -> None:
    passes("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")


@pytest.mark.parametrize(
    "verb",
    [
        ["--help"],
        ["find", "garcia"],
        ["show", "Dana Reyes"],
        ["summary"],
        ["follow-up"],
        ["log"],
        ["rules"],
        ["record", "arrive", "Dana Reyes"],
        ["badge", "Dana Reyes"],
        ["handover"],
        ["record", "walk-in", "Zyxo Qwvutt"],
    ],
    ids=" ".join,
)
def test_a_verb_that_tells_never_loads_the_screens_or_what_draws_paper(verb: list[str], season: Path) -> None:
    program = (
        "import sys\n"
        "from checkin.cli import main\n"
        f"sys.argv = ['checkin', '--season', {str(season)!r}, *{verb!r}]\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "loaded = sorted({name.partition('.')[0] for name in sys.modules} & {'textual', 'rich', 'fpdf', 'pypdfium2', 'zxingcpp'})\n"
        "assert not loaded, loaded\n"
    )
    passes("-c", program)


def test_the_rules_of_the_trade_need_the_standard_library_only() -> None:
    program = (
        "import importlib, pkgutil, sys\n"
        "import checkin.domain as room\n"
        "for one in pkgutil.iter_modules(room.__path__):\n"
        "    importlib.import_module(f'checkin.domain.{one.name}')\n"
        "rooms = {name.split('.')[1] for name in sys.modules if name.startswith('checkin.')}\n"
        "assert rooms == {'domain'}, rooms\n"
    )
    without_installed_packages = "-S"
    passes(without_installed_packages, "-c", program)
