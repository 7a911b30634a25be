"""What of a child leaves, by the consents there are: the whole table, each line asked of the pages themselves.

`x` is shown, `.` is not. A child of 11 who agrees, unless the line says otherwise; "withdrawn" is asked for once
before, so that it is the next request that counts.
"""

import datetime as dt
import io
import itertools
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from children.models import Child, Consent, Photo
from children.models.consent import ConsentPurpose
from organisation.roles import Role
from sponsorship.models import HandoverPhoto
from tests import factories as make
from tests.every_page import signed_in
from tests.public.door_records import create_page, create_story
from tests.public.test_donor_page import Home, pictures_of

pytestmark = pytest.mark.django_db

TABLE = """
                                                 public      the donor's own page         for the donor     colleagues
                                               story photo  name photo given words scan  paper year call  photo given list
none                                             .     .     .     .     .     .    .      .    .    .      .     .     x
process                                          .     .     .     .     .     .    .      .    .    .      x     x     x
share                                            .     .     x     .     .     .    .      x    x    x      .     .     x
publish                                          .     .     .     .     .     .    .      .    .    .      .     .     x
process, share                                   .     .     x     x     x     x    x      x    x    x      x     x     x
process, publish                                 x     x     .     .     .     .    .      .    .    .      x     x     x
share, publish                                   .     .     x     .     .     .    .      x    x    x      .     .     x
process, share, publish                          x     x     x     x     x     x    x      x    x    x      x     x     x
process withdrawn, share, publish                .     .     .     .     .     .    .      .    .    .      .     .     x
process, share withdrawn, publish                x     x     .     .     .     .    .      .    .    .      x     x     x
process, share, publish withdrawn                .     .     x     x     x     x    x      x    x    x      x     x     x
process ends, share ends, publish ends           x     x     x     x     x     x    x      x    x    x      x     x     x
process to be, share to be, publish to be        .     .     .     .     .     .    .      .    .    .      .     .     x
process again, share again, publish again        x     x     x     x     x     x    x      x    x    x      x     x     x
process, share, publish; guardian alone          .     .     .     .     .     .    .      .    .    .      x     x     x
process, share, publish; guardian alone, 6       x     x     x     x     x     x    x      x    x    x      x     x     x
process, share, publish; guardian alone, age ?   .     .     .     .     .     .    .      .    .    .      x     x     x
process, share, publish; the child says no       .     .     .     .     .     .    .      .    .    .      x     x     x
process, share, publish; place kept secret       .     .     x     .     .     .    .      x    x    x      .     .     x
"""  # noqa: E501 - a table reads across

NAME, STORY, WORDS = "Trần Thị Mẫu", "Chuyện của em", "Con chào cô."


class World:
    """A child with a photo, a donor who gave and was given a letter, a story on the public page."""

    def __init__(self) -> None:
        self.home = home = Home()
        self.pictures = pictures_of(home)
        self.page = create_page(unit=home.unit)
        self.story = create_story(page=self.page, child=home.child, title=STORY, with_photo=True)
        self.visitor, self.officer = Client(), signed_in(home.officer)
        self.clerk = signed_in(make.create_user(role=Role.DATA_CLERK, unit=home.unit))
        assert Photo.objects.get().child == home.child

    def shown(self) -> list[bool]:
        """In the order of the table's columns."""
        home, donor = self.home, self.home.mine.donor.public_id
        public = said(self.visitor, "door:page", self.page.address)
        own = said(self.visitor, "donor_page:page", home.token)
        at_handover = [home.handover.public_id, HandoverPhoto.objects.get().pk]
        return [
            STORY in public,
            opens(self.visitor, reverse("door:story_photo", args=[self.page.address, self.story.public_id])),
            NAME in own,
            *(opens(self.visitor, self.pictures[name]) for name in ("photo", "handover")),
            WORDS in own,
            opens(self.visitor, self.pictures["letter"]),
            NAME in said(self.officer, "sponsorship:paper_certificate", home.mine.public_id, query="?as=docx"),
            NAME in said(self.officer, "sponsorship:paper_statement", donor, query="?as=docx&year=2025"),
            NAME in self.officer.get(reverse("sponsorship:reminder", args=[donor])).context["text"],
            opens(self.clerk, reverse("children:photo", args=[home.child.public_id])),
            opens(self.clerk, reverse("sponsorship:handover_photo", args=at_handover)),
            NAME in said(self.clerk, "children:list", query="?export=xlsx"),
        ]


def opens(client: Client, address: str) -> bool:
    return client.get(address).status_code == 200


def said(client: Client, name: str, *arguments: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200, name
    streamed: Any = answer  # a file's parts are unknown to the types of the test client
    content = b"".join(streamed.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(part).decode("utf-8", "replace") for part in parts.namelist())


# --- The lines ----------------------------------------------------------------------------------

TODAY = timezone.localdate()
LONG_AGO, TOMORROW = dt.date(2025, 1, 1), TODAY + dt.timedelta(days=1)
HOW: dict[str, dict[str, Any]] = {"ends": {"withdrawn_on": TOMORROW}, "to be": {"given_on": TOMORROW}}
OF_THE_CHILD: dict[str, dict[str, Any]] = {
    "6": {"birth_date": TODAY - dt.timedelta(days=6 * 366)},
    "age ?": {"birth_date": None},
    "place kept secret": {"is_hidden": True},
}
ASSENT = {"guardian alone": None, "the child says no": False}


def bring_about(state: str, child: Child, look: Callable[[], object]) -> None:
    """What a line says comes true; `look` is called before something is withdrawn."""
    consents, _semicolon, rest = state.partition("; ")
    circumstances = rest.split(", ") if rest else []
    for each in circumstances:
        Child.objects.filter(pk=child.pk).update(**OF_THE_CHILD.get(each, {"full_name": NAME}))
    assented = next((ASSENT[each] for each in circumstances if each in ASSENT), True)
    given = dict(each.partition(" ")[::2] for each in consents.split(", ") if each != "none")
    for purpose, how in given.items():
        values = {"child": child, "purpose": purpose, "given_by": "Lê Thị Bà", "child_assented": assented}
        if how == "again":
            Consent.objects.create(**values, given_on=LONG_AGO, withdrawn_on=LONG_AGO)
        Consent.objects.create(**values | {"given_on": LONG_AGO} | HOW.get(how, {}))
    if withdrawn := [purpose for purpose, how in given.items() if how == "withdrawn"]:
        look()
        Consent.objects.filter(child=child, purpose__in=withdrawn).update(withdrawn_on=TODAY)


def test_the_table_of_consents_purposes_and_outputs_is_what_the_pages_do() -> None:
    world = World()
    lines = TABLE.strip("\n").splitlines()
    found = lines[:2]

    for line in lines[2:]:
        state = line[:47].strip()
        with transaction.atomic():
            bring_about(state, world.home.child, world.shown)
            marks = iter("x" if each else "." for each in world.shown())
            found.append(state.ljust(47) + "".join(next(marks) if char in "x." else char for char in line[47:]))
            transaction.set_rollback(True)

    assert "\n".join(found) == TABLE.strip("\n")


def test_every_combination_of_purposes_stands_in_the_table() -> None:
    said = {frozenset(line[:47].strip().split(", ")) for line in TABLE.strip("\n").splitlines()[2:]}
    purposes = ConsentPurpose.values

    combined = [each for n in range(1, len(purposes) + 1) for each in itertools.combinations(purposes, n)]

    assert {frozenset(each) for each in combined} <= said
