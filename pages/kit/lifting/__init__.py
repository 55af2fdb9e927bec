"""What the Lifting page asks and shows."""
