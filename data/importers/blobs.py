"""Samples on their way to the store: packed, and on the disk, for those of ten thousand runs are more than memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from threading import Lock
from types import TracebackType


class Blobs(Mapping[str, bytes]):
    """Blobs by name in a temporary file without a name, which is gone with the last user of this.

    The file begins in memory and goes to the disk when it grows.
    """

    IN_MEMORY_BYTES = 16_000_000

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(self.IN_MEMORY_BYTES)  # noqa: SIM115 (closed by `close`)
        self._places: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def put(self, blobs: Mapping[str, bytes]) -> None:
        """Adds the blobs; of two with one name the last counts. Raises OSError where the disk is full."""
        with self._lock:
            for name, blob in blobs.items():
                self._places[name] = (self._file.seek(0, 2), len(blob))
                self._file.write(blob)

    def rename(self, names: Mapping[str, str]) -> None:
        """Gives blobs (old name -> new name) other names; the blob that had the new name before is dropped."""
        for old, new in names.items():
            self._places[new] = self._places.pop(old)

    def __getitem__(self, name: str) -> bytes:
        place, size = self._places[name]
        with self._lock:
            self._file.seek(place)
            return self._file.read(size)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __enter__(self) -> Blobs:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._file.close()
