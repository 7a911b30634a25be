"""The fields that a Word template of each paper may use, read off its content."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from sponsorship.papers import contents
from sponsorship.papers.kinds import Paper

CONTENTS: dict[str, type] = {
    Paper.AGREEMENT: contents.Agreement,
    Paper.CERTIFICATE: contents.Certificate,
    Paper.RECEIPT: contents.ReceiptPaper,
    Paper.HANDOVER: contents.HandoverPaper,
    Paper.STATEMENT: contents.Statement,
    Paper.BOOK: contents.Book,
    Paper.LIST: contents.SigningList,
}
SAMPLE = "Ví dụ"


@cache
def known_fields(paper: str) -> dict[str, Any]:
    """A tree of sample texts: {"donor": "Ví dụ", "head": {…}, "children": [{…}]}. Lists of texts are one text."""
    return _tree(CONTENTS[paper])


def _tree(content: Any) -> dict[str, Any]:
    hints = get_type_hints(content)
    return {field.name: _sample(hints[field.name]) for field in fields(content)}


def _sample(hint: Any) -> Any:
    if get_origin(hint) is tuple:
        inside = get_args(hint)[0]
        return [_tree(inside)] if is_dataclass(inside) else SAMPLE
    return _tree(hint) if is_dataclass(hint) else SAMPLE


def listed(paper: str) -> list[str]:
    """Every field as it is written in a template, lists last: "donor", "head.unit", "children[].name"."""
    return sorted(_paths(known_fields(paper)), key=lambda path: "[]" in path)


def _paths(tree: dict[str, Any], before: str = "") -> list[str]:
    paths: list[str] = []
    for name, value in tree.items():
        if isinstance(value, dict):
            paths += _paths(value, f"{before}{name}.")
        elif isinstance(value, list):
            paths += _paths(value[0], f"{before}{name}[].")
        else:
            paths.append(before + name)
    return paths
