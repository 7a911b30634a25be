"""Opening a page to the world: what the database needs for it is made first."""

from django.utils.translation import gettext_lazy

from organisation.models import User
from organisation.refusals import Refused, operation_of
from public import reader
from public.models import PublicPage


class NoRoleForVisitors(Refused):
    """Keywords: `role`, its name."""

    message = gettext_lazy(
        "Visitors read through a database role of their own, which this program may not make. Ask whoever "
        "keeps the database server to run once: CREATE ROLE %(role)s; GRANT %(role)s TO the program's user; "
        "then save again."
    )


@operation_of({})
def save_page(*, page: PublicPage, by: User) -> PublicPage:
    """Keep a page, new or changed. Raises NoRoleForVisitors where it is to be open and nobody could read it."""
    if page.is_open and not reader.prepare():
        raise NoRoleForVisitors(role=reader.ROLE)
    page.save()
    return page
