"""An activity file on its way into the database: projects written, faults refused, everything else reported."""

import pytest
from django.core.files.base import ContentFile

from countries.models import Organisation
from results.imports import batches
from results.models import ImportBatch, ImportRow, Project
from tests.factories import CountryFactory, OrganisationFactory
from tests.results.imports.iati.files import PROJECT, file_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def places(tajikistan):
    tajikistan.iso2 = "TJ"
    tajikistan.save()
    CountryFactory(iso3="KGZ", iso2="KG")
    OrganisationFactory(acronym="EU", name={"en": "European Union"}, kind=Organisation.Kind.DONOR)


def arrive(content, administrator):
    batch = batches.arrive(ContentFile(content), name="activities.xml", by=administrator)
    batch.refresh_from_db()
    return batch


def rows_of(batch):
    return list(ImportRow.objects.filter(batch=batch).order_by("number"))


def test_activity_becomes_a_project(places, administrator):
    batch = arrive(file_of(PROJECT), administrator)

    batches.apply(batch, by=administrator)
    project = Project.objects.get()

    assert [project.code, str(project.title), str(project.budget), str(project.spent), str(project.starts_on)] == [
        "XM-DAC-41302-TJK1950", "Wider social protection", "2000.20", "700.00", "2019-02-01",
    ]  # fmt: skip
    assert [country.iso3 for country in project.countries.order_by("iso3")] == ["KGZ", "TJK"]
    assert [donor.acronym for donor in project.donors.all()] == ["EU"]


def test_what_has_no_place_is_reported_and_not_dropped(places, administrator):
    batch = arrive(file_of(PROJECT), administrator)

    assert batch.state == ImportBatch.State.PLANNED, batch.sentence
    assert [(row.number, row.outcome) for row in rows_of(batch)] == [
        (2, "created"), *((number, "passed-over") for number in range(31, 37)),
    ]  # fmt: skip
    assert rows_of(batch)[1].notes[0]["sentence"] == (
        "Line 31: the indicator “People covered” of the result “More people covered” (baselines: 1, periods: 1) is not "
        "imported: projects have no indicators yet. Enter it as a country indicator."
    )


def test_fault_against_the_standard_refuses_its_activity_with_the_line(places, administrator):
    batch = arrive(file_of(PROJECT.replace(' code="16010"', "")), administrator)

    first = rows_of(batch)[0]

    assert (first.outcome, [(p["rule"], p["sentence"]) for p in first.problems]) == (
        "refused", [("against-its-standard", "Line 18: <sector> needs the attribute “code”. Add it.")],
    )  # fmt: skip


def test_same_file_again_changes_nothing(places, administrator):
    batches.apply(arrive(file_of(PROJECT), administrator), by=administrator)

    again = arrive(file_of(PROJECT), administrator)

    assert again.counts["all"] == {"unchanged": 1, "passed-over": 6}


def test_file_that_is_cut_off_fails_with_a_sentence(places, administrator):
    batch = arrive(file_of(PROJECT)[:700], administrator)

    assert (batch.state, batch.sentence[:8]) == (ImportBatch.State.FAILED, "Line 13:")
