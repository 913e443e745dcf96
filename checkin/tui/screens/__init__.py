"""One file a screen, with its style beside it."""
