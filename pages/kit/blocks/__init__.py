"""Blocks: choosing, declaring, the latest answers."""
