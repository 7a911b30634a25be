from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from organisation.areas import load_areas
from organisation.models import Area, Unit, User
from public.demo import open_page
from reports.articles import build
from reports.demo import Demo


class Command(BaseCommand):
    help = (
        "Fills the present empty database with an invented programme, and with five that newspaper articles tell of;"
        " prints an account for each role."
    )

    def handle(self, *args, **options):
        with translation.override("vi"):
            if User.objects.exists() or Unit.objects.exists():
                raise CommandError(_("The database is not empty. The demo only fills an empty one."))
            self.stdout.write(_("Demo accounts (made up just now):"))
            demo = Demo()
            with transaction.atomic():
                if not Area.objects.exists():
                    load_areas()
                accounts = demo.fill()
                build(demo.officer, User.objects.filter(appointments__unit=demo.programme).order_by("pk"))
                open_page(demo.programme)
            for username, password, role in accounts:
                self.stdout.write(f"  {username:<10} {password}   {role}")
