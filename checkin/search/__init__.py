"""Finds people by anything that is known of them, each hit with its reason."""

from checkin.search.index import Hit, Index

__all__ = ["Hit", "Index"]
