"""The page of what the nightly checks found."""

import pytest
from django.urls import reverse

from results.checks import CHECKS
from tests.factories import ResultFactory, StandingFindingFactory

NAME = "evidence-missing"


def found(**fields):
    return StandingFindingFactory(check_name=NAME, field="evidence", **fields)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("officer", True), ("manager", True), ("national_reviewer", True), ("administrator", True), ("stranger", False)],
)
def test_findings_are_seen_by_whoever_may_read_the_report(client, request, db, who, sees):
    row = found(result=ResultFactory())
    client.force_login(request.getfixturevalue(who))

    page = client.get(reverse("findings")).content.decode()

    assert (row.result.reference in page) is sees


def test_officer_is_led_to_the_field_and_manager_to_the_report(client, officer, manager):
    row = found(result=ResultFactory())
    pages = {}
    for person in (officer, manager):
        client.force_login(person)
        pages[person] = client.get(reverse("findings")).content.decode()

    field = reverse("report-write", args=[row.result.reference]) + "#id_evidence"
    report = f'href="{reverse("report", args=[row.result.reference])}"'
    assert [(field in page, report in page) for page in pages.values()] == [(True, False), (False, True)]


def test_findings_are_narrowed_by_check_and_country(client, administrator, elsewhere):
    here = found(result=ResultFactory())
    there = found(result=ResultFactory(reference="MOZ-2021-001", country=elsewhere))
    StandingFindingFactory(result=here.result, check_name="gone-since", field="summary")
    client.force_login(administrator)

    page = client.get(reverse("findings"), {"check": NAME, "country": "moz"}).content.decode()

    assert (here.result.reference in page, there.result.reference in page) == (False, True)
    assert str(CHECKS[NAME].explanation) in page


def test_finding_of_a_check_that_is_no_more_is_left_out(client, officer):
    StandingFindingFactory(result=ResultFactory(), check_name="gone-since", field="summary")
    client.force_login(officer)

    assert "There are no findings here." in client.get(reverse("findings")).content.decode()


@pytest.mark.parametrize("count", [1, 20])
def test_page_costs_the_same_at_1_and_at_20_findings(client, officer, count, django_assert_num_queries):
    for _ in range(count):
        found(result=ResultFactory())
    client.force_login(officer)

    with django_assert_num_queries(8):
        client.get(reverse("findings"))
