"""From bytes to cells: containers, tables, markup; dates, numbers, durations."""
