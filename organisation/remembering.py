"""What many pages show and hardly ever changes, kept in this process: Django's cache would copy it each time."""

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
AT_MOST = 1_000
_kept: dict[Hashable, tuple[float, Any]] = {}


def remembered(key: Hashable, seconds: int, make: Callable[[], T]) -> T:
    """What `make` gave under this key within the last `seconds`, else what it gives now. Nobody may change it."""
    now = time.monotonic()
    until, found = _kept.get(key, (0.0, None))
    if now < until:
        return found
    if len(_kept) >= AT_MOST:
        _kept.clear()
    made = make()
    _kept[key] = (now + seconds, made)
    return made


def forget() -> None:
    _kept.clear()
