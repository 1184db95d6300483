"""The admin site, as Django's application registry finds it."""

from django.contrib.admin.apps import AdminConfig


class WaymarkAdminConfig(AdminConfig):
    """Django's admin with our own site object."""

    default_site = "config.admin_site.WaymarkAdminSite"
