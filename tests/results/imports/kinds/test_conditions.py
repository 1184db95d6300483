"""The conditions of check constraints are read here as the database reads them."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q

from countries.models import CooperationFramework, CountryRole
from indicators.models import CountryIndicator
from results.imports.kinds import KINDS
from results.imports.kinds.parts.kind import PartKind
from results.imports.kinds.plain.conditions import NotUnderstood, broken, column_to_blame, holds, mentioned
from results.imports.kinds.plain.kind import ModelKind
from results.models import Contribution, Evidence, PeopleReached, Project, ResultSdgLink

VALUES = {
    Contribution: {"women": [None, 3], "men": [None, 4], "participants": [None, 2, 3, 7], "date": [None, "2021-01-01"],
                   "date_precision": ["", "day"]},
    PeopleReached: {"women": [None, 3], "men": [None, 4], "total": [None, 2, 3, 7]},
    Evidence: {"url": ["", "https://example.org"], "file_id": [None, 1]},
    ResultSdgLink: {"goal_id": [None, 1], "target_id": [None, 1]},
    CooperationFramework: {"start_year": [2010, 2012], "end_year": [2010, 2012]},
    Project: {"starts_on": [None, "2021-01-01", "2022-01-01"], "ends_on": [None, "2021-06-01"],
              "budget": [None, -1, 0], "spent": [None, -1, 0]},
    CountryIndicator: {"baseline": [None, 1], "baseline_year": [None, 2015], "unit": ["number", "percentage"],
                       "across_periods": ["sum", "latest"], "across_places": ["average", "none"]},
    CountryRole: {"country_id": [None, 1], "region_id": [None, 1], "role": ["administrator", "officer"]},
}  # fmt: skip


def refused(constraint, instance):
    try:
        constraint.validate(type(instance), instance)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("model", VALUES, ids=lambda model: model.__name__)
def test_constraint_is_broken_here_where_the_database_refuses(db, model):
    names, values = VALUES[model].keys(), VALUES[model].values()
    checks = [constraint for constraint in model._meta.constraints if isinstance(constraint, CheckConstraint)]

    for combination in product(*values):
        instance = model()
        for name, value in zip(names, combination, strict=True):
            setattr(instance, name, model._meta.get_field(name).to_python(value) if value is not None else None)
        assert broken(instance) == [check for check in checks if refused(check, instance)], combination


def test_every_constraint_of_a_kind_is_tried():
    models = {kind.model for kind in KINDS.values() if isinstance(kind, (ModelKind, PartKind))}
    checked = {m for m in models if any(isinstance(c, CheckConstraint) for c in m._meta.constraints)}

    assert checked == set(VALUES)


def test_condition_says_of_what_it_speaks():
    assert mentioned(Q(women__isnull=True) | ~Q(total__gte=F("men"))) == {"women", "total"}


@pytest.mark.parametrize(
    "condition",
    [Q(name__startswith="a"), Q(name=F("a") - F("b")), Q(name=1) ^ Q(name=2), F("name")],
    ids=["look-up", "sum", "connector", "no condition"],
)
def test_condition_that_is_not_known_is_no_guess(condition):
    with pytest.raises(NotUnderstood):
        holds(condition, {"name": 1, "a": 1, "b": 2})


@pytest.mark.parametrize(("code", "is_broken"), [("TJK/1", False), ("KGZ/1", True)], ids=["kept", "broken"])
def test_condition_that_is_not_known_is_left_to_the_database(db, monkeypatch, code, is_broken):
    check = CheckConstraint(condition=Q(code__startswith="TJK"), name="project_code_of_tajikistan")
    monkeypatch.setattr(Project._meta, "constraints", [check])
    project = Project(code=code)

    assert broken(project) == ([check] if is_broken else [])
    assert column_to_blame(check, project, {"code": "code"}, ["code"]) == "code"
