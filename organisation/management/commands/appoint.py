from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organisation.models import Unit, User
from organisation.operations import Refused, appoint, create_account, wait_for_password
from organisation.password_links import key_of
from organisation.roles import Role


class Command(BaseCommand):
    help = "Give an account a role at a unit and everything below it. The first administrator is made this way."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("role", choices=Role.values)
        parser.add_argument("unit", help="the unit's code, as DV000001")
        parser.add_argument("--create", action="store_true", help="make the account if there is none")
        parser.add_argument("--full-name", default="", help="of the new account")

    @transaction.atomic
    def handle(self, *, username, role, unit, create, full_name, **options):
        try:
            place = Unit.objects.get(code=unit.upper())
            user = self.account(username, full_name, create=create)
            appoint(user=user, role=Role(role), unit=place, by=None)
        except Unit.DoesNotExist as error:
            raise CommandError(f"No unit has the code {unit}.") from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{user.username}: {role}, {place.code} {place.name}")
        if user.password_link_until:
            until = timezone.localtime(user.password_link_until)
            self.stdout.write(f"To choose a password, once and until {until:%d/%m/%Y %H:%M}: {self.address(user)}")

    def address(self, user: User) -> str:
        site = next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")
        return site + reverse("choose_password", args=[key_of(user)])

    def account(self, username: str, full_name: str, *, create: bool) -> User:
        user = User.objects.filter(username=User.normalize_username(username)).first()
        if user:
            if user.password_link_until:  # the link made then is shown but once, and may be over
                wait_for_password(user)
                user.save(update_fields=["password", "password_link_until"])
            return user
        if not create:
            raise CommandError(f"There is no account {username}. Add --create to make it.")
        try:
            User(username=username).clean_fields(exclude=["password"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return create_account(username=username, full_name=full_name, by=None)
