"""Before and after a block."""
