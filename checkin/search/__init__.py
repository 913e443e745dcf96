"""Finds people by anything that is known of them, each hit with its reason."""

from checkin.search.hit import Hit
from checkin.search.index import Index

__all__ = ["Hit", "Index"]
