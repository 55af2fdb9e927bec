"""The same run, session or entry by several sources: found and marked, never deleted; and which value wins."""

from data.duplicates.groups import kept_by_id
from data.duplicates.runs import runs_kept
from data.duplicates.sets import sets_kept
from data.duplicates.sources import SOURCE_ORDER

__all__ = ["SOURCE_ORDER", "kept_by_id", "runs_kept", "sets_kept"]
