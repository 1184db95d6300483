from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SdgLinksConfig(AppConfig):
    name = "sdg_links"
    verbose_name = _("Sustainable Development Goals")
