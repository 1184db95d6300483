"""Where files are kept, and how much may be sent at once: settings that config/settings.py takes over.

Files are read and written by the application alone: the folder and the bucket are never served by themselves.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.environment import BASE_DIR, DEBUG, env


def folder(location: str) -> dict[str, Any]:
    """Files in a folder of this machine, readable by the application's own user and group."""
    options = {"location": location, "file_permissions_mode": 0o640, "directory_permissions_mode": 0o750}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}


def bucket(*, name: str, endpoint_url: str, region: str, access_key: str, secret_key: str) -> dict[str, Any]:
    """Files in a private bucket of S3, or of what speaks its protocol at an address of its own."""
    if not name:
        raise ImproperlyConfigured("S3_ENDPOINT_URL is set and S3_BUCKET is not. Name the bucket, or remove both.")
    # Only an installation that has a bucket waits for the library to load.
    from botocore.config import Config

    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path" if endpoint_url else "virtual"},
        connect_timeout=5,
        read_timeout=30,
        retries={"max_attempts": 3},
        # Not everything that speaks the protocol knows the newer checksums.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    options = {
        "bucket_name": name,
        "endpoint_url": endpoint_url or None,
        "region_name": region or None,
        # Without keys the machine's own role is asked.
        "access_key": access_key or None,
        "secret_key": secret_key or None,
        "file_overwrite": False,
        "client_config": config,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


_BUCKET = env("S3_BUCKET", default="")
_ENDPOINT_URL = env("S3_ENDPOINT_URL", default="")

STORAGES = {
    "default": bucket(
        name=_BUCKET,
        endpoint_url=_ENDPOINT_URL,
        region=env("S3_REGION", default=""),
        access_key=env("S3_ACCESS_KEY", default=""),
        secret_key=env("S3_SECRET_KEY", default=""),
    )
    if _BUCKET or _ENDPOINT_URL
    else folder(env("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media"))),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# The largest file that is taken as evidence; results/desk/files says the rest about them.
EVIDENCE_MAX_MB = env.int("EVIDENCE_MAX_MB", default=20)
# A form with several files, or with a sheet of 100 MB to import, and room for what stands around them. What is larger
# is not even received, whoever sends it (config/upload_limit.py).
MAX_REQUEST_BYTES = (5 * max(EVIDENCE_MAX_MB, 20) + 10) * 1024**2
FILE_UPLOAD_HANDLERS = [
    "config.upload_limit.UploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024**2
# What is typed, without files: a sheet of a few thousand reports as it is pasted.
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
