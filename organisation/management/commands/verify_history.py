from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisation.models import Seal
from organisation.sealing import verify


class Command(BaseCommand):
    help = "Proves that nothing was altered, deleted or inserted in what is sealed (seal_history); names what was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--holds", default="", metavar="DIGEST", help="a digest that seal_history printed earlier")

    def handle(self, *args: Any, **options: Any) -> None:
        found = [str(finding) for finding in verify(must_hold=options["holds"])]
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} findings: the history is not as it was sealed."]))
        newest = Seal.objects.order_by("-id").first()
        if newest is None:
            raise CommandError("Nothing is sealed yet: run seal_history.")
        self.stdout.write(f"As it was sealed; last at {newest.sealed_at:%d/%m/%Y %H:%M} UTC, digest {newest.digest}.")
