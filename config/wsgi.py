"""The application as a WSGI server loads it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from countries.authentication import refuse_demo_accounts_in_production  # noqa: E402 - needs the applications loaded

refuse_demo_accounts_in_production()
