"""Taking entries out of vocabularies: what a report links to stays, whatever the report's state."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.urls import reverse

from results.actions import removing
from results.models import Publication, Result
from results.revisions import LINKS
from tests.factories import (
    AchievementStepFactory,
    IndicatorFactory,
    OrganisationFactory,
    PartnershipCategoryFactory,
    ProjectFactory,
    ResultFactory,
    TopicFactory,
    publish,
)

ENTRIES = {
    "further_indicators": lambda: IndicatorFactory(code="8.1.1"),
    "partnerships": PartnershipCategoryFactory,
    "partners": OrganisationFactory,
    "projects": ProjectFactory,
    "topics": TopicFactory,
}


def delete_url(entry):
    return reverse(f"admin:{entry._meta.app_label}_{entry._meta.model_name}_delete", args=[entry.pk])


def test_every_kind_of_link_is_tried():
    assert set(ENTRIES) == set(LINKS)


@pytest.mark.shut_gate
@pytest.mark.parametrize("make", ENTRIES.values(), ids=ENTRIES)
def test_entry_that_no_report_links_to_is_removed(administrator, make):
    entry = make()
    key = entry.pk

    removing.remove_entry(entry, by=administrator)

    assert not type(entry).objects.filter(pk=key).exists()


@pytest.mark.parametrize("name", ENTRIES)
def test_entry_that_a_report_links_to_stays(administrator, name):
    entry, result = ENTRIES[name](), ResultFactory(reference="TJK-2021-001")
    getattr(result, name).add(entry)

    with pytest.raises(ValidationError, match=r"is used by TJK-2021-001\. Take it out of these reports first\."):
        removing.remove_entry(entry, by=administrator)

    assert getattr(result, name).get() == entry


def test_long_list_of_reports_is_cut(administrator):
    topic = TopicFactory()
    for number in range(1, 8):
        ResultFactory(reference=f"TJK-2021-00{number}").topics.add(topic)

    with pytest.raises(ValidationError) as refusal:
        removing.remove_entry(topic, by=administrator)

    assert refusal.value.messages[0].count("TJK-2021-") == 5


def test_entry_that_only_a_publication_links_to_stays(administrator):
    topic, result = TopicFactory(), ResultFactory()
    result.topics.add(topic)
    publish(result)
    result.topics.clear()

    with pytest.raises(ProtectedError):
        removing.remove_entry(topic, by=administrator)

    assert Publication.objects.get().topics.get() == topic


def test_entry_that_a_report_names_in_a_column_stays(administrator):
    step = AchievementStepFactory()
    ResultFactory(step=step)

    with pytest.raises(ProtectedError):
        removing.remove_entry(step, by=administrator)

    assert Result.objects.get().step == step


@pytest.mark.parametrize("person", ["officer", "publisher", "stranger", "nobody_special"])
def test_only_administrators_remove(request, db, person):
    topic = TopicFactory()

    with pytest.raises(PermissionDenied, match="Only an administrator keeps vocabularies"):
        removing.remove_entry(topic, by=request.getfixturevalue(person))

    assert type(topic).objects.get() == topic


@pytest.mark.parametrize("make", ENTRIES.values(), ids=ENTRIES)
def test_workspace_removes_what_no_report_links_to(client, administrator, make):
    entry = make()
    client.force_login(administrator)

    client.post(delete_url(entry), {"post": "yes"})

    assert not type(entry).objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("name", ENTRIES)
def test_workspace_says_which_reports_keep_an_entry(client, administrator, name):
    entry, result = ENTRIES[name](), ResultFactory(reference="TJK-2021-001")
    getattr(result, name).add(entry)
    client.force_login(administrator)

    page = client.get(delete_url(entry)).content.decode()
    client.post(delete_url(entry), {"post": "yes"})

    assert f'<a href="{reverse("admin:results_result_change", args=[result.pk])}">TJK-2021-001' in page
    assert getattr(result, name).get() == entry


def test_workspace_removes_several_at_once_where_none_is_linked(client, administrator):
    first, second = TopicFactory(code="children"), TopicFactory(code="women")
    client.force_login(administrator)
    data = {"action": "delete_selected", "_selected_action": [first.pk, second.pk], "post": "yes"}

    client.post(reverse("admin:results_topic_changelist"), data)

    assert not type(first).objects.exists()
