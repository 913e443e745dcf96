"""Runs the program as `python -m checkin`."""

from checkin.cli import main

main()
