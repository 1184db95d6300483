"""The page that shows the permission table."""

import pytest
from django.urls import reverse

from countries.models import CountryRole
from results import permissions
from results.desk.overseeing.rights_table import rows
from results.permissions import Act


def test_page_shows_every_act_with_a_cell_for_every_role():
    shown = {str(act): [row.cells for row in found] for act, found in rows()}

    assert set(shown) == {str(act.label) for act in Act}
    assert {len(cells) for found in shown.values() for cells in found} == {len(CountryRole.Role.values)}


def test_page_follows_the_table(monkeypatch):
    only_managers = permissions.Right(Act.PUBLISH, frozenset({"manager"}), frozenset({"draft"}), on_own=False)
    monkeypatch.setattr(permissions, "TABLE", (only_managers,))

    ((act, (row,)),) = rows()

    assert (str(act), row.cells) == (str(Act.PUBLISH.label), ["no", "no", "no", "no", "others", "no"])


def test_administrator_sees_the_table(client, administrator):
    client.force_login(administrator)

    page = client.get(reverse("rights")).content.decode()

    assert "others’ only" in page


@pytest.mark.parametrize("who", ["officer", "national_reviewer", "regional_reviewer", "publisher", "manager"])
def test_others_are_refused_with_a_sentence(client, request, who):
    client.force_login(request.getfixturevalue(who))

    response = client.get(reverse("rights"))

    assert response.status_code == 403
    assert "Only administrators see the table of rights." in response.content.decode()
