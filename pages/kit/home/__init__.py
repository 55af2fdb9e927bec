"""The parts of Home: this week, the verdict, the story, last week, the first steps."""
