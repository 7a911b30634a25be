"""Rows of our own exported list of pledges: known by the pledge's code, so that the list comes back without change."""

import re
from typing import Any

from django.db.backends.utils import CursorWrapper

from imports import parsers as read
from imports.fields import Field, headings
from imports.reading import Workbook
from imports.results import Understanding
from vietnamese.errors import gettext_noop

MESSAGES = {
    "unknown_pledge": gettext_noop("No pledge of this unit has the code %(code)s, or it is another child's."),
    "same_pledge": gettext_noop("This pledge is already in the records."),
    "changed_pledge": gettext_noop("This pledge is in the records with another amount, and stays so: change it there."),
}

_CODE = re.compile(r"CK\d{6,}", re.IGNORECASE)

OWN_FIELDS = (
    Field("code", gettext_noop("Pledge"), headings("Mã cam kết; Mã lượt đỡ đầu"), read.text("code"), exact=True),
    Field("child_code", gettext_noop("Child's code"), headings("Mã trẻ"), read.ignored, exact=True),
    Field("donor_code", gettext_noop("Donor's code"), headings("Mã người đỡ đầu"), read.ignored, exact=True),
)

BY_CODE = """
DROP TABLE IF EXISTS own_pledge;
CREATE TEMP TABLE own_pledge ON COMMIT DROP AS
SELECT r.id, upper(r.values->>'code') AS code, p.id AS pledge_id,
    (r.values->>'amount_vnd')::bigint <> p.rate_vnd OR r.values->>'per' <> p.per AS is_changed
FROM imports_importrow r
LEFT JOIN LATERAL (
    SELECT p.id, p.rate_vnd, p.per FROM sponsorship_pledge p
    JOIN children_child c ON c.id = p.child_id AND c.name_folded = vi_fold(r.values->>'child')
    JOIN organisation_unit u ON u.id = p.managing_unit_id AND u.path LIKE %(path)s || '%%'
    WHERE p.code = upper(r.values->>'code')
) p ON true
WHERE r.batch_id = %(batch)s AND r.status = 'new' AND r.values->>'code' ~* '^CK\\d{6,}$';
CREATE UNIQUE INDEX ON own_pledge (id);
UPDATE imports_importrow r SET record_id = s.pledge_id,
    status = CASE WHEN s.pledge_id IS NULL THEN 'error' ELSE 'duplicate' END,
    errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'vital', s.pledge_id IS NULL,
        'look', s.is_changed IS TRUE, 'column', '', 'params', jsonb_build_object('code', s.code),
        'message', CASE WHEN s.pledge_id IS NULL THEN %(unknown_pledge)s WHEN s.is_changed THEN %(changed_pledge)s
            ELSE %(same_pledge)s END))
FROM own_pledge s WHERE s.id = r.id
"""


def known_by_code(workbook: Workbook, understanding: Understanding) -> None:
    """A row with a pledge's code needs nothing else: what it lacks stands in the record."""
    for row in understanding.rows:
        if row.status == "error" and _CODE.fullmatch(str(row.values.get("code") or "")) and row.values.get("child"):
            row.problems, row.status = [], "record"


def judge_own_rows(cursor: CursorWrapper, facts: dict[str, Any]) -> None:
    """Settle the rows that name a pledge by its code, before the others are compared."""
    cursor.execute(BY_CODE, MESSAGES | facts)
