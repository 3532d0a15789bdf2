"""Files officers add: too large is refused while it arrives, not after."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _


class SizeLimit(FileUploadHandler):
    """Counts bytes; over the limit the file is dropped and ``request.too_large`` is set.

    The fields that stand after it in the form are still read: what was typed is not lost.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        self.seen += len(raw_data)
        if self.seen > settings.NODE.upload_megabytes * 1024 * 1024:
            self.request.too_large = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        return None


def refuse_too_large(request: HttpRequest, form: Form, field: str) -> None:
    """Put the sentence beside ``field`` when a file of this form was dropped."""
    if getattr(request, "too_large", False):
        form.full_clean()
        form.add_error(
            field,
            _("The file is larger than %(n)s MB. Cut it into parts, or scan it in grey.")
            % {"n": settings.NODE.upload_megabytes},
        )
