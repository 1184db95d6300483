"""What holds for all models: a factory, a docstring, and imports that go one way."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from results.models import Publication
from results.models.publication import PublicationLink
from tests import factories

ROOT = Path(__file__).parents[2]
# From the ground floor up: each may import those before it.
FLOORS = ("sdg_links", "countries", "indicators", "results")
MODELS = [model for floor in FLOORS for model in apps.get_app_config(floor).get_models()]
# Publications and their links come into being only by publishing; factories.publish() does that.
MADE_BY_PUBLISHING = {Publication, *PublicationLink.__subclasses__()}


def test_every_model_has_a_factory():
    made = {each._meta.model for each in vars(factories).values() if _is_factory(each)}

    assert made | MADE_BY_PUBLISHING == set(MODELS)


def _is_factory(each):
    return isinstance(each, type) and issubclass(each, DjangoModelFactory) and each is not DjangoModelFactory


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_model_says_what_it_is_in_the_world(model):
    # Django writes a docstring of its own, "Goal(id, ...)", where there is none.
    assert model.__doc__ is not None
    assert not model.__doc__.startswith(f"{model.__name__}(")
    assert model.__doc__.splitlines()[0].strip().endswith((".", ",", ":"))


def _modules_of_models(floor):
    package = ROOT / floor
    return [path for path in (package / "models.py", package / "querysets.py") if path.exists()] + sorted(
        (package / "models").rglob("*.py")
    )


def _imported_floors(path):
    """The applications that a module imports, whether at its top or within a function."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names} & set(FLOORS)


@pytest.mark.parametrize(("height", "floor"), list(enumerate(FLOORS)), ids=FLOORS)
def test_models_import_one_way(height, floor):
    modules = _modules_of_models(floor)
    imported = set().union(*(_imported_floors(path) for path in modules))

    assert modules
    assert imported - set(FLOORS[: height + 1]) == set()
