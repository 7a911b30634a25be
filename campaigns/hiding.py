"""What gift lists, houses and loan funds say of a child whose place is kept secret, or who becomes nameless."""

from django.db.models import Func, Q, TextField
from django.db.models.fields.json import KT

from campaigns.models import GiftRecipient, HelpedChild
from campaigns.models.gifts import PLACES
from children.hiding import also_hides
from children.models import Child
from imports.erasing import forget_rows
from imports.models import ImportBatch, ImportRow
from organisation.subjects import register_before


@also_hides
def empty_gifts(child: Child, batch: ImportBatch | None = None) -> None:
    """The lists on paper stay as they are; what was copied from them or from the record goes."""
    GiftRecipient.objects.filter(child=child).update(**PLACES)
    forget_gifts(child, batch)


@also_hides
def leave_houses_and_funds(child: Child, batch: ImportBatch | None = None) -> None:
    """They stand at a place: that the child's family got one would tell it."""
    HelpedChild.objects.filter(child=child).delete()


def forget_gifts(child: Child, batch: ImportBatch | None = None) -> None:
    """A row of a list does not say whose gift it was: those of the child's name go, but for another year of birth."""
    rows = ImportRow.objects.filter(batch__kind="gifts", batch__managing_unit__path__startswith=root_of(child))
    rows = rows.alias(named=Func(KT("values__full_name"), function="vi_fold", output_field=TextField()))
    rows = rows.filter(named=child.name_folded)
    if child.birth_date:
        year = str(child.birth_date.year)
        rows = rows.filter(Q(values__birth=None) | Q(values__birth__startswith=year) | ~Q(values__has_key="birth"))
    forget_rows(rows.filter(batch=batch) if batch else rows)


def root_of(child: Child) -> str:
    """The path of the programme."""
    return f"/{child.managing_unit.path.split('/')[1]}/"


register_before(Child, lambda child, by: forget_gifts(child))
