"""Lists in pages of 25."""

from typing import Any

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext as _

PER_PAGE = 25
# From this page on, the rows are picked before what they show is joined to them: page 400 is then nearly as fast as 1.
_FAR = 10


class _Pages(Paginator[Any]):
    def page(self, number: int | str) -> Page[Any]:
        page = super().page(number)
        rows = self.object_list
        if page.number >= _FAR and isinstance(rows, models.QuerySet):
            first = (page.number - 1) * self.per_page
            page.object_list = rows.filter(pk__in=rows.values("pk")[first : first + self.per_page])
        return page


def page_of(request: HttpRequest, rows: models.QuerySet[Any]) -> Page[Any]:
    """The page in the address; where there is no such page, the first or the last, never an error."""
    return _Pages(rows, PER_PAGE).get_page(request.GET.get("page"))


def page_problem(request: HttpRequest, page: Page[Any]) -> str:
    """A sentence about a page in the address that does not exist; "" where all is well."""
    asked = request.GET.get("page")
    if asked is None:
        return ""
    try:
        page.paginator.validate_number(asked)
    except (EmptyPage, PageNotAnInteger):
        return _("There is no page “%(asked)s” in this list; you see page %(shown)s of %(pages)s.") % {
            "asked": Truncator(asked.replace("\0", "")).chars(20),
            "shown": page.number,
            "pages": page.paginator.num_pages,
        }
    return ""
