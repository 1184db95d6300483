"""The most that one request may bring along, whoever sends it: a form is read before anybody asks who that is."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class UploadLimit(FileUploadHandler):
    """Refuses, before a byte of it is received, what announces itself as too large; leaves all else to the next."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803 - Django's name
        if content_length > settings.MAX_REQUEST_BYTES:
            raise RequestDataTooBig(f"The request announces {content_length} bytes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing: the next handler has the file."""
