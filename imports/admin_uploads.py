"""A table that the admin brings in, until it is confirmed: kept where lists wait, by the same rules."""

from django.http import Http404
from import_export.tmp_storages import BaseStorage

from imports import files


class WithTheLists(BaseStorage):
    """Under a random name, readable by the application alone; one that nobody confirms goes with the other strays."""

    def save(self, data: bytes) -> None:
        self.name = files.keep(data)

    def read(self) -> bytes:
        try:
            return files.read(self.name)
        except FileNotFoundError as error:  # confirmed before
            raise Http404 from error

    def remove(self) -> None:
        files.forget(self.name)
