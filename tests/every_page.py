"""Every page of tests/access_table.py that one can open, with the records of a programme to show.

A page is named as in the table; what follows the name says how it is opened besides ("home C": by a data clerk).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from children.filters import FOLLOW
from organisation.models import User
from reports.breakdown import DIVISIONS
from reports.lists import LISTS
from tests import access_table as table
from tests.access_table import ROWS
from tests.campaigns import plan_records as plan
from tests.programme import Programme

READERS = "MATCL"  # the first of them that may open a page reads it
Values = Callable[[Programme], dict[str, Any]]


@dataclass(frozen=True)
class Page:
    name: str
    url: str
    reader: str = ""
    arguments: Values | None = None  # in place of the table's own
    query: Values | None = None

    def address(self, programme: Programme) -> str:
        asked = f"?{urlencode(self.query(programme))}" if self.query else ""
        return reverse(self.url, kwargs=self._arguments(programme)) + asked

    def _arguments(self, programme: Programme) -> dict[str, Any]:
        row = ROWS[self.url]
        if self.arguments:
            return self.arguments(programme)
        if row.arguments is None:
            return row.fixed or {}
        if row.arguments in OWN:
            return OWN[row.arguments](programme)
        if row.arguments not in programme.made:
            programme.made[row.arguments] = row.arguments(programme.unit)
        return programme.made[row.arguments]

    def opened_by(self, programme: Programme) -> User:
        return programme.staff[self.reader or next(letter for letter in READERS if letter in ROWS[self.url].allowed)]


def the(record: str) -> Values:
    return lambda programme: {"public_id": getattr(programme, record).public_id}


def of_help(record: str, **fixed: str) -> Values:
    return lambda programme: fixed | {"public_id": programme.help[record].public_id}


def of_the_cluster(programme: Programme) -> dict[str, Any]:
    return {"cluster": programme.help["cluster"].pk, "since": "01/01/2020"}


def snapshot_list(key: str) -> Values:
    return lambda programme: the("snapshot")(programme) | {"key": key}


def asking(**names: str) -> Values:
    """The query that names records of the programme: child="waiting"."""
    return lambda programme: {key: getattr(programme, name).public_id for key, name in names.items()}


def words(**query: str) -> Values:
    return lambda programme: query


def kept_list(key: str) -> Values:
    return lambda programme: the("snapshot")(programme) | {"key": key}


CROSSED = words(key="received_vnd", row="commune", column="campaign")

# For the records that the table would make anew, those of the programme, which have much to show.
OWN: dict[Any, Values] = {
    table.a_child: the("child"),
    table.a_hidden_child: the("hidden_child"),
    table.a_donor: the("donor"),
    table.a_pledge: the("pledge"),
    table.a_unit: the("branch"),
    table.an_account: lambda programme: {"pk": programme.account.pk},
    table.a_registration: the("offer"),
    table.a_campaign: the("campaign"),
    plan.a_participation: the("participation"),
    plan.a_survey: the("survey"),
    plan.an_event: the("event"),
    table.a_result: of_help("line"),
    table.the_history_of_an_event: lambda programme: {"kind": "event", "public_id": programme.event.public_id},
    table.a_stated_figure: of_help("stated"),
    table.a_cluster: of_help("cluster"),
    table.a_house: of_help("house", kind="houses"),
    table.a_contribution_to_a_campaign: the("given"),
    table.a_payment: the("payment"),
    table.a_promise: the("promise"),
    table.some_goods: the("money_item"),
    table.a_move_of_goods: the("goods_move"),
    table.a_gift_list: the("gift_list"),
    table.a_filled_gift_list: the("gift_list"),
    table.a_gift: the("gift"),
    table.a_gift_group: lambda programme: {"public_id": programme.gift.gift_group.public_id},
    table.a_batch: the("batch"),
    table.an_applied_batch: the("entered"),
    table.a_hold: the("hold"),
    table.a_receipt: the("receipt"),
    table.a_handover: the("handover"),
    table.a_receipt_batch: the("draft"),
    table.a_bank_line: the("bank_line"),
    table.a_ceremony: the("ceremony"),
    table.a_launch: the("launch"),
    table.a_moved_receipt: the("moved"),
    table.a_letter: the("letter"),
    table.a_link: the("link"),
    table.a_book_pledge: the("book_pledge"),
    table.a_written_book: the("book_pledge"),
    table.an_interest: the("interest"),
    table.a_misfit: the("misfit"),
    table.a_surplus: the("generous"),
    table.a_surplus_in_use: the("surplus_use"),
    table.a_fund: the("fund"),
    table.a_contribution: the("contribution"),
    table.a_snapshot: the("snapshot"),
    table.a_snapshot_list: lambda programme: the("snapshot")(programme) | {"key": "children_waiting"},
    table.a_higher_form: the("higher_form"),
    table.a_snapshot_paper: lambda programme: the("snapshot")(programme) | {"kind": "xlsx"},
}

ALSO = [
    *(Page(f"home {role}", "home", role) for role in "CTLA"),
    *(Page(f"reports:list {key}", "reports:list", "L", words(key=key)) for key in LISTS),
    *(Page(f"reports:summary {by}", "reports:summary", "L", query=words(by=by)) for by in DIVISIONS),
    Page("reports:summary projector", "reports:summary", "L", query=words(view="projector")),
    *(
        Page(
            f"reports:snapshot_list {key}",
            "reports:snapshot_list",
            "L",
            snapshot_list(key),
        )
        for key in ("donors_active", "pledged_vnd", "received_vnd")
    ),
    Page("reports:snapshot hall", "reports:snapshot", "L", query=words(view="hall")),
    Page(
        "reports:pivot crossed", "reports:pivot", "L", query=words(key="received_vnd", row="commune", column="campaign")
    ),
    Page("reports:summary since", "reports:summary", "L", query=words(since="year")),
    Page("reports:summary more", "reports:summary", "L", query=words(part="more")),
    Page("search found", "search", query=words(q="mau")),
    Page("children:list found", "children:list", query=words(q="mau")),
    Page("children:list filtered", "children:list", query=words(state="waiting", union="yes")),
    Page("children:detail C", "children:detail", "C"),
    Page("children:detail hidden", "children:detail", arguments=the("hidden_child")),
    Page("children:edit hidden", "children:edit", arguments=the("hidden_child")),
    Page("children:history hidden", "children:history", arguments=the("hidden_child")),
    Page("children:detail L", "children:detail", "L"),
    Page("children:photo_add", "children:photo_add"),
    Page("children:photo there", "children:photo"),
    Page("children:old_photo there", "children:old_photo", arguments=lambda p: the("child")(p) | {"pk": p.photo.pk}),
    Page("donors:list found", "donors:list", query=words(q="quy")),
    Page("sponsorship:pledges found", "sponsorship:pledges", query=words(q="mau")),
    Page("sponsorship:pledge T", "sponsorship:pledge", "T"),
    Page("sponsorship:suggest_for_child waiting", "sponsorship:suggest_for_child", arguments=the("waiting")),
    Page("sponsorship:suggest_for_donor free", "sponsorship:suggest_for_donor", arguments=the("free_donor")),
    Page("sponsorship:need_order C", "sponsorship:need_order", "C"),
    Page("sponsorship:need_order_edit A", "sponsorship:need_order_edit", "A"),
    Page(
        "sponsorship:family_pledge both",
        "sponsorship:family_pledge",
        query=asking(child="sister", donor="free_donor"),
    ),
    Page("sponsorship:pledge_add both", "sponsorship:pledge_add", query=asking(child="waiting", donor="free_donor")),
    Page("sponsorship:pledge_approve proposed", "sponsorship:pledge_approve", arguments=the("proposed")),
    Page("sponsorship:pledge_activate approved", "sponsorship:pledge_activate", arguments=the("approved")),
    Page("sponsorship:pledge_resume suspended", "sponsorship:pledge_resume", arguments=the("suspended")),
    Page("sponsorship:pledge suspended", "sponsorship:pledge", arguments=the("suspended")),
    Page("sponsorship:pledge book", "sponsorship:pledge", arguments=the("book_pledge")),
    Page("sponsorship:pledge misfit", "sponsorship:pledge", arguments=the("misfit")),
    Page("sponsorship:pledge surplus", "sponsorship:pledge", arguments=the("generous")),
    Page("sponsorship:pledge continued", "sponsorship:pledge", arguments=the("continued")),
    Page("sponsorship:pledge_replace ended", "sponsorship:pledge_replace", arguments=the("left_pledge")),
    Page("sponsorship:child_left donors", "sponsorship:child_left", arguments=the("left_child")),
    Page("donors:detail fund", "donors:detail", arguments=the("fund")),
    *(
        Page(f"sponsorship:pledges {todo}", "sponsorship:pledges", query=words(todo=todo))
        for todo in ("no_handover", "review", "resume", "book", "birth", "surplus")
    ),
    *(Page(f"children:list {what}", "children:list", query=words(follow=what)) for what, _label in FOLLOW),
    Page("sponsorship:receipt_add for", "sponsorship:receipt_add", query=asking(pledge="pledge")),
    Page("sponsorship:receipt_add found", "sponsorship:receipt_add", query=words(q="mau")),
    Page("sponsorship:handover_add for", "sponsorship:handover_add", query=asking(pledge="pledge")),
    Page("sponsorship:direct_add for", "sponsorship:direct_add", query=asking(pledge="pledge")),
    Page("sponsorship:receipts moved", "sponsorship:receipt", arguments=the("moved")),
    Page("sponsorship:batch booked", "sponsorship:batch", arguments=the("booked_batch")),
    Page("sponsorship:batch L", "sponsorship:batch", "L"),
    Page("sponsorship:bank all", "sponsorship:bank", query=words(state="all")),
    Page("sponsorship:bank_line booked", "sponsorship:bank_line", arguments=the("booked_line")),
    Page("sponsorship:ceremony held", "sponsorship:ceremony", arguments=the("held_ceremony")),
    Page("sponsorship:launch accepted", "sponsorship:launch", arguments=the("accepted_launch")),
    Page("sponsorship:handover photos", "sponsorship:handover", arguments=the("photographed")),
    Page("sponsorship:move_add holding", "sponsorship:move_add", arguments=the("pledge")),
    *(Page(f"sponsorship:numbers {by}", "sponsorship:numbers", query=words(by=by)) for by in ("donor", "child")),
    Page("sponsorship:numbers campaign", "sponsorship:numbers", query=words(by="campaign", month="2026")),
    Page("sponsorship:timeline letters", "sponsorship:timeline", query=words(kind="letter")),
    Page("sponsorship:letters waiting", "sponsorship:letters", query=words(state="waiting", q="mau")),
    Page("sponsorship:letter_add for", "sponsorship:letter_add", query=asking(pledge="pledge")),
    Page("sponsorship:letter_add found", "sponsorship:letter_add", query=words(q="mau")),
    Page("sponsorship:reminders late", "sponsorship:reminders", query=words(late="30", contact="none")),
    Page("sponsorship:paper_donor_certificate all", "sponsorship:paper_donor_certificate"),
    Page("sponsorship:paper_list due", "sponsorship:paper_list"),
    Page("sponsorship:ceremony_pack all", "sponsorship:ceremony_pack", query=words(day="01/12/2026", part="all")),
    *(Page(f"campaigns:units {by}", "campaigns:units", query=words(by=by)) for by in ("level", "branch")),
    Page("campaigns:units awaited", "campaigns:units", query=words(answer="awaited", q="chi")),
    Page("campaigns:units C", "campaigns:units", "C"),
    Page("campaigns:reminder late", "campaigns:reminder", query=words(who="late")),
    Page("campaigns:participation C", "campaigns:participation", "C"),
    Page("campaigns:survey C", "campaigns:survey", "C"),
    Page("campaigns:all_results found", "campaigns:all_results", query=words(q="qua", category="gifts")),
    Page("campaigns:register agreements", "campaigns:register", arguments=lambda programme: {"kind": "agreements"}),
    Page("campaigns:register_add loans", "campaigns:register_add", arguments=lambda programme: {"kind": "loans"}),
    Page(
        "campaigns:roll_up cluster",
        "campaigns:roll_up",
        query=of_the_cluster,
    ),
    Page("campaigns:cluster_found some", "campaigns:cluster_found", query=words(find="hoi")),
    Page("campaigns:roll_up years", "campaigns:roll_up", query=words(since="01/01/2020")),
    Page(
        "organisation:record_history launch",
        "organisation:record_history",
        arguments=lambda programme: {"kind": "launch", "public_id": programme.accepted_launch.public_id},
    ),
    Page("imports:batch entered", "imports:batch", arguments=the("entered")),
]
PAGES = {
    page.name: page
    for page in [*(Page(name, name) for name, row in ROWS.items() if not row.is_deed and row.get == 200), *ALSO]
}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
