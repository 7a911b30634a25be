"""The rows of a very long sheet, kept compressed and read in pieces: nothing of a child lies in a temporary file."""

import json
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, MutableSequence
from typing import Any, overload

PIECE = 2_000  # rows; as imports._sheetreader sends them
KEPT = 3  # pieces in memory as rows
FAST = 1  # a list's columns repeat themselves: a tenth is left even so


class SpooledRows(MutableSequence[list[Any]]):
    """Behaves as the list of rows. A row that is set stays in memory; slices are read as they are gone through."""

    def __init__(self, count: int, read: Callable[[dict[str, Any], int], list[list[Any]]]) -> None:
        """`read`: the rows of a piece, given its parsed line and the number of its first row (from 0)."""
        self._count, self._read = count, read
        self._lines: list[bytes] = []
        self._pieces: OrderedDict[int, list[list[Any]]] = OrderedDict()
        self._set: dict[int, list[Any]] = {}

    def add(self, line: bytes) -> None:
        """The next piece, as the reader's line."""
        self._lines.append(zlib.compress(line, FAST))

    def _piece(self, number: int) -> list[list[Any]]:
        piece = self._pieces.get(number)
        if piece is None:
            line = zlib.decompress(self._lines[number])
            piece = self._pieces[number] = self._read(json.loads(line), number * PIECE)
            if len(self._pieces) > KEPT:
                self._pieces.popitem(last=False)
        return piece

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> list[Any]: ...
    @overload
    def __getitem__(self, index: slice) -> MutableSequence[list[Any]]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            places = range(*index.indices(self._count))
            return [self[i] for i in places] if len(places) <= PIECE else _Part(self, places)
        if not -self._count <= index < self._count:
            raise IndexError(index)
        index %= self._count
        known = self._set.get(index) if self._set else None
        return self._piece(index // PIECE)[index % PIECE] if known is None else known

    def __iter__(self) -> Iterator[list[Any]]:
        return (self[i] for i in range(self._count))

    def __setitem__(self, index: Any, row: Any) -> None:
        self._set[index] = row

    def __delitem__(self, index: Any) -> None:
        raise TypeError("the rows of a file stay")

    def insert(self, index: int, value: Any) -> None:
        raise TypeError("the rows of a file stay")


class _Part(Iterable[list[Any]]):
    def __init__(self, rows: SpooledRows, places: range) -> None:
        self._rows, self._places = rows, places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[list[Any]]:
        return (self._rows[i] for i in self._places)
