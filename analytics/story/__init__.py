"""The reader's story: chapters drafted from the data as facts, never as causes."""

from analytics.story.chapters import Chapter, Chapters, chapters, say

__all__ = ["Chapter", "Chapters", "chapters", "say"]
