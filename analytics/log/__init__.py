"""What is on record, to be opened: the list of entries, a month, a day, a run and its samples, a workout."""
