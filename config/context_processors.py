"""What every page may show."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Whether this is the demonstration, and whose reports these are."""
    return {"is_demo": settings.DEMO, "organisation_name": settings.ORGANISATION_NAME}
