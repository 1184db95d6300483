"""How a file that serves as evidence stands on a page."""

from django import template

from results.desk.files.kinds import BY_MEDIA_TYPE

register = template.Library()


@register.filter
def kind_of_file(media_type: str) -> str:
    """What a file of this media type is called: "PDF", "Word document"."""
    kind = BY_MEDIA_TYPE.get(media_type)
    return str(kind.label) if kind else media_type
