"""Verbs about the region's rules."""

from __future__ import annotations

import secrets
import sys
from collections.abc import MutableMapping

import click

from checkin.cli.options import Place, as_json_option, common
from checkin.cli.shapes import to_json
from checkin.desk import own_nicknames
from checkin.domain.describe import described
from checkin.domain.pin import SHORTEST, hash_pin
from checkin.domain.region_text import RegionErrors, parse_region
from checkin.store import Season

__all__ = ["rules"]


@click.group(invoke_without_command=True)
@as_json_option
@common
def rules(place: Place, *, as_json: bool) -> None:
    """Print the region's rules in words; `rules check` finds every mistake in region.toml.

    Example: checkin rules
    """
    if click.get_current_context().invoked_subcommand is None:
        lines = [*described(parse_region(_text(place)))]
        click.echo(to_json(lines) if as_json else "\n".join(lines))


@rules.command()
@as_json_option
@common
def check(place: Place, *, as_json: bool) -> None:
    """Say everything that is wrong with region.toml and nicknames.txt, each mistake with its line.

    Example: checkin rules check
    """
    try:
        parse_region(_text(place))
    except RegionErrors as error:
        if as_json:
            found = [
                {"line": one.line, "key": one.key, "found": one.found, "allowed": one.allowed}
                for one in error.problems
            ]
            click.echo(to_json(found))
        else:
            click.echo(str(error), err=True)
        sys.exit(3)
    if notes := _notes(place):
        told = to_json([{"sentence": one} for one in notes]) if as_json else "\n".join(notes)
        click.echo(told, err=not as_json)
        sys.exit(3)
    click.echo("[]" if as_json else "The rules can be used as they are.")


@rules.command()
@click.option("--for-desk", is_flag=True, help="The PIN that opens a locked desk, not the supervisor's.")
@click.option("--off", is_flag=True, help="Take the PIN away: nobody reads the reasons, no desk is locked.")
@common
def pin(place: Place, *, for_desk: bool, off: bool) -> None:
    """Set the supervisor's PIN, which stands before the reason of a background check.

    Only a salted scrypt hash of it is kept, in region.toml.

    Example: checkin rules pin
    """
    season = Season.open(place.path, desk="", writer="")
    name = "desk_pin" if for_desk else "supervisor_pin"
    try:
        text = season.region_text()
        parse_region(_with_pin(text, name, "" if off else "a PIN"))
        chosen = "" if off else _chosen_pin()
        season.write_region_text(_with_pin(text, name, chosen))
    finally:
        season.close()
    click.echo(
        "The PIN is set. Open desks ask for it once they are opened again." if chosen else "No PIN is set."
    )


def _with_pin(text: str, name: str, chosen: str) -> str:
    """Return the rules with that PIN; those that are no rules as they are, for their mistake to be told."""
    import tomlkit  # noqa: PLC0415  only this verb changes the file
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415  the same

    try:
        rules = tomlkit.parse(text)
    except TOMLKitError:
        return text
    policy = rules.setdefault("policy", tomlkit.table())
    if not isinstance(policy, MutableMapping):
        return text
    policy[name] = hash_pin(chosen, secrets.token_bytes(16)) if chosen else ""
    if name == "desk_pin" and not chosen:
        policy["lock_after_minutes"] = 0
    return tomlkit.dumps(rules)


def _chosen_pin() -> str:
    chosen: str = click.prompt("New PIN", hide_input=True, confirmation_prompt="The same again")
    if len(chosen.strip()) < SHORTEST:
        raise click.BadParameter(f"A PIN has at least {SHORTEST} characters.", param_hint="PIN")
    return chosen.strip()


def _notes(place: Place) -> tuple[str, ...]:
    season = Season.open(place.path, desk="", writer="")
    try:
        return own_nicknames(season)[1]
    finally:
        season.close()


def _text(place: Place) -> str:
    season = Season.open(place.path, desk="", writer="")
    try:
        return season.region_text()
    finally:
        season.close()
