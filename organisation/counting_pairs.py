"""How many pairs of likely duplicates wait for a person. To compare all records is too dear for each first page."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import models

from organisation.access import paths_where, units_where
from organisation.comparing import Pair
from organisation.roles import Permission

FEW = 5_000  # records that are compared in some tenths of a second
AN_HOUR, A_WEEK = 3600, 7 * 24 * 3600


@dataclass(frozen=True)
class PairsToLookAt:
    """`find` gives the pairs among the records of `model` that a person may change by `permission`."""

    model: type[models.Model]
    permission: Permission
    find: Callable[[Any], list[Pair]]

    def count(self, user: Any) -> int | None:
        """As counted within the hour. Of more records than FEW: as many as were found when somebody last opened the
        list for the same units, None where nobody did within the week.
        """
        key = self._key(user)
        known: int | None = cache.get(key)
        if known is not None:
            return known
        if not self._are_few(user):
            return cache.get(f"{key}:opened")
        self.remember(user, known := len(self.find(user)))
        return known

    def remember(self, user: Any, count: int) -> None:
        key = self._key(user)
        cache.set(key, count, AN_HOUR)
        cache.set(f"{key}:opened", count, A_WEEK)

    def _are_few(self, user: Any) -> bool:
        mine = self.model._default_manager.filter(managing_unit__in=units_where(user, self.permission))
        return mine.order_by()[: FEW + 1].count() <= FEW

    def _key(self, user: Any) -> str:
        paths = ",".join(paths_where(user, self.permission))
        return f"pairs:{self.model._meta.label}:{hashlib.sha256(paths.encode()).hexdigest()}"
