from django.core.management.base import BaseCommand

from organisation.areas import load_areas


class Command(BaseCommand):
    help = "Load the provinces, former districts and communes of both generations; may be run again at any time."

    def handle(self, **options):
        written = load_areas()
        self.stdout.write(f"Areas written: {written['areas']}; successions: {written['successions']}.")
