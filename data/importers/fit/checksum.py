"""The checksum of a FIT file: CRC-16 with the reflected polynomial 0xA001, starting from 0 (FIT protocol, "CRC")."""

from __future__ import annotations

from functools import cache

import numpy as np

_POLYNOMIAL = 0xA001
# Bytes a lane holds. A file is cut into lanes that are summed side by side; 512 balances steps against lanes.
_LANE = 512


def crc(data: bytes) -> int:
    """The checksum of `data`, 0..65535; 0 for no bytes.

    Leading zero bytes leave the sum at 0, so the data is padded in front to whole lanes. The sum is linear: the
    sum of two pieces in a row is the first's, advanced by the second's length in zeros, xor the second's.
    """
    padded = bytes(-len(data) % _LANE) + data
    lanes = np.frombuffer(padded, dtype="<u2").reshape(-1, _LANE // 2)
    sums = np.zeros(len(lanes), dtype=np.uint16)
    table = _word_table()
    for words in np.ascontiguousarray(lanes.T):
        sums = table[sums ^ words]
    low, high = _lane_tables()
    total = 0
    for lane_sum in sums.tolist():
        total = low[total & 0xFF] ^ high[total >> 8] ^ lane_sum
    return total


@cache
def _byte_table() -> np.ndarray:
    """Low byte of a sum -> what it becomes after eight zero bits."""
    sums: np.ndarray = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        sums = (sums >> 1) ^ np.where(sums & 1, _POLYNOMIAL, 0).astype(np.uint16)
    return sums


def _after_zeros(sums: np.ndarray, n_bytes: int) -> np.ndarray:
    """Sums after `n_bytes` zero bytes."""
    table = _byte_table()
    for _ in range(n_bytes):
        sums = (sums >> 8) ^ table[sums & 0xFF]
    return sums


@cache
def _word_table() -> np.ndarray:
    """Sum -> sum after two zero bytes, for all 65,536 sums."""
    return _after_zeros(np.arange(1 << 16, dtype=np.uint16), 2)


@cache
def _lane_tables() -> tuple[list[int], list[int]]:
    """Low and high byte of a sum -> their share of the sum after one lane of zero bytes."""
    low = np.arange(256, dtype=np.uint16)
    return _after_zeros(low, _LANE).tolist(), _after_zeros(low << 8, _LANE).tolist()
