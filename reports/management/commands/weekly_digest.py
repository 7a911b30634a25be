from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.digest import readers, text_for


class Command(BaseCommand):
    help = "Mails each account with a role what waits for it; run it once a week (cron). --show prints instead."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--show", action="store_true", help="print the texts, send nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["show"] or settings.MAIL_IS_SET_UP):
            raise CommandError(_("Mail is not set up: set EMAIL_URL, or use --show."))
        people, refused = readers(), 0
        for person in people:
            with override("vi"):
                text = text_for(person)
                if options["show"]:
                    self.stdout.write(f"{person.username}\n{text}\n")
                    continue
                try:
                    send_mail(text.splitlines()[0], text, settings.DEFAULT_FROM_EMAIL, [person.email])
                except OSError as error:  # SMTPException is one
                    refused += 1
                    self.stderr.write(f"{person.username}: {error}")
        self.stdout.write(_("%(n)s letters") % {"n": len(people) - refused})
        if refused:
            raise CommandError(_("%(n)s letters could not be sent") % {"n": refused})
