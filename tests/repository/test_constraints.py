"""The database keeps the promises: every constraint has a row that breaks it."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from tests.repository.constraint_cases import CASES

APPS = ("sdg_links", "countries", "indicators", "results")
CONSTRAINTS = {
    constraint.name: constraint
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
}


def test_every_constraint_has_a_failing_case():
    assert sorted(CASES) == sorted(CONSTRAINTS)


@pytest.mark.parametrize(("breaking", "sentence"), CASES.values(), ids=CASES)
def test_person_is_told_what_is_wrong(db, breaking, sentence):
    with pytest.raises(ValidationError) as refusal:
        breaking().validate_constraints()

    assert sentence in refusal.value.messages
    assert sentence.endswith(".")


@pytest.mark.parametrize("name", CASES)
def test_database_refuses_the_row(db, name):
    instance = CASES[name][0]()

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        _store(instance)

    # SQLite names the columns of a broken index instead of the constraint.
    if connection.vendor == "postgresql" or "CHECK" in str(refusal.value):
        assert name in str(refusal.value)


def _store(instance):
    if instance.pk:
        instance.save()
    else:
        type(instance)._base_manager.bulk_create([instance])
