"""The demo athletes."""
