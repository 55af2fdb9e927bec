"""Explore: what stands on which axis, which days, the days behind a dot, views that are kept."""
