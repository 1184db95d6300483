"""What Django's application registry needs to know of the project itself."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ConfigConfig(AppConfig):
    """Makes the template tags that every page uses findable."""

    name = "config"


class WaymarkAdminConfig(AdminConfig):
    """Django's admin with our own site object."""

    default_site = "config.admin_site.WaymarkAdminSite"
