"""How many questions each page asks the database, and that they do not grow with the records."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.every_page import PAGES, Page, signed_in
from tests.programme import Programme

# Session, account and roles are three of them, the transaction of a page two.
BUDGETS = {
    "home": 12,
    "home A": 8,
    "home C": 11,
    "home L": 12,
    "home T": 9,
    "password_change": 5,
    "search": 5,
    "search found": 9,
    "campaigns:list": 7,
    "campaigns:add": 9,
    "campaigns:detail": 8,
    "campaigns:edit": 11,
    "campaigns:gift_lists": 7,
    "campaigns:gift_list": 8,
    "campaigns:gift_list_edit": 7,
    "campaigns:gift_sheet": 8,
    "children:list": 9,
    "children:print": 10,
    "children:add": 9,
    "children:detail": 19,
    "children:edit": 13,
    "children:need_end": 6,
    "children:need_reopen": 6,
    "children:photo_delete": 7,
    "children:consent_withdraw": 7,
    "children:caregiver_add": 6,
    "children:caregiver_edit": 8,
    "children:caregiver_delete": 7,
    "children:consent_add": 6,
    "children:consent_edit": 8,
    "children:consent_delete": 7,
    "children:need_add": 6,
    "children:need_edit": 8,
    "children:need_delete": 7,
    "children:progress_add": 6,
    "children:progress_edit": 8,
    "children:progress_delete": 7,
    "children:visit_add": 6,
    "children:visit_edit": 8,
    "children:visit_delete": 7,
    "children:list found": 10,
    "children:list filtered": 9,
    "children:detail C": 19,
    "children:detail L": 18,
    "children:duplicates": 10,
    "children:progress_sheet": 7,
    "children:merge_find": 11,
    "children:merge": 24,
    "children:merge_undo": 19,
    "children:photo_add": 7,
    "children:photo there": 9,
    "children:old_photo there": 9,
    "donors:list": 7,
    "donors:print": 7,
    "donors:add": 12,
    "donors:detail": 11,
    "donors:edit": 14,
    "donors:registrations": 6,
    "donors:registration": 8,
    "donors:registration_decline": 6,
    "donors:duplicates": 9,
    "donors:merge_find": 9,
    "donors:merge": 14,
    "donors:merge_undo": 13,
    "donors:list found": 8,
    "imports:list": 6,
    "imports:upload": 8,
    "imports:empty_form": 5,
    "imports:first_passwords": 7,
    "imports:how_far": 5,
    "imports:batch": 14,
    "imports:columns": 6,
    "imports:mend": 9,
    "imports:apply": 6,
    "imports:undo": 21,
    "imports:discard": 6,
    "imports:batch entered": 14,
    "organisation:units": 6,
    "organisation:unit_add": 9,
    "organisation:unit": 11,
    "organisation:unit_edit": 10,
    "organisation:unit_end": 7,
    "organisation:areas": 9,
    "organisation:accounts": 7,
    "organisation:account_add": 7,
    "organisation:account": 9,
    "organisation:account_edit": 6,
    "organisation:account_appoint": 8,
    "organisation:appointment_end": 7,
    "organisation:account_disable": 6,
    "organisation:account_enable": 6,
    "organisation:account_password": 6,
    "reports:summary": 16,
    "reports:list": 10,
    "reports:due": 7,
    "reports:list donors_active": 10,
    "reports:list children_sponsored": 10,
    "reports:list children_waiting": 10,
    "reports:list children_waiting_union": 10,
    "reports:list pledged_vnd": 10,
    "reports:list received_vnd": 11,
    "reports:list delivered_vnd": 11,
    "reports:list held_vnd": 12,
    "reports:summary commune": 16,
    "reports:summary former_commune": 16,
    "reports:summary connecting_unit": 17,
    "reports:summary campaign": 17,
    "reports:summary projector": 15,
    "sponsorship:waiting": 11,
    "sponsorship:suggest_for_child": 12,
    "sponsorship:suggest_for_donor": 11,
    "sponsorship:holds": 7,
    "sponsorship:pledges": 10,
    "sponsorship:pledge": 16,
    "sponsorship:pledge_edit": 8,
    "sponsorship:pledge_suspend": 6,
    "sponsorship:pledge_rate": 6,
    "sponsorship:pledge_end": 7,
    "sponsorship:pledge_replace": 6,
    "sponsorship:signature_sheet": 9,
    "sponsorship:receipts": 11,
    "sponsorship:receipt_add": 5,
    "sponsorship:receipt_reverse": 6,
    "sponsorship:handovers": 11,
    "sponsorship:handover_add": 5,
    "sponsorship:direct_add": 5,
    "sponsorship:handover_reverse": 6,
    "sponsorship:pledges found": 11,
    "sponsorship:pledge T": 16,
    "sponsorship:suggest_for_child waiting": 11,
    "sponsorship:suggest_for_donor free": 11,
    "sponsorship:pledge_add both": 9,
    "sponsorship:pledge_approve proposed": 6,
    "sponsorship:pledge_activate approved": 6,
    "sponsorship:pledge_resume suspended": 6,
    "sponsorship:receipt_add for": 7,
    "sponsorship:receipt_add found": 7,
    "sponsorship:handover_add for": 8,
    "sponsorship:direct_add for": 8,
    "sponsorship:paper_agreement": 11,
    "sponsorship:paper_certificate": 11,
    "sponsorship:paper_receipt": 10,
    "sponsorship:paper_handover": 9,
    "sponsorship:paper_statement": 14,
    "sponsorship:paper_book": 15,
    "sponsorship:ceremony_pack": 8,
    "sponsorship:paper_template": 5,
    "sponsorship:paper_donor_certificate all": 11,
    "sponsorship:paper_list due": 11,
    "sponsorship:ceremony_pack all": 11,
}


def test_every_page_has_its_budget() -> None:
    assert set(BUDGETS) == set(PAGES)


@pytest.mark.django_db
def test_every_page_keeps_to_its_budget_and_asks_no_more_for_three_times_the_records(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("organisation.listing.ROWS_PER_PAGE", 500)  # a second page needs a count: one question more
    programme = Programme(size=1)
    few = {name: queries(page, programme) for name, page in PAGES.items()}

    programme.grow(2)
    many = {name: queries(page, programme) for name, page in PAGES.items()}

    assert {name: (few[name], many[name]) for name in PAGES if many[name] > few[name]} == {}
    assert {name: many[name] for name in PAGES if many[name] > BUDGETS[name]} == {}


def queries(page: Page, programme: Programme) -> int:
    """Of a page of which nothing is remembered."""
    client, address = signed_in(page.opened_by(programme)), page.address(programme)
    cache.clear()
    with CaptureQueriesContext(connection) as context:
        answer = client.get(address)
    assert answer.status_code == 200, page.name
    return len(context)
