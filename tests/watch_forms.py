"""In every test: what a form did is answered by the way to a page, or by a page that is `carried_out`.

So that no form counts twice when it is sent twice (organisation/sent_once.py), whichever test sends it.
"""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection

WRITES = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM) "?((?!OF\b|SKIP\b)\w+)')
SAVEPOINT = re.compile(r"(?<!RELEASE )SAVEPOINT (\S+)")  # made, or gone back to
NOTES = ("organisation_sentform", "organisation_accesslog", "organisation_session", "pghistory_context", "axes_")
MAY_COME_AGAIN = {
    "sponsorship:need_order_edit": "whoever looks at a unit's order first makes its row, with the common points",
    "second_factor": "a code lets in once, and wrong ones are counted each time they are typed",
    "second_factor_set_up": "the same; the right one is marked",
    "sponsorship:batch": "what was typed is kept as a draft though it cannot be booked; its version guards it",
}


class Written:
    """The tables that a request wrote to, without what it took back. For `execute_wrapper`."""

    def __init__(self) -> None:
        self.tables: list[str] = []
        self.before: dict[str, int] = {}  # each savepoint

    def __call__(self, execute: Any, sql: str, *arguments: Any) -> Any:
        done = execute(sql, *arguments)
        if found := SAVEPOINT.search(sql):
            self.before.setdefault(found[1], len(self.tables))
            del self.tables[self.before[found[1]] :]
        self.tables += [table for table in WRITES.findall(sql) if not table.startswith(NOTES)]
        return done


def start() -> None:
    from organisation import access

    plain = access.answered_once

    def watched(request: Any, answer: Callable[[], Any]) -> Any:
        written = Written()
        with connection.execute_wrapper(written):
            page = plain(request, answer)
        name = request.resolver_match.view_name
        if page.status_code < 300 and not getattr(page, "is_carried_out", False) and name not in MAY_COME_AGAIN:
            assert not written.tables, f"{name} wrote to {written.tables} and answered by a page: see sent_once.py"
        return page

    access.answered_once = watched
