from typing import Any

from django.core.management.base import BaseCommand

from organisation.models import Seal
from organisation.sealing import seal_all


class Command(BaseCommand):
    help = "Seals what was added to the history, the access log and the ledgers. Run it every few minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        count, busy = seal_all()
        newest = Seal.objects.order_by("-id").first()
        self.stdout.write(f"{count} rows sealed. Newest digest: {newest.digest if newest else '-'}")
        if busy:
            self.stdout.write(f"Busy, next time: {', '.join(busy)}")
