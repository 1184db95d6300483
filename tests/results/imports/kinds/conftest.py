"""What the sheets of every kind can name."""

import pytest

from tests.factories import CooperationFrameworkFactory, CountryIndicatorFactory


@pytest.fixture
def places(world, tajikistan, nobody_special):
    """The small world with what the sheets of single models belong to."""
    CooperationFrameworkFactory(country=tajikistan)
    CountryIndicatorFactory(country=tajikistan, code="pensions")
