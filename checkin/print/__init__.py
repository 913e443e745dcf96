"""Paper: fonts, text in any script, numbered pages, badges and box labels."""
