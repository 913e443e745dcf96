"""The command line: thin verbs over the desk."""

from checkin.cli.main import cli, main

__all__ = ["cli", "main"]
