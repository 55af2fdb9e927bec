"""What keeps the house in order; nothing of the dashboard."""
