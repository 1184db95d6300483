"""The file of an import as a path that a process of its own can open, wherever files are kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import NamedTemporaryFile

from django.core.files.storage import FileSystemStorage
from django.db.models.fields.files import FieldFile


@contextmanager
def on_disk(file: FieldFile) -> Iterator[Path]:
    """The path of a stored file; where files are kept in a bucket, that of a copy which goes with the block."""
    if isinstance(file.storage, FileSystemStorage):
        yield Path(file.path)
        return
    with file.open("rb") as stored, NamedTemporaryFile(prefix="import-") as copy:
        copyfileobj(stored, copy)
        copy.flush()
        yield Path(copy.name)
