"""Letters: recorded with their pages, then forwarded or kept back by a person who has read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from children import pictures
from children.pictures import Picture
from organisation.models import User
from sponsorship.exceptions import Refused
from sponsorship.models import Letter, LetterPage
from sponsorship.models.letter import LetterState
from sponsorship.operations.refusals import operation


class LetterDecided(Refused):
    message = _("Somebody has decided about this letter already. Look at it again.")


@operation
def record_letter(*, letter: Letter, pages: Iterable[Picture] = (), by: User) -> Letter:
    """Save a new letter with its photographed pages, which were decoded before."""
    letter.recorded_by = by
    letter.save()
    for page in pages:
        _keep_page(letter, page, by)
    return letter


@operation
def add_page(*, letter: Letter, picture: Picture, by: User) -> LetterPage:
    """One more page, while the letter waits. Raises LetterDecided: what was forwarded stays what was read."""
    return _keep_page(_waiting(letter), picture, by)


@operation
def forward_letter(*, letter: Letter, on: dt.date, note: str = "", by: User) -> None:
    """The letter goes on, on day `on`; `note` says how. Raises LetterDecided."""
    _decide(letter, LetterState.FORWARDED, on, note, by)


@operation
def keep_letter_back(*, letter: Letter, on: dt.date, note: str, by: User) -> None:
    """The letter does not go on; `note` says why. Raises LetterDecided."""
    _decide(letter, LetterState.KEPT, on, note, by)


@operation
def drop_letter(*, letter: Letter, by: User) -> None:
    """Delete a letter entered by mistake and, once that is committed, its pages. Raises LetterDecided."""
    record = _waiting(letter)
    files = list(record.pages.values_list("file", flat=True))
    record.delete()
    for file in files:
        transaction.on_commit(partial(pictures.forget, file))


def _waiting(letter: Letter) -> Letter:
    record = Letter.objects.select_for_update().get(pk=letter.pk)
    if record.state != LetterState.WAITING:
        raise LetterDecided
    return record


def _decide(letter: Letter, state: LetterState, on: dt.date, note: str, by: User) -> None:
    record = _waiting(letter)
    record.state, record.decided_on, record.decided_by, record.decision_note = state, on, by, note
    record.save(update_fields=["state", "decided_on", "decided_by", "decision_note"])


def _keep_page(letter: Letter, picture: Picture, by: User) -> LetterPage:
    name = pictures.keep(picture)
    try:
        return LetterPage.objects.create(
            letter=letter, file=name, width=picture.width, height=picture.height, added_by=by
        )
    except BaseException:
        pictures.forget(name)
        raise
