"""A folder that a sync tool fills: what comes in is taken in once it has stopped growing.

The folder is looked at, not listened to: a folder on a network drive sends no notice of changes, a notice would not
say that a file is whole, and a look costs names, sizes and times only (10,000 files: about 0.1 s).
"""

from data.watched.folder import FOLDER_SETTING, Look, check, look
from data.watched.state import State

__all__ = ["FOLDER_SETTING", "Look", "State", "check", "look"]
