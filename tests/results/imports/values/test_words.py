"""Words for yes and no, choices, codes, names and lists."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from results.imports.kinds.vocabulary import Vocabulary
from results.imports.values.booleans import BooleanWidget
from results.imports.values.codes import ChoiceWidget, CodeWidget, EntryWidget
from results.imports.values.lines import LinesWidget, whole_number
from results.imports.values.lists import ListWidget, split
from results.imports.values.text import TextWidget, as_text
from results.imports.values.unknown import UnknownEntry, find_entry
from results.models import Project, Result


class Level(models.TextChoices):
    """What a choice looks like."""

    YEAR = "year", _("year")
    MONTH = "month", _("month")


class Entry:
    """An entry of a vocabulary."""

    def __init__(self, code, name):
        self.code, self.name = code, name

    def __str__(self):
        return self.name


class Shelf:
    """Vocabularies, as widgets ask for them."""

    entries = Vocabulary(
        [
            Entry("1", "Output"),
            Entry("2", "Outcome"),
            Entry("CG", "Congo"),
            Entry("CD", "Kinshasa"),
            Entry("B", "a, b"),
        ],
        names=lambda entry: [entry.code, entry.name],
        unknown=lambda: "There is no “%(text)s”.",
    )


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        *[(word, True) for word in (True, 1, "yes", "Yes", "Oui", "sí", "SI", "да", "نعم", "true", "x", "X", "✓", "1")],
        *[(word, False) for word in (False, 0, 0.0, "no", "NON", "нет", "لا", "false", "0")],
    ],
)
def test_yes_and_no_are_read_in_every_language(value, meant):
    assert BooleanWidget().clean(value) is meant


@pytest.mark.parametrize("value", ["perhaps", 2, "", date(2021, 1, 1)])
def test_neither_yes_nor_no_is_refused(value):
    with pytest.raises(ValidationError) as refused:
        BooleanWidget().clean(value)

    assert refused.value.code == "not-yes-or-no"


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        pytest.param("year", "year", id="its value"),
        pytest.param("YEAR", "year", id="in capitals"),
        pytest.param("année", "year", id="its label in French"),
        pytest.param("annee", "year", id="without its accent"),
        pytest.param("month - month", "month", id="value and label that agree"),
    ],
)
def test_choice_is_read_by_value_and_label(value, meant):
    assert ChoiceWidget(Level).clean(value) == meant


@pytest.mark.parametrize("value", ["week", "year - month", "2021 - year"])
def test_choice_that_is_none_is_refused_with_all_choices(value):
    with pytest.raises(UnknownEntry) as refused:
        ChoiceWidget(Level).clean(value)

    sentence = f"“{value}” is none of the choices. Write one of these: year (year); month (month)."
    assert (refused.value.messages, refused.value.code, refused.value.value) == ([sentence], "unknown-entry", value)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param("2", "2", id="code"),
        pytest.param(2.0, "2", id="code as a number cell"),
        pytest.param("outcome", "2", id="name"),
        pytest.param("2 - Outcome", "2", id="code and name"),
        pytest.param("2 – Outcome", "2", id="code and name with a longer dash"),
        pytest.param("Outcome: 2", "2", id="name and code"),
    ],
)
def test_entry_is_found_by_code_and_name(value, code):
    assert EntryWidget("entries", "code").clean(value, lookups=Shelf()).code == code


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("Congo - Kinshasa", id="two parts that name different entries"),
        pytest.param("2 - Impact", id="a code with another name"),
        pytest.param("nothing", id="neither"),
    ],
)
def test_entry_is_never_guessed(value):
    with pytest.raises(UnknownEntry) as refused:
        EntryWidget("entries", "code").clean(value, lookups=Shelf())

    assert (refused.value.code, refused.value.value) == ("unknown-entry", value)


def test_code_that_became_a_date_is_refused():
    with pytest.raises(ValidationError) as refused:
        EntryWidget("entries", "code").clean(date(2021, 3, 1), lookups=Shelf())

    assert refused.value.code == "code-became-a-date"


def test_every_unknown_item_of_a_list_is_named():
    with pytest.raises(ValidationError) as refused:
        ListWidget("entries", "code").clean("1; this, that; 2", lookups=Shelf())

    assert [error.value for error in refused.value.error_list] == ["this", "that"]


def test_list_knows_what_was_answered_for_an_item():
    found = ListWidget("entries", "code").clean("1; this", lookups=Shelf(), spellings={"this": "2"})

    assert [entry.code for entry in found] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        pytest.param("1; 2;3", ["1", "2", "3"], id="semicolons"),
        pytest.param("1,2", ["1", "2"], id="commas"),
        pytest.param("1\n2", ["1", "2"], id="lines"),
        pytest.param("1؛ 2، 3", ["1", "2", "3"], id="Arabic signs"),
        pytest.param("a, b; 1", ["a, b", "1"], id="a comma that belongs to a name"),
        pytest.param("1;;", ["1"], id="nothing between"),
    ],
)
def test_list_is_split(text, items):
    assert split(text, Shelf.entries) == items


@pytest.mark.parametrize(
    ("value", "code"),
    [
        pytest.param("00123", "00123", id="zeros in front"),
        pytest.param("4.10", "4.10", id="a zero at the end"),
        pytest.param(123.0, "123", id="a number cell"),
        pytest.param(" tjk/19 ", "TJK/19", id="small letters and spaces"),
    ],
)
def test_code_keeps_its_zeros(value, code):
    assert CodeWidget(Project._meta.get_field("code"), is_upper=True).clean(value) == code


@pytest.mark.parametrize(
    ("value", "text"),
    [("4.10", "4.10"), (4.0, "4"), (4.5, "4.5"), (date(2021, 5, 4), "2021-05-04"), (None, ""), (" a ", "a")],
)
def test_cell_is_read_as_text(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        pytest.param("word " * 61, "too-many-words", id="too many words"),
        pytest.param("<script>alert(1)</script>", "unfit-text", id="markup"),
    ],
)
def test_text_is_held_to_its_field(text, rule):
    with pytest.raises(ValidationError) as refused:
        TextWidget(Result._meta.get_field("summary")).clean(text)

    assert [error.code for error in refused.value.error_list] == [rule]


class PairsWidget(LinesWidget):
    """A number and a word a line."""

    def read_line(self, parts, lookups):
        return (whole_number(parts[0]), parts[1])

    def write_line(self, thing):
        return [str(thing[0]), thing[1]]


def test_lines_are_read_as_they_are_written():
    pairs = [(1, "this | that"), (20, "other")]

    assert PairsWidget().clean(PairsWidget().render(pairs), lookups=None) == pairs


def test_every_wrong_line_is_named():
    with pytest.raises(ValidationError) as refused:
        PairsWidget().clean("1 | a\nx | b\n- | c\ny | d", lookups=None)

    assert [error.code for error in refused.value.error_list] == ["not-a-number"] * 2
    assert refused.value.messages == [
        "Line 2: “x” is not a whole number. Write digits only, or “-” where it is not known.",
        "Line 4: “y” is not a whole number. Write digits only, or “-” where it is not known.",
    ]


class EntriesWidget(LinesWidget):
    """An entry a line."""

    def read_line(self, parts, lookups):
        return find_entry(lookups.entries, parts[0])

    def write_line(self, thing):
        return [thing.code]


@pytest.mark.parametrize("cell", ["this | x", "1 | y\nthis | x"])
def test_unknown_name_in_a_line_is_named_without_its_line(cell):
    with pytest.raises(ValidationError) as refused:
        EntriesWidget().clean(cell, lookups=Shelf())

    assert [(error.value, error.code) for error in refused.value.error_list] == [("this", "unknown-entry")]


def test_lines_know_what_was_answered_for_a_part():
    found = EntriesWidget().clean("1 | y\nthis | x", lookups=Shelf(), spellings={"this": "2"})

    assert [entry.code for entry in found] == ["1", "2"]


def test_widgets_offer_what_they_read():
    assert EntryWidget("entries", "code").offers(Shelf()) == ["Congo", "Kinshasa", "Outcome", "Output", "a, b"]
    assert ChoiceWidget(Level).offers(None) == ["year", "month"]
    assert BooleanWidget().offers(None) == ["yes", "no"]
