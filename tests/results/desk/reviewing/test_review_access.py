"""Every address of reviewing, opened and posted to by everybody."""

import pytest

from results.models import Comment, Event, Publication, Result
from tests.factories import CommentFactory, IndicatorFactory, JudgementFactory
from tests.results.desk.reviewing.reports import address, fresh

EVERYBODY = ("officer", "colleague", "manager", "national_reviewer", "publisher", "administrator", "stranger",
             "nobody_special", "anonymous")  # fmt: skip

# What each of EVERYBODY is answered who opens the address of a report that was sent in by the officer. 302: sent to the
# sign-in page, or (where an address only takes what is sent) to the review.
OPENED = {
    "review": (200, 200, 200, 200, 200, 200, 404, 403, 302),
    "history": (200, 200, 200, 200, 200, 200, 404, 403, 302),
    "approve": (403, 403, 403, 302, 302, 403, 404, 403, 302),
    "return": (403, 403, 403, 200, 200, 403, 404, 403, 302),
    "reassign": (403, 403, 403, 200, 200, 403, 404, 403, 302),
    "publish": (403, 403, 403, 403, 403, 403, 404, 403, 302),
    "withdraw": (403, 403, 403, 403, 200, 403, 404, 403, 302),
    "restore": (403, 403, 403, 403, 403, 403, 404, 403, 302),
    "comment": (302, 302, 403, 302, 302, 403, 404, 403, 302),
    "resolve": (302, 302, 403, 302, 302, 403, 404, 403, 302),
    "judge": (403, 403, 403, 302, 302, 403, 404, 403, 302),
}
# Who may do with the report what is sent to the address; everybody else changes nothing.
MAY_POST = {
    "approve": {"national_reviewer", "publisher"},
    "return": {"national_reviewer", "publisher"},
    "reassign": {"national_reviewer", "publisher"},
    "publish": set(),
    "withdraw": {"publisher"},
    "comment": {"officer", "colleague", "national_reviewer", "publisher"},
    "resolve": {"officer", "colleague", "national_reviewer", "publisher"},
    "judge": {"national_reviewer", "publisher"},
    "restore": set(),
}


@pytest.fixture
def addresses(report, regional_reviewer):
    said = CommentFactory(result=report, by=regional_reviewer)
    found = {name: address(name, report) for name in OPENED if name not in ("restore", "resolve")}
    return {**found, "restore": address("restore", report, 1), "resolve": address("resolve", report, said.pk)}


def sign_in(client, request, person):
    if person != "anonymous":
        client.force_login(request.getfixturevalue(person))


@pytest.mark.parametrize(
    ("name", "person", "status"),
    [
        pytest.param(name, person, status, id=f"{person} opens {name}")
        for name, statuses in OPENED.items()
        for person, status in zip(EVERYBODY, statuses, strict=True)
    ],
)
def test_address_opens_for_those_with_the_right(client, request, addresses, name, person, status):
    sign_in(client, request, person)

    response = client.get(addresses[name])

    assert response.status_code == status
    if person == "anonymous":
        assert response.headers["Location"].startswith("/en/sign-in/")


@pytest.mark.parametrize(
    ("name", "person"),
    [
        pytest.param(name, person, id=f"{person} posts to {name}")
        for name, allowed in MAY_POST.items()
        for person in EVERYBODY
        if person not in allowed
    ],
)
def test_posting_without_the_right_changes_nothing(client, request, addresses, report, name, person):
    sign_in(client, request, person)
    before = (Result.objects.values().get(), Event.objects.count(), Comment.objects.values().get())
    forged = {"version": 1, "reason": "Forged", "new:whole": "Forged", "to": 1, "note": "Forged", "read": 1, "met": 1}

    response = client.post(addresses[name], forged)

    assert response.status_code in ({302} if person == "anonymous" else {404} if person == "stranger" else {403})
    assert (Result.objects.values().get(), Event.objects.count(), Comment.objects.values().get()) == before
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("officer", 403), ("colleague", 403), ("manager", 403), ("national_reviewer", 200), ("publisher", 200),
        ("administrator", 403), ("stranger", 403), ("nobody_special", 403), ("anonymous", 302),
    ],
)  # fmt: skip
def test_list_to_approve_is_for_those_who_approve(client, request, report, person, status):
    sign_in(client, request, person)

    responses = [client.get("/en/desk/approve/"), client.post("/en/desk/approve/", {"report": "TJK-2021-001:1"})]

    assert [response.status_code for response in responses] == [status, status]
    assert fresh(report).state == ("approved" if status == 200 else "submitted")


def test_comment_of_another_report_is_not_found(client, national_reviewer, report):
    other = CommentFactory()
    client.force_login(national_reviewer)

    responses = [
        client.post(address("resolve", report, other.pk)),
        client.post(address("comment", report), {f"reply:{other.pk}": "Mine"}),
        client.post(address("comment", report), {"new:nonsense": "Mine"}),
    ]

    assert [response.status_code for response in responses] == [404, 404, 404]
    assert Comment.objects.get().resolved_at is None


def test_criterion_of_another_indicator_is_not_ticked(client, national_reviewer, report):
    other = JudgementFactory(result__indicator=IndicatorFactory(code="8.3.2"))
    client.force_login(national_reviewer)

    client.post(address("judge", report), {"criterion": other.criterion.pk, "met": "1", "note": "Here"})

    assert report.judgements.count() == 0


def test_answers_are_kept_by_nobody(client, national_reviewer, report):
    client.force_login(national_reviewer)

    response = client.get(address("review", report))

    assert response.headers["Cache-Control"] == "no-store, private"
