"""PostgreSQL's errors quote the failing row; the log of an orphans' register must not."""

import logging
import re

QUOTED_ROW = re.compile(r"^\s*(DETAIL|CONTEXT|HINT|LINE \d+):.*(\n\s+.*)*", re.M)
PERSONAL_ADDRESS = re.compile(r"(/cua-toi/|/account/choose/)[^/\s\"'?]+")  # whoever has it opens what is behind it


def without_values(text: str) -> str:
    return PERSONAL_ADDRESS.sub(r"\1…", QUOTED_ROW.sub("", text))


class DropPersonalValues(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_values(record.getMessage()), None
        return True


class PlainFormatter(logging.Formatter):
    def formatException(self, ei) -> str:
        return without_values(super().formatException(ei))
