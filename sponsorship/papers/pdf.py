"""Papers as PDF, by Typst. Texts travel as JSON, so that nothing in a record is ever read as markup."""

import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

COMPILER = Path(__file__).with_name("_compile.py")
WALL_SECONDS = 60


class NotMade(Exception):
    """The template and its content do not fit. What the compiler said may quote a record, so it is not passed on."""


def pdf(template: str, *contents: Any) -> bytes:
    """One PDF of `contents` (dataclasses of contents.py, or texts in a dictionary) laid out by
    templates/<template>.typ, one after another.
    """
    data = json.dumps(contents, ensure_ascii=False, default=_parts).encode()
    command = [sys.executable, "-I", str(COMPILER), template]  # our own program, no shell
    ran = subprocess.run(command, input=data, capture_output=True, timeout=WALL_SECONDS, check=False)
    if ran.returncode:
        raise NotMade(template)
    return ran.stdout


def _parts(content: Any) -> dict[str, Any]:
    return {field.name: getattr(content, field.name) for field in fields(content)}
