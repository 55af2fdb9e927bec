"""Everything an athlete has imported or entered, in one SQL database (SQLite unless told otherwise)."""

from data.store.connect import default_url
from data.store.loading import Loaded
from data.store.receipt import FileLine, Receipt
from data.store.snapshot import Snapshot
from data.store.store import Store, open

__all__ = ["FileLine", "Loaded", "Receipt", "Snapshot", "Store", "default_url", "open"]
