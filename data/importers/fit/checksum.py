"""The checksum of a FIT file: CRC-16 with the reflected polynomial 0xA001, starting from 0 (FIT protocol, "CRC")."""

from __future__ import annotations

from functools import cache

import numpy as np

_POLYNOMIAL = 0xA001
# x**32767 = 1 modulo the polynomial, (x + 1)(x**15 + x + 1) with the bits the other way round: so many bytes in front
# of others count as if they stood in their place.
_PERIOD = 32_767


def crc(data: bytes) -> int:
    """The checksum of `data`, 0..65535; 0 for no bytes.

    The sum is linear: that of two pieces in a row is the first's, advanced by the second's length in zeros, xor the
    second's. So 16-bit words are folded in pairs, each time half as many, until one is left. Zeros in front leave the
    sum at 0, which pads the data to whole words and whole pairs.
    """
    if len(data) > _PERIOD:
        data = _on_one_period(data)
    sums = np.frombuffer(b"\0" * (len(data) % 2) + data, dtype="<u2")
    if not len(sums):
        return 0
    level = 0
    while len(sums) > 1:
        odd = len(sums) % 2
        folded = _after_words(level).take(sums[odd::2])
        folded ^= sums[odd + 1 :: 2]
        sums = np.concatenate((sums[:1], folded)) if odd else folded
        level += 1
    return int(_after_words(0)[sums[0]])


def _on_one_period(data: bytes) -> bytes:
    """`_PERIOD` bytes with the same checksum."""
    first = len(data) % _PERIOD
    rows = np.frombuffer(data, dtype=np.uint8, offset=first).reshape(-1, _PERIOD)
    folded: np.ndarray = np.bitwise_xor.reduce(rows, axis=0)
    if first:
        folded[-first:] ^= np.frombuffer(data, dtype=np.uint8, count=first)
    return bytes(folded)


@cache
def _after_words(level: int) -> np.ndarray:
    """Sum -> sum after 2**level words of zeros, for all 65,536 sums."""
    if level:
        half = _after_words(level - 1)
        return half.take(half)
    sums: np.ndarray = np.arange(1 << 16, dtype=np.uint16)
    for _ in range(16):
        sums = (sums >> 1) ^ np.where(sums & 1, _POLYNOMIAL, 0).astype(np.uint16)
    return sums
