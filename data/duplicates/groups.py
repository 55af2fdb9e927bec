"""Disjoint sets of row places, which do not depend on the order in which they were joined."""

from __future__ import annotations

import numpy as np
import pandas as pd


def kept_by_id(rows: pd.DataFrame, id_column: str) -> pd.Series:
    """For each row the index label of the first row with the same id."""
    return pd.Series(rows.index, index=rows.index).groupby(rows[id_column]).transform("first")


class Groups:
    """Places 0 to n - 1, each alone at first."""

    def __init__(self, n: int) -> None:
        self.parent = np.arange(n)
        self.members: dict[int, list[int]] = {}

    def root(self, a: int) -> int:
        """The least place of the group of `a`."""
        while self.parent[a] != a:
            self.parent[a] = self.parent[self.parent[a]]
            a = int(self.parent[a])
        return int(a)

    def of(self, a: int) -> list[int]:
        """Every place of the group of `a`."""
        root = self.root(a)
        return self.members.get(root, [root])

    def join(self, a: int, b: int) -> None:
        """Makes one group of two."""
        low, high = sorted((self.root(int(a)), self.root(int(b))))
        if low == high:
            return
        self.members[low] = self.members.pop(low, [low]) + self.members.pop(high, [high])
        self.parent[high] = low

    def join_equal(self, keys: np.ndarray) -> None:
        """Joins places with the same key."""
        first = pd.Series(np.arange(len(keys))).groupby(keys).transform("first").to_numpy()
        for b in np.flatnonzero(first != np.arange(len(keys))):
            self.join(int(first[b]), int(b))

    def roots(self) -> np.ndarray:
        """For each place the least of its group."""
        return np.array([self.root(a) for a in range(len(self.parent))], dtype=int)
