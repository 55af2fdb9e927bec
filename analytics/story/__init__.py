"""The reader's story: chapters drafted from the data as facts, never as causes."""

from analytics.story.chapters import Chapter, Chapters, chapters, say
from analytics.story.stretch import Stretch, in_view, say_older, stretch
from analytics.story.told import Told, edited, say_when, tell, title

__all__ = [
    "Chapter",
    "Chapters",
    "Stretch",
    "Told",
    "chapters",
    "edited",
    "in_view",
    "say",
    "say_older",
    "say_when",
    "stretch",
    "tell",
    "title",
]
