"""Settings of the processes that are killed: as in production, on a database and in a folder of their own."""

import os

from tests.settings import *  # noqa: F403 - what every test needs

STORAGES["default"] = {  # noqa: F405 - from the settings above
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": os.environ["MEDIA_ROOT"]},
}
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # noqa: F405 - from the settings above
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 4}}  # noqa: F405 - as above
# Commands check what tests do not.
STATIC_ROOT = BASE_DIR / "staticfiles"  # noqa: F405 - from the settings above
