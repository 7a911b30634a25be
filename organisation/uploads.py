"""Files that are sent stay in memory. What Django puts aside in a temporary file has a name, and outlives a worker that
is killed while it reads: a list of children, open to whoever finds it.
"""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST = 45 * 1024**2  # of one request, as in deploy/nginx.conf; no form takes a file of half that size


class KeptInMemory(FileUploadHandler):
    """Of more than MOST the rest is dropped, and the file says its whole size: the form that reads it refuses it."""

    kept = 0

    def new_file(self, *arguments: Any, **options: Any) -> None:
        super().new_file(*arguments, **options)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept += self.file.write(raw_data[: MOST - self.kept])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.file.seek(0)
        kind, more = self.content_type, self.content_type_extra
        return InMemoryUploadedFile(self.file, self.field_name, self.file_name, kind, file_size, self.charset, more)
