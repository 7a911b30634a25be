"""What the child process of imports.reading says: JSON, line by line. Nothing here imports the rest of the project."""

import json
import sys
from typing import Any

Sheet = dict[str, Any]

PIECE = 2_000  # rows to a line


def send(sheets: list[Sheet]) -> None:
    """What is known of the sheets as one line of JSON, then their rows, each PIECE of them a line."""
    said = [
        {key: known for key, known in sheet.items() if key not in ("rows", "dates")} | {"count": len(sheet["rows"])}
        for sheet in sheets
    ]
    write({"sheets": said})
    for sheet in sheets:
        rows, dates, done = sheet["rows"], sheet["dates"], 0
        for start in range(0, len(rows), PIECE):
            end = done
            while end < len(dates) and dates[end][0] < start + PIECE:
                end += 1
            write({"rows": rows[start : start + PIECE], "dates": dates[done:end]})
            rows[start : start + PIECE] = [None] * len(rows[start : start + PIECE])
            done = end


def write(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")) + "\n")
