"""Who may come to the pages of imports: administrators; all others are told so, and see no way there."""

import pytest
from django.test import Client
from django.urls import reverse

from results.models import ImportBatch

State = ImportBatch.State
STRANGERS = ("officer", "stranger", "national_reviewer", "regional_reviewer", "publisher", "manager")
OPENED = ("import", "import-file", "import-mapping", "import-plan", "import-take-back")
SENT_TO = ("import-cancel", "import-mapping", "import-choose", "import-rows", "import-apply", "import-refused",
           "import-take-back")  # fmt: skip


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("name", ["imports", "import-new", "import-template"])
def test_pages_for_administrators_are_refused_to_others_with_a_sentence(client, request, who, name):
    client.force_login(request.getfixturevalue(who))

    response = client.get(reverse(name))

    assert response.status_code == 403
    assert "Only administrators import sheets. Send yours to one of them." in response.content.decode()


@pytest.mark.parametrize("who", STRANGERS)
def test_no_page_of_an_import_opens_to_others(client, request, batch_in, address, who):
    batch = batch_in(State.PLANNED, "created", name="Zarafshon.xlsx")
    client.force_login(request.getfixturevalue(who))

    responses = [client.get(address(name, batch)) for name in OPENED]
    responses += [client.post(address(name, batch)) for name in SENT_TO]

    assert {response.status_code for response in responses} == {403}
    assert not any("Zarafshon" in response.content.decode() for response in responses)
    assert _as_stored(batch) == (State.PLANNED, False)


def test_whoever_is_signed_out_is_asked_to_sign_in(client, batch_in, address):
    batch = batch_in(State.PLANNED, "created")

    responses = [client.get(reverse("imports")), client.get(address("import", batch))]
    responses += [client.post(address(name, batch)) for name in SENT_TO]

    assert {response.url.partition("?")[0] for response in responses} == {"/en/sign-in/"}
    assert _as_stored(batch) == (State.PLANNED, False)


def test_whoever_is_signed_in_without_a_role_is_refused(client, nobody_special):
    client.force_login(nobody_special)

    assert client.get(reverse("imports")).status_code == 403


@pytest.mark.parametrize("name", SENT_TO)
def test_act_is_refused_without_the_form_of_the_page(administrator, batch_in, address, name):
    batch = batch_in(State.APPLIED if name == "import-take-back" else State.PLANNED, "created")
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(administrator)

    assert browser.post(address(name, batch)).status_code == 403


@pytest.mark.parametrize(("who", "sees"), [("administrator", True), ("officer", False), ("manager", False)])
def test_desk_leads_to_imports_only_who_may(client, request, tajikistan, who, sees):
    client.force_login(request.getfixturevalue(who))

    page = client.get(reverse("desk")).content.decode()

    assert (f'href="{reverse("imports")}"' in page) is sees


def test_import_that_does_not_exist_is_not_found(at_the_desk):
    address = reverse("import", args=["00000000-0000-4000-8000-000000000000"])

    assert at_the_desk.get(address).status_code == 404


def _as_stored(batch):
    return ImportBatch.objects.values_list("state", "is_to_cancel").get(pk=batch.pk)
