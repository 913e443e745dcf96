"""Paper: fonts, text in any script, numbered pages and tables."""

from checkin.print.pages import LINE, MARGIN, SIZE, Pages
from checkin.print.paper import Paper

__all__ = ["LINE", "MARGIN", "SIZE", "Pages", "Paper"]
