"""Which photo of a child may be seen."""

from collections.abc import Iterable

from children.models import Child, Consent, Photo
from children.models.consent import ConsentPurpose


def may_be_seen(consents: Iterable[Consent]) -> bool:
    """Photos need a consent to keep the record; once withdrawn they are out of sight on the next request."""
    return any(c.purpose == ConsentPurpose.PROCESS and c.is_in_force for c in consents)


def present_photo(photos: list[Photo], consents: Iterable[Consent]) -> Photo | None:
    return photos[0] if photos and may_be_seen(consents) else None


def photo_of(child: Child, pk: int | None = None) -> Photo | None:
    """The present photo of a child, or the one named; None when there is none or none may be seen."""
    photos = list(child.photos.filter(pk=pk) if pk else child.photos.all()[:1])
    return present_photo(photos, child.consents.all())
