"""Every field and term an officer meets in a report is explained, in whole sentences and with examples."""

from dataclasses import astuple

import pytest
from django.utils.functional import Promise

from results.desk.explanations import EXPLANATIONS
from results.models import Contribution, DriverText, Evidence, PeopleReached, Result, ResultSdgLink, Topic

# Given by the application; nobody chooses them.
GIVEN = {"id", "reference", "created_at", "changed_at"}
PARTS = (Contribution, DriverText, Evidence, ResultSdgLink, PeopleReached)


def fields_of(model):
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [field.name for field in fields if field.editable and field.name not in GIVEN]


def place_of(part):
    return part._meta.get_field("result").remote_field.related_name


FIELDS = fields_of(Result) + [
    f"{place_of(part)}.{name}" for part in PARTS for name in fields_of(part) if name != "result"
]
TERMS = [
    *(place_of(part) for part in PARTS),
    *(f"people_reached.kind.{kind}" for kind in PeopleReached.Kind.values),
    *(f"topics.{facet}" for facet in Topic.Facet.values),
]


@pytest.mark.parametrize("name", [*FIELDS, *TERMS])
def test_field_or_term_is_explained(name):
    assert name in EXPLANATIONS


def test_nothing_is_explained_that_a_report_does_not_have():
    assert set(EXPLANATIONS) - set(FIELDS) - set(TERMS) == set()


@pytest.mark.parametrize("explanation", [pytest.param(each, id=name) for name, each in EXPLANATIONS.items()])
def test_explanation_can_be_translated_and_says_each_thing_once(explanation):
    texts = astuple(explanation)

    assert all(isinstance(text, Promise) for text in texts)
    assert len({str(text) for text in texts}) == len(texts)


@pytest.mark.parametrize("explanation", [pytest.param(each, id=name) for name, each in EXPLANATIONS.items()])
def test_explanation_is_a_few_whole_sentences(explanation):
    text, why_bad = str(explanation.text), str(explanation.why_bad)

    assert text.endswith(".")
    assert why_bad.endswith(".")
    assert 8 <= len(text.split()) <= 60
    assert len(why_bad.split()) <= 30
