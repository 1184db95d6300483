"""Pages about the Sustainable Development Goals: results by goal and by target."""

import re
from html import unescape

import pytest

from results import actions
from tests.factories import (
    GoalFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    SdgIndicatorFactory,
    TargetFactory,
    publish,
)

QUERIES = {"/en/sdgs/": 4, "/en/sdgs/1/": 7, "/en/sdgs/1.3/": 6}


def content(response):
    return unescape(response.content.decode())


def linked(*codes, goal=None, **fields):
    """A report, not yet published, that links to targets by their codes, and to a goal."""
    result = ResultFactory(**fields)
    for code in codes:
        ResultSdgLinkFactory(result=result, target=TargetFactory(code=code))
    if goal:
        ResultSdgLinkFactory(result=result, target=None, goal=GoalFactory(number=goal))
    return result


def count_behind(client, address):
    return client.get(address).context["page"].paginator.count


def test_goals_show_how_many_results_speak_to_them(client, db):
    GoalFactory(number=2)
    publish(linked("1.3", "1.a", "8.3"))
    publish(linked("1.3"))
    publish(linked(goal=8))
    linked("1.3")

    response = client.get("/en/sdgs/")

    assert [(goal.number, results) for goal, results in response.context["goals"]] == [(1, 2), (2, 0), (8, 2)]
    for number, results in ((1, 2), (2, 0), (8, 2)):
        assert count_behind(client, f"/en/sdgs/{number}/") == results
        assert count_behind(client, f"/en/results/?goal={number}") == results


def test_goal_shows_its_targets_and_results(client, db):
    TargetFactory(code="1.1")
    publish(linked("1.3", "8.3", reference="TJK-2021-001"))
    linked("1.3", reference="TJK-2021-002")

    response = client.get("/en/sdgs/1/")

    assert [(target.code, results) for target, results in response.context["targets"]] == [("1.1", 0), ("1.3", 1)]
    assert [publication.reference for publication in response.context["page"]] == ["TJK-2021-001"]
    assert '<a href="/en/results/?target=1.3">1</a>' in content(response)
    assert count_behind(client, "/en/results/?target=1.3") == 1


def test_target_shows_its_text_its_indicators_and_its_results(client, db):
    target = TargetFactory(code="1.3", official_text={"en": "The official text of the target"})
    SdgIndicatorFactory(code="1.3.1", short_title={"en": "Covered by social protection"})
    publish(linked("1.3", reference="TJK-2021-001"))
    publish(linked("8.3", reference="TJK-2021-002"))

    response = client.get("/en/sdgs/1.3/")

    assert response.context["target"] == target
    assert "The official text of the target" in content(response)
    assert "<bdi>1.3.1</bdi> Covered by social protection" in content(response)
    assert [publication.reference for publication in response.context["page"]] == ["TJK-2021-001"]


def test_target_with_a_letter_has_a_page(client, db):
    TargetFactory(code="1.a")

    assert "SDG target 1.a" in content(client.get("/en/sdgs/1.a/"))


def test_draft_and_withdrawn_results_do_not_leak(client, db, publisher, tajikistan):
    linked("1.3", summary="A draft that must not leak")
    withdrawn = linked("1.3", summary="Withdrawn since", country=tajikistan)
    publish(withdrawn)
    actions.withdraw(withdrawn, by=publisher, reason="It had not been adopted.")

    pages = [content(client.get(address)) for address in QUERIES]

    assert [text for text in ("must not leak", "Withdrawn since") if any(text in page for page in pages)] == []
    assert "No published result links here yet." in pages[2]


def test_everybody_sees_the_same(client, stranger, tajikistan):
    publish(linked("1.3", country=tajikistan))

    public = [re.search(r"<main.*</main>", content(client.get(a)), re.DOTALL).group() for a in QUERIES]
    client.force_login(stranger)
    hers = [re.search(r"<main.*</main>", content(client.get(a)), re.DOTALL).group() for a in QUERIES]

    assert public == hers


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/en/sdgs/8.3.1/", id="an indicator's code"),
        pytest.param("/en/sdgs/18/", id="a goal that does not exist"),
        pytest.param("/en/sdgs/99999999999999999999/", id="an enormous number"),
        pytest.param("/en/sdgs/1.99/", id="a target that does not exist"),
        pytest.param("/en/sdgs/1.z/", id="a letter that no target has"),
    ],
)
def test_unknown_address_is_kindly_refused(client, db, address):
    TargetFactory(code="8.3")

    response = client.get(address)

    assert response.status_code == 404
    assert "Check the address" in content(response)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("address", QUERIES)
def test_pages_ask_the_same_number_of_questions(client, db, django_assert_num_queries, address, rows):
    SdgIndicatorFactory(code="1.3.1")
    for codes in (["1.3"], ["1.3", "1.1"], ["1.3", "1.a"])[:rows]:
        publish(linked(*codes))

    with django_assert_num_queries(QUERIES[address]):
        client.get(address)
