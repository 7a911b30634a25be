"""Accounts and what they may do where. The link for a password is shown once, on the page that answers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import F, Func, Prefetch, TextField, Value
from django.db.models.functions import Collate, Concat
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from organisation import operations, second_factor
from organisation.access import Permission, accounts_where, requires, units_where
from organisation.formkit import form_page
from organisation.forms import AccountForm, AppointForm, NewAccountForm
from organisation.history import Part, history_page
from organisation.identity import shows_identity
from organisation.listing import FilterForm, Listing
from organisation.models import Appointment, User
from organisation.operations import Refused
from organisation.password_links import Slip
from organisation.roles import Role
from organisation.sent_once import carried_out
from vietnamese.text import fold

ALL = ("", gettext_lazy("All"))
ACTIVE, DISABLED = "active", "disabled"


class AccountFilters(FilterForm):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=[ALL, *Role.choices])
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[ALL, (ACTIVE, gettext_lazy("may sign in")), (DISABLED, gettext_lazy("disabled"))],
    )

    def apply(self, rows: Any) -> Any:
        for word in fold(self.understood.get("q", "")).split():
            rows = rows.filter(folded__contains=word)
        if role := self.understood.get("role"):
            rows = rows.filter(pk__in=Appointment.objects.current().filter(role=role).values("user"))
        if state := self.understood.get("state"):
            rows = rows.filter(is_active=state == ACTIVE)
        return rows


@requires(Permission.MANAGE_ACCOUNTS)
def account_list(request: Any) -> HttpResponse:
    posts = Prefetch("appointments", Appointment.objects.current().select_related("unit"), to_attr="posts")
    rows = accounts_where(request.user).prefetch_related(posts)
    text = Concat("full_name", Value(" "), "username", output_field=TextField())
    listing = Listing(
        request,
        rows.annotate(
            folded=Func(text, function="vi_fold"), order=Collate(Func(F("full_name"), function="vi_sortkey"), "C")
        ),
        form_class=AccountFilters,
        sorts={"name": ["order", "id"], "signed_in": ["last_login", "id"]},
        default_sort="name",
    )
    return listing.render("organisation/accounts.html", {"page_title": _("Accounts")})


def _account(request: Any, pk: int) -> User:
    return get_object_or_404(accounts_where(request.user), pk=pk)


@requires(Permission.MANAGE_ACCOUNTS)
def account_history(request: Any, pk: int) -> HttpResponse:
    crumb = (_("Accounts"), reverse("organisation:accounts"))
    return history_page(request, _account(request, pk), parts=[Part(Appointment, "user", "role")], list_crumb=crumb)


@requires(Permission.MANAGE_ACCOUNTS)
def account_detail(request: Any, pk: int) -> HttpResponse:
    account = _account(request, pk)
    posts = account.appointments.select_related("unit").order_by(F("ends_on").desc(nulls_first=True), "starts_on")
    mine = units_where(request.user, Permission.MANAGE_ACCOUNTS).filter(appointments__user=account)
    return render(
        request,
        "organisation/account.html",
        {
            "page_title": account.get_full_name(),
            "account": account,
            "posts": posts,
            "my_units": set(mine.values_list("pk", flat=True)),
            "is_self": account.pk == request.user.pk,
            "roles": list(Role),
        },
    )


@requires(Permission.MANAGE_ACCOUNTS)
@shows_identity
def account_add(request: Any) -> HttpResponse:
    form = NewAccountForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        person = {name: form.cleaned_data[name] for name in ("username", "full_name", "phone", "email")}
        try:
            with transaction.atomic():
                account = operations.create_account(**person, by=request.user)
                _appoint(form, account, request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _show_link(request, account)
    return form_page(
        request,
        "organisation/account_form.html",
        form,
        {"page_title": _("Add an account"), "cancel_url": reverse("organisation:accounts")},
    )


@sensitive_variables("context")
def _show_link(request: Any, account: User) -> HttpResponse:
    context = {"page_title": _("Link for choosing a password"), "slip": Slip.of(request, account)}
    return carried_out(render(request, "organisation/password_link.html", context))


@requires(Permission.MANAGE_ACCOUNTS)
def account_edit(request: Any, pk: int) -> HttpResponse:
    account = _account(request, pk)
    form = AccountForm(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_person(user=account, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect(account)
    return form_page(
        request,
        "organisation/account_form.html",
        form,
        {"page_title": _("Change the account"), "account": account, "cancel_url": account.get_absolute_url()},
    )


@requires(Permission.MANAGE_ACCOUNTS)
@shows_identity
def account_appoint(request: Any, pk: int) -> HttpResponse:
    account = _account(request, pk)
    form = AppointForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            _appoint(form, account, request.user)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The role is given. It works from the next page that this person opens."))
            return redirect(account)
    return form_page(
        request,
        "organisation/account_form.html",
        form,
        {"page_title": _("Give a role"), "account": account, "cancel_url": account.get_absolute_url()},
    )


def _appoint(form: AppointForm | NewAccountForm, account: User, by: Any) -> None:
    data = form.cleaned_data
    operations.appoint(user=account, role=Role(data["role"]), unit=data["unit"], on=data["starts_on"], by=by)


@requires(Permission.MANAGE_ACCOUNTS)
@shows_identity
def appointment_end(request: Any, pk: int, appointment: Any) -> HttpResponse:
    account = _account(request, pk)
    post = get_object_or_404(account.appointments.not_ended().select_related("unit"), public_id=appointment)
    return _confirm(
        request,
        account,
        lambda: operations.end_appointment(appointment=post, by=request.user),
        done=_("The role is ended."),
        page_title=_("End the role"),
        question=_("Does %(person)s no longer work as %(role)s at “%(unit)s”?")
        % {"person": account, "role": Role(post.role).label, "unit": post.unit},
        consequences=[
            _("From the next page on this person no longer sees what the role gave."),
            _("The role stays in the history."),
        ],
        confirm_label=_("End the role"),
    )


@requires(Permission.MANAGE_ACCOUNTS)
def account_disable(request: Any, pk: int) -> HttpResponse:
    account = _account(request, pk)
    return _confirm(
        request,
        account,
        lambda: operations.disable_account(user=account, by=request.user),
        done=_("The account is disabled."),
        page_title=_("Disable the account"),
        question=_("Should %(person)s no longer be able to sign in?") % {"person": account},
        consequences=[
            _("Whoever is signed in with it is signed out on the next page."),
            _("What this person recorded stays. The account can be enabled again."),
        ],
        confirm_label=_("Disable the account"),
    )


@requires(Permission.MANAGE_ACCOUNTS)
@shows_identity
def account_enable(request: Any, pk: int) -> HttpResponse:
    account = _account(request, pk)
    return _confirm(
        request,
        account,
        lambda: operations.enable_account(user=account, by=request.user),
        done=_("The account may sign in again."),
        page_title=_("Enable the account"),
        question=_("Should %(person)s be able to sign in again?") % {"person": account},
        consequences=[_("The roles that have not ended work again.")],
        confirm_label=_("Enable the account"),
        tone="primary",
    )


@requires(Permission.MANAGE_ACCOUNTS)
@shows_identity
def account_password(request: Any, pk: int) -> HttpResponse:
    account = _account(request, pk)
    context = {
        "page_title": _("New password"),
        "question": _("Make a link by which %(person)s chooses a new password?") % {"person": account},
        "consequences": [
            _("The present password no longer works; whoever is signed in with it is signed out."),
            _("The link is shown once, for you to hand over. A link that was made before no longer works."),
        ],
        "confirm_label": _("Make the link"),
        "cancel_url": account.get_absolute_url(),
        "tone": "primary",
    }
    if request.method == "POST":
        try:
            operations.reset_password(user=account, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(account)
        return _show_link(request, account)
    return render(request, "components/confirm_page.html", context)


@requires(Permission.MANAGE_ACCOUNTS)
@shows_identity
def account_second_factor(request: Any, pk: int) -> HttpResponse:
    account = _account(request, pk)
    return _confirm(
        request,
        account,
        lambda: second_factor.reset(user=account, by=request.user),
        done=_("The second step is reset. %(person)s sets up a telephone when signing in next.") % {"person": account},
        page_title=_("Telephone lost"),
        question=_("Did %(person)s ask you for this, in person or on a telephone number you know?")
        % {"person": account},
        consequences=[
            _("The codes of the old telephone and the recovery codes no longer work."),
            _("Wherever this person is signed in, the next page asks to sign in anew."),
            _("Until a new telephone is set up, the password alone opens the account."),
            _("It stays in the history of the account that you did it."),
        ],
        confirm_label=_("Reset the second step"),
    )


def _confirm(request: Any, account: User, act: Callable[[], None], *, done: str, **context: Any) -> HttpResponse:
    if request.method != "POST":
        return render(request, "components/confirm_page.html", context | {"cancel_url": account.get_absolute_url()})
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(account)
