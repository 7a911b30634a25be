"""Papers as PDF, by Typst. Texts travel as JSON, so that nothing in a record is ever read as markup."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent / "templates"


@cache
def _fonts() -> typst.Fonts:
    """Those of the wheel alone: the same sheet on every machine."""
    return typst.Fonts(include_system_fonts=False)


def pdf(template: str, *contents: Any) -> bytes:
    """One PDF of `contents` (dataclasses of contents.py) laid out by templates/<template>.typ, one after another."""
    data = json.dumps([asdict(each) for each in contents], ensure_ascii=False)
    file = FOLDER / f"{template}.typ"
    return typst.compile(file, root=FOLDER, font_paths=_fonts(), sys_inputs={"data": data})
