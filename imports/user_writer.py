"""The list of accounts as the engine knows it, and its empty form."""

from typing import Any

from django.utils.text import capfirst

from imports.empty_forms import EmptyForm, FormColumn, register_form
from imports.showing import choice, text
from imports.user_lists import USERS, check_users, write_users
from imports.writers import ListWriter, Shown, register_writer
from organisation.models import User
from organisation.roles import Permission, Role
from vietnamese.errors import gettext_noop

STAYS = gettext_noop("Accounts are not taken back as a whole: disable those that nobody should sign in with.")

ROLES = ("Cán bộ nhập liệu", "Cán bộ kết nối", "Thủ quỹ", "Lãnh đạo", "Người quản trị")


def _role(values: dict[str, Any]) -> str:
    return capfirst(choice("role", Role)(values))


register_writer(
    ListWriter(
        kind=USERS,
        check=check_users,
        write=write_users,
        makes=(),
        permission=Permission.MANAGE_ACCOUNTS,
        record=User,
        results_url="organisation:accounts",
        columns=(
            Shown(gettext_noop("Full name"), text("full_name"), ("full_name",)),
            Shown(gettext_noop("User name"), text("username"), ("username",)),
            Shown(gettext_noop("Role"), _role, ("role",)),
            Shown(gettext_noop("Unit"), text("unit"), ("unit",)),
            Shown(gettext_noop("Telephone"), text("phone"), ("phone",)),
            Shown(gettext_noop("E-mail"), text("email"), ("email",)),
        ),
        stays=STAYS,
    )
)


register_form(
    EmptyForm(
        kind="users",
        title="Danh sách tài khoản cán bộ",
        columns=(
            FormColumn("row_number", 6, "number"),
            FormColumn("full_name", 28, needed=True, hint="Họ và tên đầy đủ, có dấu."),
            FormColumn("username", 18, hint="Chữ không dấu, số, dấu chấm. Để trống thì lấy theo họ tên."),
            FormColumn("role", 22, choices=ROLES, needed=True),
            FormColumn("unit", 34, hint="Tên hoặc mã đơn vị (DV000012). Để trống là đơn vị của cả danh sách."),
            FormColumn("phone", 14),
            FormColumn("email", 26),
            FormColumn("note", 24),
        ),
        instructions=(
            "Chỉ người quản trị nhập được danh sách này, và chỉ cho đơn vị mình quản lý.",
            "Không ghi mật khẩu. Nhập xong, bấm “Mật khẩu lần đầu” để in phiếu; mỗi người một phiếu, chỉ hiện một lần.",
        ),
    )
)  # fmt: skip
