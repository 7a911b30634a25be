"""A list of people who are to have accounts: who, in which role, at which unit.

Nothing comes in this way that the administrator could not do by hand: every account and every role is made by the
operations of organisation, as the person who enters the list. Links for passwords are made afterwards, for paper slips.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.validators import ASCIIUsernameValidator
from django.core.exceptions import ValidationError
from django.utils import translation

from imports import parsers as read
from imports.exceptions import NotMadeByHand
from imports.fields import ColumnContext, Field, ListKind, Problem, Values, headings, looks, register, text_of
from imports.models import ACCOUNTS, ImportBatch, ImportRow, RowStatus
from imports.reading import Cell
from imports.rows import SheetContext
from organisation import operations
from organisation.access import accounts_where
from organisation.models import Unit, User
from organisation.roles import Role
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.text import fold

NO_NAME = gettext_noop("The person's name is missing.")
NOT_A_ROLE = gettext_noop("“%(text)s” is not a role. Choose one of the form's list.")
NO_ROLE = gettext_noop("The role is missing.")
NOT_A_USERNAME = gettext_noop("“%(text)s” cannot be a user name. Letters without marks, digits, dots and hyphens.")
NO_UNIT = gettext_noop("“%(text)s” is no unit that this list is for.")
SEVERAL_UNITS = gettext_noop("Several units are called “%(text)s”: write the unit's code (DV000012).")
NAME_TAKEN = gettext_noop("The user name “%(name)s” is taken. Write another, or leave the cell empty.")
NAME_TWICE = gettext_noop("The user name “%(name)s” stands at row %(row)s too.")
HAS_ACCOUNT = gettext_noop("This person holds this role at this unit already, with the user name “%(name)s”.")
MAY_HAVE_ACCOUNT = gettext_noop("Somebody with this name has an account (%(name)s). This row makes another one.")
TOO_MANY = gettext_noop("At most %(limit)s accounts at once: put the others into a second list.")
REPEATS_ROW = gettext_noop("Says the same as row %(row)s of sheet “%(sheet)s”.")

MOST = 200
USERNAME_LENGTH = 60
_valid_username = ASCIIUsernameValidator()


def role(cell: Cell, column: ColumnContext) -> Values:
    """role: by its label in either language, or its key."""
    found = roles().get(fold(text_of(cell)))
    if found is None:
        raise Unreadable(NOT_A_ROLE, text=text_of(cell)[:60])
    return {"role": found}


def roles() -> dict[str, str]:
    """Role keys by what people write for them, folded."""
    known = {key: role.value for role in Role for key in (role.value, role.value.replace("_", " "))}
    for language in ("vi", "en"):
        with translation.override(language):
            known |= {fold(str(role.label)): role.value for role in Role}
    return known


def username(cell: Cell, column: ColumnContext) -> Values:
    """username in small letters."""
    written = text_of(cell).strip().lower()
    try:
        _valid_username(written)
    except ValidationError:
        raise Unreadable(NOT_A_USERNAME, text=written[:60]) from None
    if len(written) > USERNAME_LENGTH:
        raise Unreadable(NOT_A_USERNAME, text=written[:60])
    return {"username": written}


FIELDS = (
    Field("row_number", gettext_noop("No."), headings("STT; TT; Số TT; Số thứ tự; No"), read.ignored, looks("number")),
    Field(
        "full_name",
        gettext_noop("Full name"),
        headings("Họ và tên; Họ tên; Họ và tên cán bộ; Tên cán bộ; Họ tên cán bộ; Người dùng; Họ tên người dùng"),
        read.person("full_name"),
        looks("name"),
        vital=True,
    ),
    Field(
        "username",
        gettext_noop("User name"),
        headings("Tên đăng nhập; Tài khoản; Tên tài khoản; Username; User"),
        username,
        vital=True,
    ),
    Field("role", gettext_noop("Role"), headings("Vai trò; Vai trò được giao; Quyền; Phân quyền; Nhiệm vụ"), role,
          vital=True),
    Field(
        "unit",
        gettext_noop("Unit"),
        headings("Đơn vị; Đơn vị công tác; Mã đơn vị; Cơ quan; Công đoàn; Tên đơn vị; Nơi công tác"),
        read.unit_name("unit"),
    ),
    Field(
        "phone",
        gettext_noop("Telephone"),
        headings("Số điện thoại; SĐT; Điện thoại; ĐT; Di động; Số ĐT"),
        read.phone("phone"),
        looks("phone"),
    ),
    Field("email", gettext_noop("E-mail"), headings("Email; E-mail; Thư điện tử; Địa chỉ email"), read.email),
    Field("position", gettext_noop("Position"), headings("Chức vụ; Chức danh"), read.ignored),
    Field("note", gettext_noop("Note"), headings("Ghi chú; Ghi chú khác"), read.note),
    Field("mending", gettext_noop("What has to be mended"), ("Nội dung cần sửa",), read.ignored),  # our own download
    Field("signature", gettext_noop("Signature"), headings("Ký nhận; Ký tên; Chữ ký"), read.ignored),
)  # fmt: skip


def finish(values: Values, context: SheetContext) -> list[Problem]:
    """An account without a role would belong to nobody."""
    missing = values["role"] is None and not values.get("_unread_role")
    return [Problem("", NO_ROLE)] if missing else []


USERS = register(
    ListKind(
        key=ACCOUNTS,
        label=gettext_noop("List of accounts"),
        fields=FIELDS,
        value_keys=("full_name", "username", "role", "unit", "phone", "other_phone", "email", "note"),
        name_field="full_name",
        missing_name=NO_NAME,
        finish=finish,
        telling=frozenset({"role", "username"}),
    )
)


# --- Comparing and entering ---------------------------------------------------------------------


@dataclass
class Known:
    """What the check compares with: the list's units, the user names that are taken, who holds what."""

    units: dict[str, list[Unit]]
    own: Unit
    taken: set[str]
    holders: dict[tuple[str, str, int], str]
    people: dict[str, str]

    @classmethod
    def of(cls, batch: ImportBatch) -> "Known":
        units: dict[str, list[Unit]] = {}
        for unit in Unit.objects.open().filter(path__startswith=batch.managing_unit.path):
            for name in (unit.name_folded, unit.code.lower()):
                units.setdefault(name, []).append(unit)
        visible = User.objects.filter(appointments__unit__path__startswith=batch.managing_unit.path)
        posts = visible.values_list("full_name", "appointments__role", "appointments__unit", "username")
        return cls(
            units,
            batch.managing_unit,
            {name.lower() for name in User.objects.values_list("username", flat=True)},
            {(fold(name), role, unit): username for name, role, unit, username in posts},
            {fold(name): username for name, username in visible.values_list("full_name", "username")},
        )


def check_users(batch: ImportBatch) -> None:
    """Settle each row's unit and user name, and say what stands against it; see imports.writers.ListWriter."""
    known = Known.of(batch)
    rows = list(batch.rows.filter(status=RowStatus.NEW).order_by("id"))
    seen: dict[str, ImportRow] = {}
    people: dict[tuple[str, str, int], ImportRow] = {}
    for number, row in enumerate(rows):
        if number >= MOST:
            _say(row, TOO_MANY, {"limit": MOST}, RowStatus.ERROR)
        elif unit := _unit_of(row, known):
            _settle(row, unit, known, seen, people)
    ImportRow.objects.bulk_update(rows, ["values", "errors", "status"])


def _unit_of(row: ImportRow, known: Known) -> Unit | None:
    written = row.values.get("unit") or ""
    found = known.units.get(fold(written), []) if written else [known.own]
    if len(found) == 1:
        row.values["unit_id"], row.values["unit"] = found[0].pk, found[0].name
        return found[0]
    _say(row, SEVERAL_UNITS if found else NO_UNIT, {"text": written[:60]}, RowStatus.ERROR)
    return None


def _settle(
    row: ImportRow, unit: Unit, known: Known, seen: dict[str, ImportRow], people: dict[tuple[str, str, int], ImportRow]
) -> None:
    name, wanted = fold(row.values["full_name"]), row.values.get("username") or ""
    person = (name, row.values["role"], unit.pk)
    if held := known.holders.get(person):
        _say(row, HAS_ACCOUNT, {"name": held}, RowStatus.DUPLICATE)
    elif (twin := people.get(person)) and wanted in ("", twin.values["username"]):
        _say(row, REPEATS_ROW, {"row": twin.row, "sheet": twin.sheet}, RowStatus.DUPLICATE)
    elif wanted in seen:
        _say(row, NAME_TWICE, {"name": wanted, "row": seen[wanted].row}, RowStatus.ERROR)
    elif wanted in known.taken:
        _say(row, NAME_TAKEN, {"name": wanted}, RowStatus.ERROR)
    else:
        row.values["username"] = wanted or free_username(row.values["full_name"], known.taken | set(seen))
        seen[row.values["username"]] = people[person] = row
        if other := known.people.get(name):
            _say(row, MAY_HAVE_ACCOUNT, {"name": other}, "")


def _say(row: ImportRow, message: str, params: dict[str, Any], status: str) -> None:
    told = {"check": True, "column": "", "message": message, "params": params}
    row.errors = [*row.errors, told | ({"vital": True} if status == RowStatus.ERROR else {"look": not status})]
    row.status = status or row.status


def free_username(full_name: str, taken: Iterable[str]) -> str:
    """A user name nobody has: "Nguyễn Thị Hòa" -> hoa.nt, or hoa.nt2."""
    words = ["".join(c for c in word if c.isascii() and c.isalnum()) for word in fold(full_name).split()]
    words = [word for word in words if word] or ["canbo"]
    base = ".".join(part for part in (words[-1], "".join(word[0] for word in words[:-1])) if part)[:USERNAME_LENGTH]
    used, number, name = set(taken), 1, base
    while name in used:
        number += 1
        name = f"{base}{number}"
    return name


def write_users(batch: ImportBatch) -> None:
    """Make the accounts with their roles, as the person who enters the list; all of them or none.

    Raises PermissionDenied where that person may not, imports.exceptions.Refused for what the operations refuse.
    """
    by = batch.applied_by
    units = Unit.objects.in_bulk([row.values["unit_id"] for row in batch.rows.filter(status=RowStatus.NEW)])
    for row in batch.rows.filter(status=RowStatus.NEW).order_by("id"):
        said = row.values
        contact = {"phone": said.get("phone") or "", "email": said.get("email") or ""}
        try:
            user = operations.create_account(username=said["username"], full_name=said["full_name"], by=by, **contact)
            operations.appoint(user=user, role=Role(said["role"]), unit=units[said["unit_id"]], by=by)
        except operations.Refused as refused:
            raise NotMadeByHand(row=row.row, why=str(refused)) from refused


# --- Links for choosing a password --------------------------------------------------------------


def waiting_accounts(batch: ImportBatch, *, by: Any) -> list[User]:
    """The accounts that the list made and whose owners have no password yet, where `by` keeps the accounts."""
    names = [row.values["username"] for row in batch.rows.filter(status=RowStatus.NEW)]
    accounts = accounts_where(by).filter(username__in=names, is_active=True, password_link_until__isnull=False)
    return list(accounts.prefetch_related("appointments__unit").order_by("full_name", "pk"))


def new_links(accounts: Iterable[User], *, by: Any) -> None:
    """Whatever link each account had is over; the new one can be shown now. Raises organisation's Refused."""
    for account in accounts:
        operations.reset_password(user=account, by=by)
