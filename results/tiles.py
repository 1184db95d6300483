"""The world as a grid of equal tiles, one a country, without borders; shaded by number of results."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import ngettext

from countries.models import Country

# Side of a tile and distance from one to the next, in the units of the drawing.
SIDE, PITCH = 30, 32
SHADES = 3


@dataclass(frozen=True)
class Shade:
    """One class of the legend: from how many results to how many (None: no upper end)."""

    number: int
    least: int
    most: int | None


@dataclass(frozen=True)
class Tile:
    """One country on the grid: its number of results, the number of its shade (0: none), its place in the drawing."""

    country: Country
    results: int
    shade: int

    @property
    def x(self) -> int:
        return ((self.country.tile_column or 1) - 1) * PITCH

    @property
    def y(self) -> int:
        return ((self.country.tile_row or 1) - 1) * PITCH

    @property
    def label(self) -> str:
        """What the tile says to those who cannot see it, or point at it."""
        return ngettext("%(country)s: %(results)s result", "%(country)s: %(results)s results", self.results) % {
            "country": self.country,
            "results": self.results,
        }


@dataclass(frozen=True)
class TileGrid:
    """The drawing: its tiles in reading order, its legend, its size."""

    tiles: list[Tile]
    shades: list[Shade]

    @classmethod
    def of(cls, countries: Iterable[Country], results: Mapping[int, int]) -> "TileGrid":
        """The grid of all countries that have a place on it; ``results`` is by primary key of the country."""
        shades = shades_up_to(max(results.values(), default=0))
        placed = sorted(
            (country for country in countries if country.tile_row), key=lambda c: (c.tile_row or 0, c.tile_column or 0)
        )
        counts = [(country, results.get(country.pk, 0)) for country in placed]
        return cls([Tile(country, count, _shade(count, shades)) for country, count in counts], shades)

    @property
    def width(self) -> int:
        return max((tile.x for tile in self.tiles), default=0) + SIDE

    @property
    def height(self) -> int:
        return max((tile.y for tile in self.tiles), default=0) + SIDE


def shades_up_to(highest: int) -> list[Shade]:
    """Up to three classes, each several times as wide as the one before, as results by country spread in practice."""
    if not highest:
        return []
    least = sorted({max(1, round(highest ** (n / SHADES))) for n in range(SHADES)})
    most = [*(following - 1 for following in least[1:]), None]
    return [Shade(number, *ends) for number, ends in enumerate(zip(least, most, strict=True), start=1)] if least else []


def _shade(results: int, shades: list[Shade]) -> int:
    return max((shade.number for shade in shades if results >= shade.least), default=0)
