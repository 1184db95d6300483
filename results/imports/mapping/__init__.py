"""How a file is to be read: which sheets, headings, columns and values, proposed and then corrected by hand."""

from results.imports.mapping.asking import Question, questions
from results.imports.mapping.cleaning import clean
from results.imports.mapping.headings import heading_texts
from results.imports.mapping.proposing import propose, propose_sheet
from results.imports.mapping.reading_again import answered_before, is_to_be_read_again
from results.imports.mapping.saving import apply_saved, save, saved_for
from results.imports.mapping.unknown_values import UnknownValue, value_problems

__all__ = [
    "Question",
    "UnknownValue",
    "answered_before",
    "apply_saved",
    "clean",
    "heading_texts",
    "is_to_be_read_again",
    "propose",
    "propose_sheet",
    "questions",
    "save",
    "saved_for",
    "value_problems",
]
