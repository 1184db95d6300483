"""Look-ups of the SDG framework by the keys that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from sdg_links.models import Goal, SdgIndicator, Target


class GoalQuerySet(models.QuerySet["Goal"]):
    def get_by_natural_key(self, number: int) -> Goal:
        return self.get(number=number)


class TargetQuerySet(models.QuerySet["Target"]):
    def get_by_natural_key(self, code: str) -> Target:
        return self.get(code=code)


class SdgIndicatorQuerySet(models.QuerySet["SdgIndicator"]):
    def get_by_natural_key(self, code: str) -> SdgIndicator:
        return self.get(code=code)
