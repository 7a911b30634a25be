from django.core.management.base import BaseCommand, CommandError

from sponsorship.proof import differences


class Command(BaseCommand):
    help = "Compares every kept figure with plain SQL over the ledgers; fails when one differs."

    def handle(self, *args, **options):
        found = differences()
        for name, count in found.items():
            self.stdout.write(f"{name}: {'ok' if not count else f'{count} rows differ'}")
        if any(found.values()):
            raise CommandError("The kept figures do not match the ledgers.")
