from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from organisation.application_role import grant_application_role


class Command(BaseCommand):
    help = "Makes or renews the database role under which the program may run without being able to rewrite the past."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--login", action="store_true", help="one may connect as this role")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            grant_application_role(options["name"], login=options["login"])
        except DatabaseError as error:
            raise CommandError(f"Run it as the role that owns the tables and may make roles: {error}") from error
        self.stdout.write(f"{options['name']} may do what the pages do. Run this again after each migration.")
