"""The languages in which a report can be written."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextLanguage(models.TextChoices):
    """The six official languages of the United Nations, and those country offices write in besides."""

    EN = "en", _("English")
    FR = "fr", _("French")
    ES = "es", _("Spanish")
    RU = "ru", _("Russian")
    AR = "ar", _("Arabic")
    ZH = "zh", _("Chinese")
    PT = "pt", _("Portuguese")
    TG = "tg", _("Tajik")
