from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from organisation.stored_files import missing, orphans


class Command(BaseCommand):
    help = "Counts uploaded files that no record names, older than a day; with --delete they go. Also names lost ones."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="remove them, in place of counting alone")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(orphans())
        size = sum(path.stat().st_size for path in found)
        for path in found if options["delete"] else []:
            path.unlink(missing_ok=True)
        done = "deleted" if options["delete"] else "found; --delete removes them"
        self.stdout.write(f"{len(found)} files without a record, {size / 1_000_000:.1f} MB: {done}")
        if lost := missing():
            self.stderr.write(f"{len(lost)} files that a record names are not there: restore them from a backup.")
