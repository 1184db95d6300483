"""The application as an ASGI server loads it."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_asgi_application()

from countries.authentication import refuse_demo_accounts_in_production  # noqa: E402 - needs the applications loaded

refuse_demo_accounts_in_production()
