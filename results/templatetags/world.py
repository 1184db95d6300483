"""The tiles of the world, and the same as rows of a table.

Both are put together here rather than by a loop in a template: two hundred countries then cost a tenth of the time.
"""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from countries.models import Country
from indicators.counting import Figures
from results.templatetags.narrowing import results_by
from results.tiles import SIDE, Tile, TileGrid

register = template.Library()

# Stands for a country in an address that is looked up once and then filled in.
_ANY = "xxx"


@register.simple_tag
def tile_links(grid: TileGrid) -> SafeString:
    """Every tile as a link to its country, with its code and, where there are results, their number."""
    address = reverse("country", args=[_ANY])
    return SafeString("\n".join(_tile(tile, _of(tile.country, address)) for tile in grid.tiles))


def _tile(tile: Tile, address: str) -> str:
    middle = tile.x + SIDE // 2
    code = (
        f'<text x="{middle}" y="{tile.y + (13 if tile.results else 19)}" aria-hidden="true">{tile.country.iso3}</text>'
    )
    number = f'<text class="tile__number" x="{middle}" y="{tile.y + 25}" aria-hidden="true">{tile.results}</text>'
    return (
        f'<a class="tile tile--{tile.shade}" href="{address}"><title>{escape(tile.label)}</title>'
        f'<rect x="{tile.x}" y="{tile.y}" width="{SIDE}" height="{SIDE}" rx="4"/>'
        f"{code}{number if tile.results else ''}</a>"
    )


@register.simple_tag(takes_context=True)
def country_rows(context: dict[str, Any], countries: Iterable[tuple[Country, Figures]]) -> SafeString:
    """A row for each country: its name, its number of results with a link to them, the highest step or a dash."""
    address, results = reverse("country", args=[_ANY]), escape(results_by(context, country=_ANY))
    return SafeString(
        "\n".join(
            f'<tr><th scope="row"><a href="{_of(country, address)}">{escape(str(country))}</a></th>'
            f'<td class="number"><a href="{_of(country, results)}">{figures.results}</a></td>'
            f'<td class="number">{figures.highest_step or "–"}</td></tr>'
            for country, figures in countries
        )
    )


def _of(country: Country, address: str) -> str:
    return address.replace(_ANY, country.iso3.lower())
