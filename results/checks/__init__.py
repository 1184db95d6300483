"""What a report must have before readers see it, and what is worth another look: small functions, each with its cure.

Importing the modules below registers their checks, in this order. docs/checks.md says what each is for.
"""

from results.checks import (  # noqa: F401, I001 - each registers its checks, in the order of a report
    validity,
    required,
    people,
    wording,
    acronyms,
    language,
    plausibility,
)
from results.checks.registry import BLOCKING, CHECKS, EVERY_LEVEL, Check, Finding, Level, findings
from results.checks.report import Report
from results.checks.required import foreign_driver
from results.checks.surroundings import Surroundings

__all__ = [
    "BLOCKING",
    "CHECKS",
    "EVERY_LEVEL",
    "Check",
    "Finding",
    "Level",
    "Report",
    "Surroundings",
    "findings",
    "foreign_driver",
]
