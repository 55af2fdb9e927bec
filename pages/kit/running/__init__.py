"""What the Running page shows."""
