"""What was recorded, and its corrections."""
