import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext

from imports.cleaning import ABANDONED_AFTER, forget_abandoned


class Command(BaseCommand):
    help = "Removes the rows and files of lists that were uploaded, but neither entered nor set aside for a while."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=ABANDONED_AFTER.days, help="how long a list may wait")

    def handle(self, *args: Any, **options: Any) -> None:
        count = forget_abandoned(older_than=dt.timedelta(days=options["days"]), at_most=None)
        self.stdout.write(ngettext("%(n)s list was set aside.", "%(n)s lists were set aside.", count) % {"n": count})
