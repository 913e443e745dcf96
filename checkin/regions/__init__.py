"""The rules of regions, as data."""
