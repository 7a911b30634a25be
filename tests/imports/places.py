"""The country's areas for tests, straight from the files that load_areas loads."""

import csv
from functools import cache
from pathlib import Path

from vietnamese.places import PlaceIndex, PlaceRecord

DATA = Path(__file__).parents[2] / "organisation" / "data"


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def country() -> PlaceIndex:
    """Every area of both generations."""
    successors: dict[str, list[str]] = {}
    for row in _rows("area_successions.csv"):
        successors.setdefault(row["old_key"], []).append(row["new_key"])
    return PlaceIndex(
        PlaceRecord(
            row["key"],
            row["name"],
            row["kind"],
            row["level"],
            "former" if row["valid_to"] else "present",
            row["parent_key"],
            tuple(successors.get(row["key"], ())),
        )
        for row in _rows("areas.csv")
    )


# the communes of the former district Thanh Chương
THANH_CHUONG = [row["key"] for row in _rows("areas.csv") if row["parent_key"] == "2025a-d00428"]
