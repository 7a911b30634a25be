from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from organisation.models import SubjectRequest, User
from organisation.operations import Refused
from organisation.subjects import anonymise


class Command(BaseCommand):
    help = (
        "Takes a person's name out of the records and their history, as a request asks that waits for its answer. "
        "For the owner of the tables, where the pages run under a role that cannot change the past."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("request", help="the last part of the address of the request's page")
        parser.add_argument("--by", required=True, help="the administrator who answers for it")
        parser.add_argument("--answer", required=True, help="what the person is told")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            asked = SubjectRequest.objects.get(public_id=options["request"])
            anonymise(request=asked, answer=options["answer"], by=User.objects.get(username=options["by"]))
        except (SubjectRequest.DoesNotExist, ValidationError) as error:
            raise CommandError("There is no such request.") from error
        except User.DoesNotExist as error:
            raise CommandError("There is no such account.") from error
        except PermissionDenied as error:
            raise CommandError("This account does not keep the accounts there.") from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("The record is nameless.")
