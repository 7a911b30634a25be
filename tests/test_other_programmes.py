"""What another programme keeps in the same database changes nothing of what one reads: no row, no count, no choice, no
suggestion while one types, no line of a sheet. And its records are named in no form.

Every page is read, then a second programme like the first one comes in, and every page is read again by the same
person. `dev.py fuzz` does it; FOREIGN_EACH=16 reads what a search finds and every sixteenth of the other pages alone.
"""

import io
import os
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django import forms
from django.core.cache import cache
from django.db import connection, models, transaction
from django.db.models import Max
from django.forms.formsets import BaseFormSet
from django.test import Client

from organisation.listing import FilterForm, Listing
from organisation.models import Area
from tests.every_page import PAGES, signed_in
from tests.programme import Programme
from tests.test_access import note_writing
from tests.test_saved_meanwhile import as_a_browser_sends

EACH = int(os.environ.get("FOREIGN_EACH", "0"))
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not EACH, reason="two programmes take half a minute: `dev.py fuzz`, or FOREIGN_EACH=1"),
]
SHARED = {Area}  # the country's
ALSO_OF_OTHERS = {"organisation:areas"}
# Made anew for every page: tokens, keys of what is sent once, the numbers of charts, the moment.
NAMES = r"csrfmiddlewaretoken|(?:\w+-)?(?:key|token|once)"
PASSING = re.compile(
    rf'(?:nonce=|name="(?:{NAMES})" value=|"x-csrftoken":\s*)"[^"]*"|chart\d+|\d\d:\d\d(?::\d\d)?|Còn \d[^<]*'
)


def chosen() -> list[str]:
    """Whatever finds something while one types or searches, and of the other pages each so manieth."""
    pages = [name for name in PAGES if name not in ALSO_OF_OTHERS]
    return [name for number, name in enumerate(pages) if name.endswith(("found", "some")) or number % EACH == 0]


def forms_in(answer: Any) -> Iterator[Any]:
    """Every form of a page, those of its list and its tables as well."""
    for context in answer.context or []:
        for each in context.flatten().values() if hasattr(context, "flatten") else context.values():
            yield from _forms(each)


def _forms(value: Any) -> Iterator[Any]:
    if isinstance(value, forms.BaseForm):
        yield value
    elif isinstance(value, BaseFormSet):
        yield from value.forms
    elif isinstance(value, Listing):
        yield value.form
    elif isinstance(getattr(value, "forms", None), list):
        yield from (each for each in value.forms if isinstance(each, forms.BaseForm))


def chooses(form: Any) -> dict[str, Any]:
    """The fields that name a record."""
    return {name: field for name, field in form.fields.items() if isinstance(field, forms.ModelChoiceField)}


class Read:
    """A page as it was: what it said, what its sheet held, which records its forms offer."""

    def __init__(self, client: Client, address: str) -> None:
        cache.clear()
        answer = client.get(address)
        self.said = words_of(answer)
        self.forms = list({id(form): form for form in forms_in(answer)}.values())
        listing = answer.context.get("listing") if answer.context else None
        self.sheet = ""
        if isinstance(listing, Listing) and listing.can_export:
            self.sheet = words_of(client.get(address, {"export": "xlsx"}))


def words_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = [name for name in parts.namelist() if not name.startswith("docProps")]
            content = b"".join(parts.read(name) for name in sorted(names))
    return "" if content.startswith(b"%PDF") else PASSING.sub("", content.decode("utf-8", "replace"))


class World:
    def __init__(self) -> None:
        self.own = Programme(size=1)
        self.addresses = {name: PAGES[name].address(self.own) for name in PAGES}
        self.clients = {user.pk: signed_in(user) for user in self.own.staff.values()}
        self.before = {name: self.read(name) for name in chosen()}
        self.last: dict[Any, int] = {}
        for form in (form for read in self.before.values() for form in read.forms):
            for field in chooses(form).values():
                model = field.queryset.model
                self.last[model] = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        Programme(size=1, first=10_000, write=lambda text: text.replace("Thanh Chương", "Thanh Chương Kia"))

    def client(self, name: str) -> Client:
        return self.clients[PAGES[name].opened_by(self.own).pk]

    def read(self, name: str) -> Read:
        return Read(self.client(name), self.addresses[name])

    def foreign(self, model: type[models.Model]) -> models.QuerySet:
        """What came in with the other programme."""
        return model._base_manager.filter(pk__gt=self.last[model])


@pytest.fixture(scope="module")
def world(shared_records: Any) -> World:
    return World()


@pytest.fixture(autouse=True)
def _own_media(world: World) -> None:
    """The photos are where they were when the pages were read first."""


def test_another_programme_changes_not_a_word_of_what_one_reads(world: World) -> None:
    changed = {}
    for name, before in world.before.items():
        after = world.read(name)
        if (after.said, after.sheet) != (before.said, before.sheet):
            changed[name] = first_difference(before.said + before.sheet, after.said + after.sheet)

    assert changed == {}


def first_difference(before: str, after: str) -> str:
    at = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    return f"{before[max(at - 80, 0) : at + 80]!r} → {after[at : at + 80]!r}"


def test_no_form_and_no_filter_offers_a_record_of_another_programme(world: World) -> None:
    offered = {
        f"{name}: {field}"
        for name, read in world.before.items()
        for form in read.forms
        for field, chosen_from in chooses(form).items()
        if (model := chosen_from.queryset.model) not in SHARED
        and chosen_from.queryset.filter(pk__in=world.foreign(model).values("pk")).exists()
    }

    assert offered == set()


def test_a_form_that_names_a_record_of_another_programme_writes_nothing(world: World) -> None:
    wrong, asked = [], 0
    for name, read in world.before.items():
        for form in (form for form in read.forms if not isinstance(form, FilterForm)):
            for field, chosen_from in chooses(form).items():
                record = world.foreign(chosen_from.queryset.model).order_by("pk").first()
                if record is None or chosen_from.queryset.model in SHARED:
                    continue
                asked += 1
                wrong += [f"{name}: {field} {found}" for found in post(world, name, form, field, record)]

    assert wrong == []
    assert asked > 20 / EACH


def post(world: World, name: str, form: Any, field: str, record: Any) -> list[str]:
    """What is wrong with the answer to the page's own form, with another programme's record in one of its fields."""
    sent = {form[each].html_name: form[each].value() for each in form.fields}
    key = form.fields[field].to_field_name or "pk"
    sent = {each: value for each, value in sent.items() if value not in (None, "", [])}
    sent[form[field].html_name] = getattr(record, key)
    written: list[str] = []
    with transaction.atomic():
        with connection.execute_wrapper(partial(note_writing, written)):
            answer = world.client(name).post(world.addresses[name], sent)
        transaction.set_rollback(True)
    return [f"{answer.status_code} {sql[:120]}" for sql in written[:1]]


# --- Two people, one record ---------------------------------------------------------------------


def test_a_stale_form_of_any_record_meets_both_versions_and_overwrites_nothing(world: World) -> None:
    wrong, asked = {}, 0
    for name, read in world.before.items():
        for form in read.forms:
            record = getattr(form, "instance", None)
            if getattr(record, "pk", None) is None or not hasattr(record, "version"):
                continue
            asked += 1
            if form.version_name not in form.fields:
                wrong[name] = f"{type(form).__name__} does not say which version it read"
            elif (status := stale(world, name, form)) != 409:
                wrong[name] = f"{type(form).__name__}: {status}"

    assert wrong == {}
    assert asked > 20 / EACH


def stale(world: World, name: str, form: Any) -> int:
    """The answer to a page's own form, sent as it was shown, of a version that is no longer the record's."""
    sent = as_a_browser_sends(form)
    sent[form[form.version_name].html_name] = str(form.instance.version + 7)
    with transaction.atomic():
        answer = world.client(name).post(world.addresses[name], sent)
        transaction.set_rollback(True)
    return int(answer.status_code)
