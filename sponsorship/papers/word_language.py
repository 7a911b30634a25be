"""What may stand between the braces of a Word template: known fields, a condition on one, a loop over a known list.

Nothing here imports Django: the child process that judges an uploaded template runs it too. Each template is checked
whenever it is read, not only when it was uploaded; the sandbox below it is a second wall.
"""

import re
from typing import Any

from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment

DOTS = "………………………………"  # where a field is empty, there is room to write
NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")


class NotAllowed(Exception):
    """`reason`: a key of checking.REASONS; `names`: the fields that it is about."""

    def __init__(self, reason: str, *names: str) -> None:
        super().__init__(reason)
        self.reason, self.names = reason, list(names)


def _printed(value: Any) -> Any:
    return DOTS if value == "" else value


class FieldsOnly(SandboxedEnvironment):
    """`known`: the fields as a tree: a text, {its fields}, or [{the fields of each}] for a list."""

    def __init__(self, known: dict[str, Any]) -> None:
        super().__init__(autoescape=True, finalize=_printed)
        self.known = known
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        unknown: list[str] = []
        _check(tree.body, self.known, unknown)
        if unknown:
            raise NotAllowed("unknown_fields", *dict.fromkeys(unknown))
        return tree


def _check(body: list[Any], scope: dict[str, Any], unknown: list[str]) -> None:
    for node in body:
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    _resolve(part, scope, unknown)
        elif isinstance(node, nodes.If):
            test = node.test.node if isinstance(node.test, nodes.Not) else node.test
            _resolve(test, scope, unknown)
            for branch in (node.body, node.elif_, node.else_):
                _check(branch, scope, unknown)
        elif isinstance(node, nodes.For):
            _check_loop(node, scope, unknown)
        else:
            raise NotAllowed("code")


def _check_loop(node: nodes.For, scope: dict[str, Any], unknown: list[str]) -> None:
    if node.test or node.else_ or node.recursive or not isinstance(node.target, nodes.Name):
        raise NotAllowed("code")
    if any(isinstance(value, _Each) for value in scope.values()):
        raise NotAllowed("code")  # a loop in a loop grows with the square of the list
    items = _resolve(node.iter, scope, unknown)
    if isinstance(items, list):
        _check(node.body, scope | {node.target.name: _Each(items[0])}, unknown)
    elif items is not None:
        unknown.append(_path(node.iter))


class _Each(dict[str, Any]):
    """The fields of one row of the list that a loop goes through."""


def _resolve(node: Any, scope: dict[str, Any], unknown: list[str]) -> Any:
    """What the field holds; None when there is no such field."""
    if isinstance(node, nodes.Name):
        found = scope.get(node.name)
    elif isinstance(node, nodes.Getattr):
        inside = _resolve(node.node, scope, unknown)
        if inside is None:
            return None
        found = inside.get(node.attr) if isinstance(inside, dict) else None
    else:
        raise NotAllowed("code")
    if found is None:
        unknown.append(_path(node))
    return found


def _path(node: Any) -> str:
    return f"{_path(node.node)}.{node.attr}" if isinstance(node, nodes.Getattr) else node.name


def printable(value: Any) -> Any:
    """Content as a Word template reads it: lines of text joined, no character that XML cannot hold."""
    if isinstance(value, str):
        return NO_XML.sub("", value)
    if isinstance(value, dict):
        return {name: printable(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        if all(isinstance(each, str) for each in value):
            return "\n".join(printable(each) for each in value)
        return [printable(each) for each in value]
    return value
