"""Rows of a list put together in Python: fifty rows through template tags cost more than the rest of the page.

Every piece of text is escaped here, unless it is a SafeString already: a child called <b> stays text.
"""

import uuid
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

NIL = uuid.UUID(int=0)


def escaped(shown: Any) -> str:
    """Django's conditional_escape, without its detours: it is called thousands of times a page."""
    return shown if type(shown) is SafeString else escape(str(shown))


def safe(markup: str) -> SafeString:
    """Markup whose every piece went through `escaped`."""
    return SafeString(markup)  # the one place that says so


@cache
def _class(css: str) -> str:
    """The attribute, or nothing. There are some dozens of classes, asked for thousands of times a page."""
    return f' class="{escape(css)}"' if css else ""


def addresses(view: str, after: str = "") -> Callable[[uuid.UUID], str]:
    """The addresses of many records at the price of one reverse(): addresses("children:detail")(public_id)."""
    before, _, end = reverse(view, args=[NIL]).partition(str(NIL))
    return lambda public_id: f"{before}{public_id}{end}{after}"


def row(*cells: str, css: str = "") -> SafeString:
    return safe(f"<tr{_class(css)}>{''.join(map(escaped, cells))}</tr>\n")


def heading(shown: Any, url: str, under: str = "") -> SafeString:
    """The row's own cell: a link to the record, and what stands below it."""
    link = f'<a class="row-link" href="{escaped(url)}">{escaped(shown)}</a>'
    return safe(f'<th scope="row">{link}{escaped(under)}</th>')


def cell(label: Any, shown: Any, css: str = "") -> SafeString:
    """`label` is what a telephone shows beside the value; css: "num", or "row-empty" where nothing is known."""
    return safe(f'<td data-label="{escaped(label)}"{_class(css)}>{escaped(shown)}</td>')


def link(shown: Any, url: str) -> SafeString:
    return safe(f'<a href="{escaped(url)}">{escaped(shown)}</a>')


def below(shown: Any, css: str = "") -> SafeString:
    """The smaller second line of a cell."""
    return safe(f"<span{_class(f'cell-sub {css}' if css else 'cell-sub')}>{escaped(shown)}</span>")


def span(*shown: Any, css: str = "") -> SafeString:
    return safe(f"<span{_class(css)}>{''.join(map(escaped, shown))}</span>")


def strong(shown: Any) -> SafeString:
    return safe(f"<strong>{escaped(shown)}</strong>")


def joined(*shown: Any, between: str = "") -> SafeString:
    """What there is of `shown`, in a row."""
    return safe(escape(between).join([escaped(each) for each in shown if each]))
