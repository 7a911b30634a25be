import datetime
from typing import Any

import pytest
from django.db import transaction

from children import operations, pictures
from children.models import Child, Consent, Photo, SiblingGroup
from children.operations import ConsentWithdrawn, NeedAlreadyEnded, NeedNotEnded
from tests import factories

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 1)


def test_ending_a_need_keeps_its_reason_and_who_did_it() -> None:
    child, officer = factories.create_child(), factories.create_user()
    operations.end_need(child=child, reason="moved_away", on=DAY, by=officer)
    child.refresh_from_db()
    assert (child.need_ended_on, child.need_ended_reason) == (DAY, "moved_away")
    events: Any = child.events  # type: ignore[attr-defined]  # made by pghistory
    last = events.select_related("pgh_context").latest("pgh_id")
    assert last.pgh_context.metadata["user"] == officer.pk


def test_a_need_ends_once() -> None:
    child, officer = factories.create_child(), factories.create_user()
    operations.end_need(child=child, reason="died", on=DAY, by=officer)
    with pytest.raises(NeedAlreadyEnded):
        operations.end_need(child=child, reason="moved_away", on=DAY, by=officer)


def test_a_need_is_opened_again_with_its_new_day() -> None:
    child, officer = factories.create_child(), factories.create_user()
    operations.end_need(child=child, reason="helped_otherwise", on=DAY, by=officer)
    operations.reopen_need(child=child, on=datetime.date(2025, 6, 1), by=officer)
    child.refresh_from_db()
    assert (child.needs_since, child.need_ended_on, child.need_ended_reason) == (datetime.date(2025, 6, 1), None, "")
    with pytest.raises(NeedNotEnded):
        operations.reopen_need(child=child, on=DAY, by=officer)


def test_a_consent_is_withdrawn_once() -> None:
    consent = Consent.objects.create(
        child=factories.create_child(), purpose="process", given_by="Lê Thị Mẫu", given_on=DAY
    )
    officer = factories.create_user()
    operations.withdraw_consent(consent=consent, on=DAY, by=officer)
    with pytest.raises(ConsentWithdrawn):
        operations.withdraw_consent(consent=consent, on=DAY, by=officer)


def test_linking_joins_two_groups_of_siblings() -> None:
    officer = factories.create_user()
    children = [factories.create_child() for _ in range(4)]
    operations.link_siblings(child=children[0], sibling=children[1], by=officer)
    operations.link_siblings(child=children[2], sibling=children[3], by=officer)
    operations.link_siblings(child=children[0], sibling=children[3], by=officer)
    assert Child.objects.values("sibling_group").distinct().count() == 1
    assert SiblingGroup.objects.count() == 1


def test_a_group_of_one_is_none() -> None:
    officer = factories.create_user()
    child, sibling = factories.create_child(), factories.create_child()
    operations.link_siblings(child=child, sibling=sibling, by=officer)
    operations.unlink_sibling(child=child, by=officer)
    sibling.refresh_from_db()
    assert sibling.sibling_group is None
    assert not SiblingGroup.objects.exists()


def a_picture() -> pictures.Picture:
    return pictures.Picture(b"large", b"small", 4, 3)


def test_a_photo_that_is_not_saved_leaves_no_file() -> None:
    officer = factories.create_user()
    with pytest.raises(ValueError, match="unsaved"):
        operations.add_photo(child=Child(full_name="Chưa Lưu"), picture=a_picture(), by=officer)
    assert not [path for path in pictures.path_of("xx").parents[1].rglob("*.jpg")]


def test_a_removed_photo_takes_its_files_with_it(django_capture_on_commit_callbacks) -> None:
    officer = factories.create_user()
    photo = operations.add_photo(child=factories.create_child(), picture=a_picture(), by=officer)
    assert pictures.path_of(photo.file).read_bytes() == b"large"
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        operations.remove_photo(photo=photo, by=officer)
    assert not pictures.path_of(photo.file).exists()
    assert not pictures.path_of(photo.file, small=True).exists()
    assert not Photo.objects.exists()
