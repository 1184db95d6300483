"""Pages kept for readers: as quick as can be, and never behind."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from results.models import Result
from tests.factories import PublishedResultFactory, ResultFactory, publish

LIST = "/en/results/"


@pytest.fixture(autouse=True)
def memory(settings):
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def test_second_reader_costs_two_queries(client, db, django_assert_num_queries):
    PublishedResultFactory()
    first = client.get(LIST).content

    with django_assert_num_queries(2):
        second = client.get(LIST).content

    assert second == first


def test_record_costs_one_query_again_until_it_is_corrected(client, db, django_assert_num_queries):
    result = PublishedResultFactory(summary="As it was first said")
    first = client.get(f"/en/results/{result.reference}/").content
    with django_assert_num_queries(1):
        again = client.get(f"/en/results/{result.reference}/").content
    Result.objects.filter(pk=result.pk).update(summary="As it is said now")
    publish(result)

    corrected = client.get(f"/en/results/{result.reference}/").content.decode()

    assert again == first
    assert "As it is said now" in corrected


def test_new_publication_shows_at_once(client, db):
    result = ResultFactory(summary="Something new has happened")
    before = client.get(LIST).content.decode()

    publish(result)

    assert "Something new" not in before
    assert "Something new" in client.get(LIST).content.decode()


def test_changed_vocabulary_shows_at_once(client, administrator, tajikistan):
    PublishedResultFactory(country=tajikistan)
    client.get(LIST)
    workspace, region = Client(), tajikistan.region
    workspace.force_login(administrator)

    address = reverse("admin:countries_region_change", args=[region.pk])
    workspace.post(address, {"code": region.code, "name_en": "Renamed region", "position": 0})

    assert "Renamed region" in client.get(LIST).content.decode()


def test_languages_are_kept_apart(client, db):
    PublishedResultFactory()

    english, french = client.get("/en/results/"), client.get("/fr/results/")

    assert 'lang="en"' in english.content.decode()
    assert 'lang="fr"' in french.content.decode()


def test_somebody_signed_in_gets_a_page_of_her_own(client, officer):
    PublishedResultFactory()
    client.get(LIST)

    client.force_login(officer)

    assert officer.name in client.get(LIST).content.decode()


def test_page_of_somebody_signed_in_is_not_kept(client, officer):
    client.force_login(officer)
    client.get(LIST)

    client.logout()

    assert officer.name not in client.get(LIST).content.decode()


def test_refused_page_is_not_kept(client, db):
    client.get("/en/countries/xyz/")
    PublishedResultFactory()

    assert client.get("/en/countries/xyz/").status_code == 404
    assert client.get("/en/countries/tjk/").status_code == 200
