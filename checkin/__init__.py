"""The check-in desk for a youth-soccer region's annual coach meeting."""
