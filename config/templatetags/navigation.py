"""Ways from one page to another, and how texts and dates stand on a page."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url

register = template.Library()


@register.simple_tag(takes_context=True)
def language_links(context: dict[str, Any]) -> list[dict[str, str]]:
    """This page in each language of the interface: [{"code", "name", "url"}]; empty where there is no request."""
    request = context.get("request")
    if request is None:
        return []
    here = request.get_full_path()
    return [{"code": code, "name": name, "url": translate_url(here, code)} for code, name in settings.LANGUAGES]
