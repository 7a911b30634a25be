"""Every kind of record that keeps its history has a page that tells it, and the record's own page leads there."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.measures import MEASURES
from campaigns.models import (
    Appeal,
    Attachment,
    Campaign,
    GiftGroup,
    GiftList,
    GiftRecipient,
    HelpedChild,
    House,
    JointUnit,
    Loan,
    SurveyAnswer,
)
from children.models import Child, Whereabouts
from children.views.records import PARTS as PARTS_OF_A_CHILD
from donors.models import Donor
from organisation.histories import history_url, told_of
from organisation.history import Part, parts_of
from organisation.models import Appointment, Unit, User
from organisation.models.base import Record
from organisation.roles import Role
from sponsorship.models import PaperTemplate, Pledge, ReminderText
from sponsorship.operations import change_rate
from sponsorship.papers.kinds import Paper
from sponsorship.views.pledges import PARTS as PARTS_OF_A_PLEDGE
from tests import access_table as table
from tests import factories
from tests.campaigns.result_records import create_stated
from tests.every_page import signed_in
from tests.programme import Programme
from tests.test_access import someone_with_every_role_elsewhere

pytestmark = pytest.mark.django_db

# With a page made for them; all others share one.
PAGES: dict[type[models.Model], str] = {
    Child: "children:history",
    Donor: "donors:history",
    Campaign: "campaigns:history",
    GiftList: "campaigns:gift_list_history",
    Unit: "organisation:unit_history",
    User: "organisation:account_history",
    Pledge: "sponsorship:pledge_history",
}
# Versioned for the sake of stale forms, without a history of their own: what is decided there is told elsewhere.
NOT_TRACKED = {
    "donors.Registration": "an offer is answered once; what comes of it is a donor's history",
    "imports.ImportBatch": "a list is entered or not; what it changed is in the history of each record",
    "sponsorship.BankStatement": "a file of the bank, which nobody changes",
    "sponsorship.BankLine": "booked or put aside by name; the ledger's own entries tell",
    "sponsorship.ReceiptBatch": "a draft until it is booked; from then on the ledger's own entries tell",
    "sponsorship.Ceremony": "a plan until it is held; from then on the ledger's own entries tell",
}


def tracked() -> list[Any]:
    return [model for model in apps.get_models() if hasattr(model, "pgh_event_model") and not model._meta.proxy]


def test_every_tracked_model_has_a_page_or_is_told_on_one() -> None:
    told = (
        {model for model in tracked() if told_of(model._meta.model_name)}
        | set(PAGES)
        | {part for part, _link in all_parts()}
    )

    assert {model._meta.label for model in tracked() if model not in told} == set()
    assert len(tracked()) > 45


def test_every_versioned_record_is_tracked_or_says_why_not() -> None:
    versioned = {m._meta.label for m in apps.get_models() if issubclass(m, Record) and not m._meta.proxy}

    assert versioned - {model._meta.label for model in tracked()} == set(NOT_TRACKED)


class World:
    def __init__(self) -> None:
        self.programme = own = Programme(size=1)
        for make in (table.a_public_page, table.a_story, table.a_subject_request):
            make(own.unit)
        self.clients: list[Client] = [signed_in(own.staff[who]) for who in "MATCL"]
        by, unit = own.officer, own.unit
        change_rate(pledge=own.pledge, from_on=own.today, rate_vnd=600_000, by=by)
        PaperTemplate.objects.create(
            unit=unit, paper=Paper.AGREEMENT, sha256="0" * 64, size=1, file=b"x", uploaded_by=by
        )
        ReminderText.objects.create(unit=unit, text="Xin nhắc")
        JointUnit.objects.create(campaign=own.campaign, unit=own.branch)
        SurveyAnswer.objects.create(survey=own.survey, unit=unit, is_none_here=True, answered_by=by)
        HelpedChild.objects.create(child=own.child, house=House.objects.latest("pk"))
        HelpedChild.objects.create(child=own.child, loan=Loan.objects.latest("pk"))
        Appeal.objects.get_or_create(campaign=own.campaign, defaults={"target_vnd": 1})
        for number, part in enumerate((None, own.participation)):
            file: dict[str, Any] = {"name": "a.pdf", "kind": "pdf", "size": 1, "file": f"{number:032x}", "added_by": by}
            Attachment.objects.create(campaign=own.campaign, participation=part, **file)

    def record(self, model: Any) -> Any:
        return self.programme.account if model is User else model._default_manager.order_by("-pk").first()

    def open(self, address: str) -> str:
        """As the first reads it who may."""
        for client in self.clients:
            answer = client.get(address)
            if answer.status_code == 200:
                return answer.content.decode()
        raise AssertionError(f"{address} opens for nobody")


@pytest.fixture(scope="module")
def world(shared_records: Any) -> World:
    return World()


def address_of(record: Any) -> str:
    if type(record) not in PAGES:
        return history_url(record)
    key = record.pk if isinstance(record, User) else record.public_id
    return reverse(PAGES[type(record)], args=[key])


OWNERS = sorted({*PAGES, *(m for m in tracked() if told_of(m._meta.model_name))}, key=lambda m: m._meta.label)


@pytest.mark.parametrize("model", OWNERS, ids=lambda model: model._meta.model_name)
def test_the_page_of_a_record_leads_to_its_history(model: Any, world: World) -> None:
    record = world.record(model)

    assert address_of(record) in world.open(record.get_absolute_url())
    assert "Ghi mới" in world.open(address_of(record))


def all_parts() -> list[tuple[Any, str]]:
    """Each part, and what leads from it to its record."""
    found = [Part(Appointment, "user", "role"), Part(GiftGroup, "gift_list", "label")]
    found += [Part(GiftRecipient, "gift_group__gift_list", "full_name"), Part(Whereabouts, "child", "reason")]
    found += [*PARTS_OF_A_CHILD, *PARTS_OF_A_PLEDGE]
    for model in tracked():
        told = told_of(model._meta.model_name)
        found += [*(told.parts if told else []), *parts_of(model)]
    return [(part.model, part.link) for part in found]


@pytest.mark.parametrize(("part", "link"), all_parts(), ids=lambda each: getattr(each, "__name__", each))
def test_a_part_is_told_with_its_record(part: Any, link: str, world: World) -> None:
    owner = part._default_manager.filter(**{f"{link}__isnull": False}).order_by("-pk").first()
    assert owner, "the programme has none"
    for step in link.split("__"):
        owner = getattr(owner, step)

    pages = [world.open(f"{address_of(owner)}?page={number}") for number in (1, 2, 3)]

    with override("vi"):
        told = f"Ghi mới – {_(str(part._meta.verbose_name))}: "
    assert any(told in page for page in pages)


def test_the_measure_of_a_stated_figure_is_named_in_words(world: World) -> None:
    create_stated(campaign=world.programme.campaign, measure="results_vnd")

    told = world.open(address_of(world.programme.campaign))

    with override("vi"):
        assert str(MEASURES["results_vnd"].label) in told
    assert "results_vnd" not in told


def test_nobody_elsewhere_reads_one(world: World) -> None:
    stranger = signed_in(someone_with_every_role_elsewhere())
    clerk_of_b = signed_in(factories.create_user(role=Role.DATA_CLERK))
    records = [world.record(model) for model in OWNERS]

    for client in (stranger, clerk_of_b):
        answers = {client.get(address_of(record)).status_code for record in records}
        assert answers <= {403, 404}
    assert {stranger.get(history_url(record)).status_code for record in records if history_url(record)} == {404}
    assert stranger.get(f"/organisation/history/user/{records[0].public_id}/").status_code == 404
