"""The table of tests/test_access.py: what each URL answers to whom.

Adding a page is adding one line to ROWS, by the name of its URL:
    "children:list": page("CMTLA")                  a page of its own: who is allowed gets 200, other roles 403
    "children:detail": record("CMTLA", a_child)     a page about a record: another unit's staff get 404
    "donors:registration_accept": deed("CMA", …)    answers POST alone (302), GET with 405
The letters are the roles that may: C data clerk, M matching officer, T treasurer, L leader, A administrator.
`a_child` is a function of the unit that returns the URL's arguments for a record managed there; write one if it is
missing. `get=` and `post=` say what whoever is allowed is answered if it is not 200 (an empty form is shown again);
for a question that needs no further data that is `post=302`. Nobody who is not signed in gets anything but the way to
the login (302), nor does a disabled account or who has yet to show the second step. Pages without login stand in
WITHOUT_LOGIN, and nowhere else.
"""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.apps import apps

from children.hiding import hide
from children.merging import CHILDREN
from donors.merging import DONORS
from organisation.comparing import Kind
from organisation.merging import merge_records
from organisation.models import Unit
from organisation.roles import Role
from sponsorship.operations import hold_child, record_handover, record_receipt
from tests import factories
from tests.campaigns import money_records as money_of_campaigns
from tests.campaigns import plan_records as plan
from tests.campaigns.result_records import a_cluster, a_house, a_result, a_stated_figure
from tests.public.door_records import create_page, create_story
from tests.reports.higher_records import create_higher_form
from tests.sponsorship.launch_records import a_launch, a_launch_seat
from tests.sponsorship.letters import a_letter, a_letter_page, a_link
from tests.sponsorship.life_records import (
    a_book_pledge,
    a_contribution,
    a_fund,
    a_misfit,
    a_surplus,
    a_surplus_in_use,
    a_written_book,
    an_interest,
)
from tests.sponsorship.money_records import (
    a_bank_line,
    a_ceremony,
    a_moved_receipt,
    a_photo_of_a_handover,
    a_receipt_batch,
)

ROLES = dict(
    zip("CMTLA", (Role.DATA_CLERK, Role.MATCHING_OFFICER, Role.TREASURER, Role.LEADER, Role.ADMINISTRATOR), strict=True)
)
CLERKS = {"clerk of B": "C", "district clerk": "C"}
Arguments = Callable[[Unit], dict[str, Any]]


@dataclass
class Row:
    allowed: str
    arguments: Arguments | None = None
    get: int = 200
    post: int = 200
    is_deed: bool = False  # answers no GET at all
    fixed: dict[str, str] | None = None  # arguments of the URL that name no record
    at_root: bool = False  # for those alone who hold the role at the programme itself
    unseen: str = ""  # letters of roles that open such pages, and are told that there is no such record
    sends: dict[str, str] = field(default_factory=dict)  # what the form says besides
    record_first: bool = False  # the record decides who may: elsewhere there is none, whatever the role

    def expected(self, actor: str, method: str) -> int:
        if actor in ("anonymous", "disabled", "no second step"):
            return 302
        if self.is_deed and method == "get":
            return 405
        if actor in ("stranger", "clerk of B") and self.arguments:
            letter = "C" if actor == "clerk of B" and not self.record_first else ""
            return 404 if letter in self.allowed else 403  # whose role opens no such page learns nothing either
        if CLERKS.get(actor, actor) in list(self.unseen):
            return 404
        if actor != "stranger" and (self.at_root or CLERKS.get(actor, actor) not in self.allowed):
            return 403
        return getattr(self, method)


def page(allowed: str, get: int = 200, post: int = 200, at_root: bool = False, unseen: str = "", **fixed: str) -> Row:
    return Row(allowed, get=get, post=post, fixed=fixed, at_root=at_root, unseen=unseen)


def record(allowed: str, arguments: Arguments, get: int = 200, post: int = 200) -> Row:
    return Row(allowed, arguments, get=get, post=post)


def list_on_its_way(arguments: Arguments, get: int = 200, post: int = 200) -> Row:
    """A list of children: treasurers import lists, but see none of this kind."""
    return Row("CMA", arguments, get=get, post=post, unseen="T")


def deed(allowed: str, arguments: Arguments | None = None, post: int = 302) -> Row:
    return Row(allowed, arguments, post=post, is_deed=True)


# --- Records for the table ----------------------------------------------------------------------


def a_child(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_child(unit=unit).public_id}


def a_hidden_child(unit: Unit) -> dict[str, Any]:
    child = factories.create_child(unit=unit)
    hide(child=child, reason="Người cha tìm cháu", by=factories.create_user())
    return {"public_id": child.public_id}


def a_part_of_a_child(model: str, **values: Any) -> Arguments:
    """A caregiver, consent, need, school year or visit in the record of a child of the unit."""

    def create(unit: Unit) -> dict[str, Any]:
        child = factories.create_child(unit=unit)
        more = {"recorded_by": factories.create_user()} if model == "Visit" else {}
        record = apps.get_model("children", model).objects.create(child=child, **values, **more)
        record.refresh_from_db()
        return {"public_id": child.public_id, "record_id": record.public_id}

    return create


A_DAY = datetime.date(2025, 3, 1)
a_caregiver = a_part_of_a_child("Caregiver", full_name="Lê Thị Mẫu")
a_consent = a_part_of_a_child("Consent", purpose="process", given_by="Lê Thị Mẫu", given_on=A_DAY)
a_need = a_part_of_a_child("Need", kind="bicycle", recorded_on=A_DAY)
a_school_year = a_part_of_a_child("Progress", school_year=2024)
an_other_support = a_part_of_a_child("OtherSupport", channel="red_cross", amount_vnd=300_000)
a_visit = a_part_of_a_child("Visit", visited_on=A_DAY, visitors="Chị Hòa")


def a_photo_of_a_child(unit: Unit) -> dict[str, Any]:
    """Without a consent, so that nobody gets to see it."""
    child, photo = factories.create_child(unit=unit), apps.get_model("children", "Photo")
    made = photo.objects.create(
        child=child, file=f"{child.public_id}.jpg", width=1, height=1, added_by=factories.create_user()
    )
    return {"public_id": child.public_id, "pk": made.pk}


def a_donor(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_donor(unit=unit).public_id}


def two_children(unit: Unit) -> dict[str, Any]:
    return a_child(unit) | {"other_id": factories.create_child(unit=unit).public_id}


def two_donors(unit: Unit) -> dict[str, Any]:
    return a_donor(unit) | {"other_id": factories.create_donor(unit=unit).public_id}


def a_merge_of(create: Callable[..., Any], kind: Kind) -> Arguments:
    def merged(unit: Unit) -> dict[str, Any]:
        merge = merge_records(kind=kind, kept=create(unit=unit), other=create(unit=unit), by=officer_at(unit))
        merge.refresh_from_db()
        return {"merge_id": merge.public_id}

    return merged


a_merge_of_children = a_merge_of(factories.create_child, CHILDREN)
a_merge_of_donors = a_merge_of(factories.create_donor, DONORS)


def a_pledge(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_pledge(child=factories.create_child(unit=unit)).public_id}


def a_unit(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_unit(parent=unit).public_id}


def an_account(unit: Unit) -> dict[str, Any]:
    return {"pk": factories.create_user(role=Role.DATA_CLERK, unit=unit).pk}


def a_disabled_account(unit: Unit) -> dict[str, Any]:
    return {"pk": factories.create_user(role=Role.DATA_CLERK, unit=unit, is_active=False).pk}


def an_appointment(unit: Unit) -> dict[str, Any]:
    user = factories.create_user(role=Role.DATA_CLERK, unit=unit)
    return {"pk": user.pk, "appointment": user.appointments.get().public_id}


def a_registration(unit: Unit) -> dict[str, Any]:
    registration = apps.get_model("donors", "Registration")
    offer = registration.objects.create(kind="individual", name="Đinh Thị Mẫu", phone="0984631588", managing_unit=unit)
    offer.refresh_from_db()
    return {"public_id": offer.public_id}


def _page_of(unit: Unit) -> Any:
    pages = apps.get_model("public", "PublicPage").objects
    return pages.filter(managing_unit=unit).first() or create_page(unit=unit, address=f"u{unit.pk}", is_open=False)


def a_public_page(unit: Unit) -> dict[str, Any]:
    return {"public_id": _page_of(unit).public_id}


def a_story(unit: Unit) -> dict[str, Any]:
    return {"public_id": create_story(page=_page_of(unit)).public_id}


def a_campaign(unit: Unit) -> dict[str, Any]:
    campaign = factories.create_campaign(unit=unit)
    campaign.refresh_from_db()
    return {"public_id": campaign.public_id}


def a_gift_list(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_gift_list(unit=unit).public_id}


def a_snapshot(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_snapshot(unit=unit).public_id}


def a_snapshot_list(unit: Unit) -> dict[str, Any]:
    return a_snapshot(unit) | {"key": "children_waiting"}


def a_snapshot_paper(unit: Unit) -> dict[str, Any]:
    return a_snapshot(unit) | {"kind": "xlsx"}


def a_higher_form(unit: Unit) -> dict[str, Any]:
    return {"public_id": create_higher_form(unit=unit).public_id}


def a_filled_gift_list(unit: Unit) -> dict[str, Any]:
    gifts = factories.create_gift_list(unit=unit)
    factories.create_gift(gift_list=gifts)
    return {"public_id": gifts.public_id}


def a_gift(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_gift(gift_list=factories.create_gift_list(unit=unit)).public_id}


def a_gift_group(unit: Unit) -> dict[str, Any]:
    gift = factories.create_gift(gift_list=factories.create_gift_list(unit=unit))
    return {"public_id": gift.gift_group.public_id}


def a_contribution_to_a_campaign(unit: Unit) -> dict[str, Any]:
    campaign = factories.create_campaign(unit=unit)
    return {"public_id": money_of_campaigns.give(campaign, factories.create_user()).public_id}


def a_payment(unit: Unit) -> dict[str, Any]:
    campaign, by = factories.create_campaign(unit=unit), factories.create_user()
    money_of_campaigns.give(campaign, by)
    return {"public_id": money_of_campaigns.pay(campaign, by).public_id}


def a_promise(unit: Unit) -> dict[str, Any]:
    return {"public_id": money_of_campaigns.promise(factories.create_campaign(unit=unit)).public_id}


def some_goods(unit: Unit) -> dict[str, Any]:
    return {"public_id": money_of_campaigns.goods(unit).public_id}


def a_move_of_goods(unit: Unit) -> dict[str, Any]:
    item = money_of_campaigns.goods(unit)
    return {"public_id": money_of_campaigns.count_in(item, factories.create_user(), 2).public_id}


def a_batch(unit: Unit, state: str = "checked", kind: str = "children") -> dict[str, Any]:
    counts = dict.fromkeys(("new", "update", "look", "siblings", "duplicate", "error", "skipped"), 0)
    batch = apps.get_model("imports", "ImportBatch").objects.create(
        kind=kind, managing_unit=unit, state=state, file_name="tre.xlsx", layout={"sheets": []}, counts=counts
    )
    batch.refresh_from_db()
    return {"public_id": batch.public_id}


an_applied_batch = partial(a_batch, state="applied")


def a_list_of_accounts(unit: Unit) -> dict[str, Any]:
    return a_batch(unit, state="applied", kind="users")


def a_hold(unit: Unit) -> dict[str, Any]:
    hold = hold_child(child=factories.create_child(unit=unit), by=officer_at(unit))
    hold.refresh_from_db()
    return {"public_id": hold.public_id}


def officer_at(unit: Unit) -> Any:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


def a_receipt(unit: Unit) -> dict[str, Any]:
    pledge = factories.create_pledge(child=factories.create_child(unit=unit))
    entry = record_receipt(pledge=pledge, amount_vnd=500_000, received_on=A_DAY, by=officer_at(unit))
    return {"public_id": entry.public_id}


def a_handover(unit: Unit) -> dict[str, Any]:
    pledge, officer = factories.create_pledge(child=factories.create_child(unit=unit)), officer_at(unit)
    record_receipt(pledge=pledge, amount_vnd=500_000, received_on=A_DAY, by=officer)
    entry = record_handover(pledge=pledge, amount_vnd=500_000, handed_on=A_DAY, received_by="Lê Thị Mẫu", by=officer)
    return {"public_id": entry.public_id}


def a_subject_request(unit: Unit) -> dict[str, Any]:
    child = factories.create_child(unit=unit)
    asked = apps.get_model("organisation", "SubjectRequest").objects.create(
        record_kind="children.child",
        record_id=child.pk,
        record_code=child.code,
        managing_unit=unit,
        wish="see",
        asked_by="Lê Thị Mẫu",
        evidence="Sổ hộ khẩu",
        recorded_by=factories.create_user(),
    )
    asked.refresh_from_db()
    return {"public_id": asked.public_id}


def the_history_of_an_event(unit: Unit) -> dict[str, Any]:
    """One of many kinds (tests/test_histories.py)."""
    return {"kind": "event"} | plan.an_event(unit)


def a_subject(unit: Unit) -> dict[str, Any]:
    return {"kind": "child", "record_id": factories.create_child(unit=unit).public_id}


# --- The table ----------------------------------------------------------------------------------

ANYBODY = "CMTLA"


def parts_of(name: str, owner: Arguments, part: Arguments) -> dict[str, Row]:
    """Adding to a campaign or an event, changing and deleting what was added."""
    return {
        f"campaigns:{name}_add": record("MA", owner),
        f"campaigns:{name}_edit": record("MA", part),
        f"campaigns:{name}_delete": record("MA", part, post=302),
    }


ROWS: dict[str, Row] = {
    "home": page(ANYBODY),
    "search": page(ANYBODY),
    # children
    "children:list": page(ANYBODY),
    "children:print": page("CMTL"),
    "children:add": page("CMA"),
    "children:progress_sheet": page("CMTL"),
    "children:detail": record(ANYBODY, a_child),
    "children:history": record(ANYBODY, a_child),
    "children:edit": record("CMA", a_child),
    "children:hide": record("M", a_child),
    "children:show_again": record("M", a_hidden_child, post=302),
    "children:whereabouts": record("M", a_hidden_child),
    "children:need_end": record("CMA", a_child),
    "children:need_reopen": record("CMA", a_child),
    "children:photo": record(ANYBODY, a_child, get=404, post=404),
    "children:old_photo": record(ANYBODY, a_photo_of_a_child, get=404, post=404),
    "children:photo_add": record("CMA", a_child, get=302, post=302),
    "children:photo_delete": record("CMA", a_photo_of_a_child, post=302),
    "children:sibling_link": record("CMA", a_child, get=302, post=302),
    "children:sibling_unlink": record("CMA", a_child, get=302, post=302),
    "children:consent_withdraw": record("CMA", a_consent),
    "children:caregiver_add": record("CMA", a_child),
    "children:caregiver_edit": record("CMA", a_caregiver),
    "children:caregiver_delete": record("CMA", a_caregiver, post=302),
    "children:consent_add": record("CMA", a_child),
    "children:consent_edit": record("CMA", a_consent),
    "children:consent_delete": record("CMA", a_consent, post=302),
    "children:need_add": record("CMA", a_child),
    "children:need_edit": record("CMA", a_need),
    "children:need_delete": record("CMA", a_need, post=302),
    "children:progress_add": record("CMA", a_child),
    "children:progress_edit": record("CMA", a_school_year),
    "children:progress_delete": record("CMA", a_school_year, post=302),
    "children:visit_add": record("CMA", a_child),
    "children:visit_edit": record("CMA", a_visit),
    "children:visit_delete": record("CMA", a_visit, post=302),
    "children:other_support_add": record("CMA", a_child),
    "children:other_support_edit": record("CMA", an_other_support),
    "children:other_support_delete": record("CMA", an_other_support, post=302),
    "children:duplicates": page("CMA"),
    "children:merge_find": record("CMA", a_child),
    "children:merge": record("CMA", two_children),  # the form comes back: it says which versions were seen
    "children:different": record("CMA", two_children, get=302, post=302),
    "children:merge_undo": record("CMA", a_merge_of_children, post=302),
    # organisation
    "logout": deed(ANYBODY),
    "password_change": page(ANYBODY),
    "second_factor": page(ANYBODY, get=302, post=302),  # none is set up
    "second_factor_set_up": page(ANYBODY),
    "recovery_codes": page(ANYBODY, get=302, post=302),
    "change_telephone": page(ANYBODY, get=302, post=302),
    "security": page(ANYBODY),
    "end_sessions": page(ANYBODY, get=302, post=302),
    "organisation:units": page("A"),
    "organisation:unit_add": page("A"),
    "organisation:unit": record("A", a_unit),
    "organisation:unit_history": record("A", a_unit),
    "organisation:record_history": record(ANYBODY, the_history_of_an_event),
    "organisation:unit_edit": record("A", a_unit),
    "organisation:unit_end": record("A", a_unit),
    "organisation:subject_requests": page("A"),
    "organisation:subject_request_add": record("A", a_subject),
    "organisation:subject_request": record("A", a_subject_request),
    "organisation:subject_request_file": record("A", a_subject_request),
    "organisation:subject_request_nameless": record("A", a_subject_request),
    "organisation:areas": page("A"),
    "organisation:accounts": page("A"),
    "organisation:account_add": page("A"),
    "organisation:account": record("A", an_account),
    "organisation:account_history": record("A", an_account),
    "organisation:account_edit": record("A", an_account),
    "organisation:account_appoint": record("A", an_account),
    "organisation:appointment_end": record("A", an_appointment, post=302),
    "organisation:account_disable": record("A", an_account, post=302),
    "organisation:account_enable": record("A", a_disabled_account, post=302),
    "organisation:account_second_factor": record("A", an_account, post=302),
    "organisation:account_password": record("A", an_account),
    # donors
    "donors:list": page(ANYBODY),
    "donors:print": page("CMTL"),
    "donors:add": page("CMA"),
    "donors:detail": record(ANYBODY, a_donor),
    "donors:history": record(ANYBODY, a_donor),
    "donors:edit": record("CMA", a_donor),
    "donors:registrations": page("CMA"),
    "donors:registration": record("CMA", a_registration),
    "donors:registration_accept": deed("CMA", a_registration),
    "donors:registration_mail": deed("CMA", a_registration),
    "donors:registration_decline": record("CMA", a_registration, post=302),
    "donors:duplicates": page("CMA"),
    "donors:merge_find": record("CMA", a_donor),
    "donors:merge": record("CMA", two_donors),
    "donors:different": record("CMA", two_donors, get=302, post=302),
    "donors:merge_undo": record("CMA", a_merge_of_donors, post=302),
    # campaigns
    "campaigns:list": page(ANYBODY),
    "campaigns:add": page("MA"),
    "campaigns:detail": record(ANYBODY, a_campaign),
    "campaigns:history": record(ANYBODY, a_campaign),
    "campaigns:edit": record("MA", a_campaign),
    "campaigns:joint_units": Row("MA", a_campaign, post=302, sends={"version": "1"}),
    "campaigns:copy": record("MA", a_campaign),
    "campaigns:attachment_add": record("MA", a_campaign),
    "campaigns:attachment": record(ANYBODY, plan.an_attachment, get=404, post=404),
    "campaigns:attachment_delete": Row("MA", plan.an_attachment, post=302, record_first=True),
    "campaigns:units": record(ANYBODY, a_campaign),
    "campaigns:units_ask": record("MA", a_campaign),
    "campaigns:reminder": record("MA", a_campaign),
    "campaigns:participation": record(ANYBODY, plan.a_participation),
    "campaigns:participation_plan": record("CMA", plan.a_participation),
    "campaigns:participation_report": record("CMA", plan.a_participation),
    "campaigns:participation_file": record("CMA", plan.a_participation),
    "campaigns:participation_excuse": record("MA", plan.a_participation),
    "campaigns:participation_remove": record("MA", plan.a_participation, post=302),
    "campaigns:surveys": record(ANYBODY, a_campaign),
    "campaigns:survey_add": record("MA", a_campaign),
    "campaigns:survey": record(ANYBODY, plan.a_survey),
    "campaigns:survey_edit": record("MA", plan.a_survey),
    "campaigns:survey_answer": record("CMA", plan.a_survey_of_a_unit),
    "campaigns:survey_child": record("CMA", plan.a_survey_of_a_unit),
    "campaigns:survey_list": record("CMA", plan.a_survey_of_a_unit),
    "campaigns:events": record(ANYBODY, a_campaign),
    "campaigns:event_add": record("MA", a_campaign),
    "campaigns:event": record(ANYBODY, plan.an_event),
    "campaigns:event_edit": record("MA", plan.an_event),
    "campaigns:event_delete": record("MA", plan.an_event, post=302),
    "campaigns:event_attendance": record("MA", plan.an_event, post=302),
    "campaigns:event_invite": record("MA", plan.an_event, post=302),
    "campaigns:event_sheet": record("CMTL", plan.an_event),
    "campaigns:event_photo_add": record("MA", plan.an_event),
    "campaigns:event_photo": record(ANYBODY, plan.a_photo_of_an_event, get=404, post=404),
    "campaigns:event_photo_delete": record("MA", plan.a_photo_of_an_event, post=302),
    **parts_of("activity", a_campaign, plan.an_activity),
    **parts_of("document", a_campaign, plan.a_document),
    **parts_of("recognition", a_campaign, plan.a_recognition),
    **parts_of("guest", plan.an_event, plan.a_guest),
    **parts_of("speech", plan.an_event, plan.a_speech),
    **parts_of("task", plan.an_event, plan.a_task),
    "campaigns:gift_lists": page(ANYBODY),
    "campaigns:gift_list": record(ANYBODY, a_gift_list),
    "campaigns:gift_list_history": record(ANYBODY, a_gift_list),
    "campaigns:gift_list_edit": record("CMA", a_gift_list),
    "campaigns:gift_sheet": record("CMTL", a_gift_list),
    "campaigns:all_results": page(ANYBODY),
    "campaigns:results": record(ANYBODY, a_campaign),
    "campaigns:result": record(ANYBODY, a_result),
    "campaigns:result_add": record("MA", a_campaign),
    "campaigns:result_edit": record("MA", a_result),
    "campaigns:result_delete": record("MA", a_result, post=302),
    "campaigns:stated": record(ANYBODY, a_campaign),
    "campaigns:stated_add": record("MA", a_campaign),
    "campaigns:stated_edit": record("MA", a_stated_figure),
    "campaigns:stated_delete": record("MA", a_stated_figure, post=302),
    "campaigns:retell": record(ANYBODY, a_campaign),
    "campaigns:live": record(ANYBODY, a_campaign),
    "campaigns:houses": page(ANYBODY),
    "campaigns:register": page(ANYBODY, kind="loans"),
    "campaigns:register_add": page("MA", kind="houses"),
    "campaigns:register_edit": record("MA", a_house),
    "campaigns:register_delete": record("MA", a_house, post=302),
    "campaigns:roll_up": page(ANYBODY),
    "campaigns:clusters": page(ANYBODY),
    "campaigns:cluster": record(ANYBODY, a_cluster),
    "campaigns:cluster_add": page("MA"),
    "campaigns:cluster_edit": record("MA", a_cluster),
    "campaigns:cluster_members": record("MA", a_cluster),
    "campaigns:cluster_found": record("MA", a_cluster),
    "campaigns:gifts": record(ANYBODY, a_campaign),
    "campaigns:gifts_import": record("CMA", a_campaign),
    "campaigns:contributions": record(ANYBODY, a_campaign),
    "campaigns:contribution_add": record("MT", a_campaign),
    "campaigns:contribution": record(ANYBODY, a_contribution_to_a_campaign),
    "campaigns:contribution_reverse": record("MT", a_contribution_to_a_campaign, post=302),
    "campaigns:found_givers": deed(ANYBODY, post=200),
    "campaigns:collect": record("MT", a_campaign),
    "campaigns:appeal_edit": record("MA", a_campaign),
    "campaigns:givers": record(ANYBODY, a_campaign),
    "campaigns:spendings": record(ANYBODY, a_campaign),
    "campaigns:spending_add": record("MT", a_campaign),
    "campaigns:spending_reverse": record("MT", a_payment, post=302),
    "campaigns:promises": record(ANYBODY, a_campaign),
    "campaigns:promise_add": record("MT", a_campaign),
    "campaigns:promise_withdraw": record("MT", a_promise),
    "campaigns:campaign_goods": record(ANYBODY, a_campaign),
    "campaigns:goods": page(ANYBODY),
    "campaigns:goods_add": page("MT"),
    "campaigns:goods_item": record(ANYBODY, some_goods),
    "campaigns:goods_edit": record("MT", some_goods),
    "campaigns:goods_move": record("MT", some_goods),
    "campaigns:goods_move_reverse": record("MT", a_move_of_goods, post=302),
    "campaigns:gift_list_add": page("CMA"),
    "campaigns:gift_children": record("CMA", a_gift_list),
    "campaigns:gift_name_add": record("CMA", a_filled_gift_list),
    "campaigns:gift_group_add": record("CMA", a_gift_list),
    "campaigns:gift_group_edit": record("CMA", a_gift_group),
    "campaigns:gift_group_delete": record("CMA", a_gift_group, post=302),
    "campaigns:gift_recipient_edit": record("CMA", a_gift),
    "campaigns:gift_recipient_delete": record("CMA", a_gift, post=302),
    "campaigns:gift_delivery": record("CMA", a_filled_gift_list),
    "campaigns:gift_delivery_undo": record("CMA", a_filled_gift_list, post=302),
    # imports
    "imports:list": page("CMTA"),
    "imports:empty_form": page("CMA", unseen="T", kind="children"),
    "imports:password_links": record("A", a_list_of_accounts),
    "imports:upload": page("CMTA"),
    "imports:batch": list_on_its_way(a_batch),
    "imports:columns": list_on_its_way(a_batch),
    "imports:forget_columns": list_on_its_way(a_batch, get=302, post=302),
    "imports:mend": list_on_its_way(a_batch),
    "imports:how_far": page("CMTA"),
    "imports:row": list_on_its_way(a_batch, get=302, post=302),  # without a row: back to the list
    "imports:decide": list_on_its_way(a_batch, get=302, post=302),
    "imports:fix": list_on_its_way(a_batch, get=302, post=302),
    "imports:apply": list_on_its_way(a_batch, post=302),
    "imports:undo": list_on_its_way(an_applied_batch, post=302),
    "imports:discard": list_on_its_way(a_batch, post=302),
    # sponsorship
    "sponsorship:waiting": page("M"),
    "sponsorship:need_order": page(ANYBODY),
    "sponsorship:need_order_edit": page("MA", at_root=True),
    "sponsorship:need_order_standard": page("MA", at_root=True, post=302),
    "sponsorship:family_pledge": page("M", get=302, post=302),
    "sponsorship:family_hold": deed("M", post=404),  # the form names the child
    "sponsorship:suggest_for_child": record("M", a_child),
    "sponsorship:suggest_for_donor": record("M", a_donor),
    "sponsorship:holds": page("M"),
    "sponsorship:hold_add": deed("M", a_child),
    "sponsorship:hold_extend": deed("M", a_hold),
    "sponsorship:hold_release": deed("M", a_hold),
    "sponsorship:launches": page("M"),
    "sponsorship:launch_add": page("M"),
    "sponsorship:launch_found_donors": deed("M", post=200),
    "sponsorship:launch": record("M", a_launch, post=302),
    "sponsorship:launch_edit": record("M", a_launch),
    "sponsorship:launch_donors": record("M", a_launch, post=302),
    "sponsorship:launch_expect": deed("M", a_launch),
    "sponsorship:launch_reserve": deed("M", a_launch),
    "sponsorship:launch_remove": deed("M", a_launch_seat),
    "sponsorship:launch_accept": record("M", a_launch, post=302),
    "sponsorship:launch_drop": record("M", a_launch, post=302),
    "sponsorship:pledges": page(ANYBODY),
    "sponsorship:pledge": record(ANYBODY, a_pledge),
    "sponsorship:pledge_history": record(ANYBODY, a_pledge),
    "sponsorship:pledge_add": page("M", get=302, post=302),
    "sponsorship:pledge_total": deed("M", post=404),  # the form names the child
    "sponsorship:pledge_edit": record("M", a_pledge),
    "sponsorship:pledge_approve": record("M", a_pledge, get=302, post=302),  # it is active already
    "sponsorship:pledge_activate": record("M", a_pledge, get=302, post=302),  # it is active already
    "sponsorship:pledge_suspend": record("M", a_pledge),
    "sponsorship:pledge_resume": record("M", a_pledge, get=302, post=302),  # it is active already
    "sponsorship:pledge_rate": record("M", a_pledge),
    "sponsorship:pledge_end": record("M", a_pledge),
    "sponsorship:pledge_replace": record("M", a_pledge),
    "sponsorship:pledge_review": record("M", a_pledge),
    "sponsorship:pledge_renew": record("M", a_pledge),
    "sponsorship:pledge_book": record("M", a_book_pledge),
    "sponsorship:book_paid_out": record("M", a_written_book),
    "sponsorship:interest_add": record("MT", a_written_book),
    "sponsorship:interest_reverse": record("MT", an_interest),
    "sponsorship:pledge_refit": record("M", a_misfit, post=302),
    "sponsorship:surplus_use": record("MT", a_surplus),
    "sponsorship:surplus_reverse": record("MT", a_surplus_in_use),
    "sponsorship:child_leave": record("M", a_child),
    "sponsorship:child_left": record("M", a_child),
    "sponsorship:fund": record(ANYBODY, a_fund),
    "sponsorship:contribution_add": record("MT", a_fund),
    "sponsorship:contribution_reverse": record("MT", a_contribution, post=302),
    "sponsorship:signature_sheet": page("CMTL"),
    "sponsorship:receipts": page("CMTLA"),
    "sponsorship:receipt_add": page("MT"),
    "sponsorship:receipt_reverse": record("MT", a_receipt),
    "sponsorship:handovers": page("CMTLA"),
    "sponsorship:handover_add": page("MT"),
    "sponsorship:direct_add": page("MT"),
    "sponsorship:handover_reverse": record("MT", a_handover),
    "sponsorship:receipt": record(ANYBODY, a_receipt),
    "sponsorship:handover": record(ANYBODY, a_handover),
    "sponsorship:handover_photo_add": record("MT", a_handover),
    "sponsorship:handover_photo": record(ANYBODY, a_photo_of_a_handover, get=404, post=404),
    "sponsorship:find_pledge": deed("MT", post=200),
    "sponsorship:batches": page(ANYBODY),
    "sponsorship:batch_add": page("MT"),
    "sponsorship:batch": record(ANYBODY, a_receipt_batch),
    "sponsorship:batch_drop": record("MT", a_receipt_batch, post=302),
    "sponsorship:bank": page("MT"),
    "sponsorship:bank_upload": page("MT"),
    "sponsorship:bank_again": deed("MT"),
    "sponsorship:bank_certain": page("MT", post=302),
    "sponsorship:bank_line": record("MT", a_bank_line),
    "sponsorship:bank_line_book": deed("MT", a_bank_line),
    "sponsorship:bank_line_aside": record("MT", a_bank_line),
    "sponsorship:bank_line_again": deed("MT", a_bank_line),
    "sponsorship:ceremonies": page(ANYBODY),
    "sponsorship:ceremony_add": page("MT"),
    "sponsorship:ceremony": record(ANYBODY, a_ceremony),
    "sponsorship:ceremony_sheet": record("CMTL", a_ceremony),
    "sponsorship:ceremony_deliver": record("MT", a_ceremony, post=302),
    "sponsorship:ceremony_drop": record("MT", a_ceremony, post=302),
    "sponsorship:ceremony_photo_add": record("MT", a_ceremony),
    "sponsorship:move_add": record("MT", a_pledge, get=302),  # nothing is held
    "sponsorship:move_reverse": record("MT", a_moved_receipt),
    "sponsorship:numbers": page(ANYBODY),
    "sponsorship:paper_agreement": record("CMTL", a_pledge),
    "sponsorship:paper_certificate": record("CMTL", a_pledge),
    "sponsorship:paper_receipt": record("CMTL", a_receipt),
    "sponsorship:paper_handover": record("CMTL", a_handover),
    "sponsorship:paper_donor_certificate": record("CMTL", a_donor, get=302, post=302),  # it sponsors nobody yet
    "sponsorship:paper_statement": record("CMTL", a_donor),
    "sponsorship:paper_book": record("CMTL", a_child),
    "sponsorship:paper_gifts": record("CMTL", a_filled_gift_list),
    "sponsorship:paper_given": record("CMTL", a_contribution_to_a_campaign),
    "sponsorship:paper_list": page("CMTL", get=302, post=302),  # nothing is due
    "sponsorship:ceremony_pack": record("CMTL", a_campaign),
    "sponsorship:paper_template": page("A", paper="agreement"),
    "sponsorship:timeline": record(ANYBODY, a_child),
    "sponsorship:letters": page(ANYBODY),
    "sponsorship:letter_add": page("CMA"),
    "sponsorship:letter": record(ANYBODY, a_letter),
    "sponsorship:letter_edit": record("CMA", a_letter),
    "sponsorship:letter_page_add": record("CMA", a_letter),
    "sponsorship:letter_page": record(ANYBODY, a_letter_page, get=404, post=404),  # its file is missing
    "sponsorship:letter_forward": record("M", a_letter),
    "sponsorship:letter_keep": record("M", a_letter),
    "sponsorship:letter_drop": record("CMA", a_letter, post=302),
    "sponsorship:links": record("M", a_donor),
    "sponsorship:link_renew": record("M", a_link, post=302),
    "sponsorship:link_revoke": record("M", a_link, post=302),
    "sponsorship:reminders": page("MT"),
    "sponsorship:reminder": record("MT", a_donor),
    "sponsorship:reminder_sent": record("MT", a_donor, get=302, post=302),
    "sponsorship:reminder_mail": record("MT", a_donor, get=404, post=404),  # no mail is set up
    "sponsorship:reminder_text": record("M", a_unit),
    # the public pages, as administrators keep them
    "public_staff:pages": page("A"),
    "public_staff:page_add": page("A"),
    "public_staff:page": record("A", a_public_page),
    "public_staff:page_edit": record("A", a_public_page),
    "public_staff:story_add": record("A", a_public_page),
    "public_staff:story_edit": record("A", a_story),
    # reports
    "reports:summary": page("MTL"),
    "reports:list": page("MTL", key="children_waiting"),
    "reports:due": page("CMTLA"),
    "reports:digest": page(ANYBODY),
    "reports:pivot": page("MTL"),
    "reports:tiles": page("MTL"),
    "reports:compare": page("MTL"),
    "reports:snapshots": page("MTL"),
    "reports:snapshot_add": page("MTL"),
    "reports:snapshot": record("MTL", a_snapshot),
    "reports:snapshot_today": record("MTL", a_snapshot),
    "reports:snapshot_correct": record("MTL", a_snapshot),
    "reports:snapshot_list": record("MTL", a_snapshot_list),
    "reports:snapshot_paper": record("MTL", a_snapshot_paper),
    "reports:higher_forms": page("MTL"),
    "reports:higher_form_add": page("MTL"),
    "reports:higher_form": record("MTL", a_higher_form),
    "reports:higher_form_edit": record("MTL", a_higher_form),
    "reports:higher_form_columns": record("MTL", a_higher_form),
    "reports:higher_form_filled": record("MTL", a_higher_form),
    "reports:higher_form_delete": record("MTL", a_higher_form, post=302),
    "reports:fairness": page("MTL"),
    "reports:fairness_list": page("MTL"),
    "reports:fairness_gifts": page("MTL"),
}

# What a donor's personal link opens; any other token gets the one page that says nothing (404).
BY_PERSONAL_LINK: dict[str, dict[str, Any]] = {
    "donor_page:door": {"token": "x"},
    "donor_page:page": {"token": "x"},
    "donor_page:photo": {"token": "x", "pledge_id": uuid.UUID(int=0)},
    "donor_page:handover_photo": {"token": "x", "pk": 1},
    "donor_page:letter_page": {"token": "x", "pk": 1},
    "donor_page:statement": {"token": "x", "year": 2026},
}
# The public door; of an address where no page is open there is nothing (404).
AT_THE_DOOR: dict[str, dict[str, Any]] = {
    f"door:{name}": {"address": "x"} for name in ("page", "register", "poster", "qr_code")
} | {f"door:{name}": {"address": "x", "public_id": uuid.UUID(int=0)} for name in ("registered", "story_photo")}
# The link by which a person chooses a password.
BY_PASSWORD_LINK: dict[str, dict[str, Any]] = {"choose_password": {"key": "1-x"}}
BY_ADDRESS = BY_PERSONAL_LINK | AT_THE_DOOR | BY_PASSWORD_LINK
WITHOUT_LOGIN = {
    "login",
    "set_language",
    "admin:login",
    "public:livez",
    "public:readyz",
    "known:security",
    "door:home",
    "door:robots",
    "door:sitemap",
    *BY_ADDRESS,
}

# Records that a leader does not see, so that they are not there for one who holds other roles elsewhere.
UNSEEN_BY_LEADERS = ("donors:registration", "imports:", "organisation:", "public_staff:")

# A page that reads one unit's donor, who may be seen, and looks for children where the reader matches.
OPEN_FROM_ELSEWHERE = {"sponsorship:suggest_for_donor"}

# What an administrator may open in Django's admin; every other table there is closed to everybody.
ADMIN_TABLES = {
    "organisation.area",
    "organisation.unit",
    "organisation.user",
    "organisation.appointment",
    "organisation.accesslog",
    "donors.donor",
    "donors.registration",
    "campaigns.campaign",
    "children.child",
    "sponsorship.pledge",
    "sponsorship.hold",
    "sponsorship.papertemplate",
}

KEPT_IN_ADMIN = {"sponsorship.papertemplate"}  # added and deleted there, and nowhere else
