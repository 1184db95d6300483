"""Carrying a plan out and taking it back: all of an import or nothing of it."""

from results.imports.applying.applying import apply
from results.imports.applying.taking_back import take_back

__all__ = ["apply", "take_back"]
