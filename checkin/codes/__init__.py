"""Codes as pictures, and what a keyboard scanner sent."""
