"""What was typed turns up where it belongs and nowhere else: every page, sheet, paper, log line, mail and error.

tests/canaries.py writes a word of its own into each text field; `SEEN_BY` says who may come across which of them.
"""

import logging
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from children.models import Child
from children.models.choices import CircumstanceGroup
from organisation.histories import history_url, told_of
from organisation.models import User
from organisation.roles import Role
from tests import canaries, factories
from tests.access_table import BY_PERSONAL_LINK
from tests.every_page import PAGES, Page
from tests.programme import Programme
from tests.sponsorship.letters import make_link_for
from tests.test_access import someone_with_every_role_elsewhere

pytestmark = pytest.mark.django_db


with override("vi"):
    RESTRICTED = str(CircumstanceGroup("l").label)  # one of the groups that need a permission of their own
NEW_RECORDS = {"children:add", "campaigns:survey_child"}  # an empty form offers every group
LOGS = ("", "django")  # Django's own does not hand its lines on


class Crawl:
    """Everything asked once by everybody; `found` says who came across which field, and on which pages."""

    def __init__(self, folder: Path) -> None:
        self.programme = Programme(size=1)
        _link, self.token = make_link_for(self.programme.donor, self.programme.unit, self.programme.officer)
        addresses = {name: page.address(self.programme) for name, page in PAGES.items()}
        kept = [model for model in apps.get_models() if told_of(model._meta.model_name or "")]
        self.histories = {f"history of {m._meta.label}": history_url(m._default_manager.latest("pk")) for m in kept}
        self.names, self.refused = canaries.let_loose()
        self.found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.restricted: dict[str, set[str]] = defaultdict(set)
        Child.objects.filter(pk=self.programme.child.pk).update(circumstance_groups=["d", "l"])
        self.logged = Heard()
        self.failed: set[str] = set()
        before = tempfile.tempdir
        tempfile.tempdir = str(folder / "nowhere")  # whoever asks for a temporary file fails
        for name in LOGS:
            logging.getLogger(name).addHandler(self.logged)
        try:
            for who, user in self.actors().items():
                self.ask_everything(who, user, addresses)
        finally:
            for name in LOGS:
                logging.getLogger(name).removeHandler(self.logged)
            tempfile.tempdir = before

    def actors(self) -> dict[str, User | None]:
        clerk_of_b = factories.create_user(role=Role.DATA_CLERK, unit=factories.create_unit(parent=self.programme.unit))
        return {
            "anonymous": None,
            "stranger": someone_with_every_role_elsewhere(),
            "clerk of B": clerk_of_b,
            **self.programme.staff,
        }

    def ask_everything(self, who: str, user: User | None, addresses: dict[str, str]) -> None:
        client = Client(raise_request_exception=False)
        if user:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for name, address in addresses.items():
            if who in "CMTLA" and not self.is_asked(PAGES[name], who):
                continue
            self.note(who, name, client.get(address))
            if name.endswith((":list", ":pledges", ":receipts", ":handovers", ":letters", ":accounts", ":units")):
                self.note(who, f"{name} as a sheet", client.get(address, {"export": "xlsx"}))
        for name, address in self.histories.items():
            self.note(who, name, client.get(address))

    def is_asked(self, page: Page, who: str) -> bool:
        """Each page is opened by who reads it, and by leaders, who should see least."""
        return (who == "L" and "paper" not in page.name) or page.opened_by(self.programme) == self.programme.staff[who]

    def note(self, who: str, name: str, answer: Any) -> None:
        if answer.status_code >= 500:
            self.failed.add(name)
        text = canaries.text_in(answer)
        for number in canaries.numbers(text):
            self.found[who][self.names[number]].add(name)
        if RESTRICTED in text:
            self.restricted[who].add(name)


class Heard(logging.Handler):
    """Every log line of the crawl, as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record))


@pytest.fixture(scope="module")
def crawl(shared_records: Path) -> Crawl:
    return Crawl(shared_records)


# Who may come across what, by the beginning of the field's name; the first line that fits counts.
SEEN_BY = {
    "children.whereabouts": "M",
    "organisation.subjectrequest": "A",
    "organisation.user.email": "A",
    "organisation.user.phone": "AM",  # the officer's own, and whom a donor may ask
    "organisation.user": "everybody below",
    "organisation.area": "everybody",
    "public": "A",
    "imports": "CMA",
    "donors.registration": "CMA",
    "sponsorship.bank": "MT",
    "sponsorship.donorlink": "M",
    "campaigns.gift": "CMTLA",
    "campaigns.contribution": "CMTLA",
    "campaigns.promise": "CMTLA",
    "campaigns.spending": "CMTLA",
    "campaigns.house": "CMTLA",
    "campaigns": "everybody below",  # a campaign tells its units what it is about
    "reports": "MTL",
    "": "CMTLA",
}
OUTSIDE = {"everybody below": ["clerk of B"], "everybody": ["clerk of B", "stranger"]}
# Its word breaks a rule of the table (a reason without the state it belongs to, a name twice), so it is not watched.
NOT_WATCHED = {
    "campaigns.campaign.name",
    "campaigns.campaignsurvey.title",
    "campaigns.giftrecipient.given_by",
    "campaigns.participation.excused_reason",
    "campaigns.promise.withdrawn_reason",
    "campaigns.statedfigure.explanation",
    "campaigns.unitintree.name",
    "organisation.unit.name",
    "reports.snapshot.reason",
    "sponsorship.bankstatement.sha256",
    "sponsorship.receiptbatch.overrule_reason",
}
PLACES_OF_THE_HIDDEN = {"children:whereabouts", "children:detail hidden", "children:history hidden", "children:hide"}
ON_THE_PERSONAL_PAGE = (
    "donors.donor.name",
    "children.child.full_name",
    "sponsorship.letter.text",
    "sponsorship.pledge.form_detail",
    "sponsorship.donorlink.for_whom",
)


def may_see(who: str, field: str) -> bool:
    allowed = next(letters for start, letters in SEEN_BY.items() if field.startswith(start))
    return who in OUTSIDE.get(allowed, []) or (len(who) == 1 and (who in allowed or allowed in OUTSIDE))


def test_every_text_is_watched_but_these(crawl: Crawl) -> None:
    assert crawl.refused == NOT_WATCHED
    assert len(crawl.names) > 150


def test_nobody_comes_across_what_is_not_theirs(crawl: Crawl) -> None:
    astray = {
        f"{who}: {field}": sorted(pages)
        for who, fields in crawl.found.items()
        for field, pages in fields.items()
        if not may_see(who, field)
    }

    assert astray == {}


def test_the_crawl_comes_across_almost_all_there_is(crawl: Crawl) -> None:
    """Else it would prove nothing."""
    assert len({field for fields in crawl.found.values() for field in fields}) > 150


def test_where_a_hidden_child_is_stands_on_its_own_page_alone(crawl: Crawl) -> None:
    pages = {
        page
        for fields in crawl.found.values()
        for field, seen in fields.items()
        if field.startswith("children.whereabouts")
        for page in seen
    }

    assert "children:whereabouts" in pages
    assert pages <= PLACES_OF_THE_HIDDEN


def test_restricted_circumstances_are_read_in_the_child_s_record_alone(crawl: Crawl) -> None:
    """By whoever may see them; never in a list, a sheet, a search or a paper."""
    record = ("children:detail", "children:edit", "children:history", "children:merge", *NEW_RECORDS)

    assert crawl.restricted.pop("stranger") <= NEW_RECORDS  # an empty form, for units of their own
    assert set(crawl.restricted) == {"M"}
    assert {page for page in crawl.restricted["M"] if not page.startswith(record)} == set()


def test_the_donor_s_page_says_only_what_consents_allow(crawl: Crawl) -> None:
    client, seen = Client(), set()
    for name, values in BY_PERSONAL_LINK.items():
        address = reverse(name, kwargs=values | {"token": crawl.token})
        for answer in (client.get(address), client.post(address)):
            seen |= {crawl.names[number] for number in canaries.seen_in(answer)}

    assert {field for field in seen if not field.startswith(ON_THE_PERSONAL_PAGE)} == set()


def test_no_page_sheet_or_paper_lies_in_a_temporary_file(crawl: Crawl) -> None:
    assert crawl.failed == set()


def test_no_line_of_the_log_and_no_mail_quotes_anything(crawl: Crawl) -> None:
    assert crawl.logged.lines  # refusals are logged
    assert canaries.numbers_in("\n".join(crawl.logged.lines).encode()) == set()
    assert canaries.numbers_in(repr([each.message().as_string() for each in mail.outbox]).encode()) == set()


def test_an_error_page_quotes_nothing(crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: Any) -> None:
        raise ValueError(child.full_name)

    child = crawl.programme.child
    child.refresh_from_db()
    assert canaries.numbers_in(child.full_name.encode())
    monkeypatch.setattr("children.views.records.present_photo", fails)
    client = Client(raise_request_exception=False)
    client.force_login(crawl.programme.officer, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(child.get_absolute_url())

    assert answer.status_code == 500
    assert canaries.seen_in(answer) == set()
