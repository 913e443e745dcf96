"""A made-up region at a real region's size, to practise on and to test with."""

from checkin.demo.season import DemoSeason, make

__all__ = ["DemoSeason", "make"]
