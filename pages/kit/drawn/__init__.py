"""What stands at the foot of a chart: its numbers, and ways to take it along."""
