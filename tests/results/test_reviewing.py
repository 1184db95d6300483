"""From the author to the reviewer and back: who, in which state, with what reason, and what the log says of it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from indicators.models import Criterion
from results import actions
from results.actions import Conflict, Entry, NotReady
from results.models import Comment, Event, Judgement, Result
from results.permissions import Act
from tests.factories import (
    CommentFactory,
    CountryRoleFactory,
    CriterionFactory,
    EvidenceFactory,
    JudgementFactory,
    ResultFactory,
)


def submit(result, by):
    actions.submit(result, by=by)


def recall(result, by):
    actions.recall(result, by=by)


def send_back(result, by):
    actions.send_back(result, by=by, reason=" Name the law. ")


def approve(result, by):
    actions.approve(result, by=by)


# What is done, by whom, from which state to which; what the log calls it and adds to it; and why the report is there.
STEPS = [
    pytest.param(submit, "officer", "draft", "submitted", ("submitted", {}), "", id="draft is sent in"),
    pytest.param(submit, "colleague", "returned", "submitted", ("submitted", {}), "", id="returned is sent in again"),
    pytest.param(submit, "officer", "withdrawn", "submitted", ("submitted", {}), "", id="withdrawn is sent in again"),
    pytest.param(recall, "officer", "submitted", "draft", ("recalled", {}), "", id="author takes it back"),
    pytest.param(recall, "colleague", "submitted", "draft", ("recalled", {}), "", id="colleague takes it back"),
    pytest.param(
        send_back, "national_reviewer", "submitted", "returned", ("returned", {"reason": "Name the law."}),
        "Name the law.", id="national reviewer returns it",
    ),
    pytest.param(
        send_back, "publisher", "approved", "returned", ("returned", {"reason": "Name the law."}), "Name the law.",
        id="publisher returns what is approved",
    ),
    pytest.param(approve, "national_reviewer", "submitted", "approved", ("approved", {}), "", id="national approves"),
    pytest.param(approve, "regional_reviewer", "submitted", "approved", ("approved", {}), "", id="regional approves"),
    pytest.param(approve, "publisher", "submitted", "approved", ("approved", {}), "", id="publisher approves"),
]  # fmt: skip


@pytest.fixture
def report(tajikistan, officer, publisher):
    """A complete report by the officer, in a state."""

    def make(state="draft", **fields):
        standing = {"state": state, "state_by": publisher, "state_reason": "Because", "version": 4}
        return ResultFactory(**{"country": tajikistan, "created_by": officer, **standing, **fields})

    return make


def log(result):
    """What the log says of a report, from the first act to the last."""
    return [(event.act, event.by, event.version, event.details) for event in result.events.order_by("pk")]


@pytest.mark.parametrize(("act", "person", "state", "after", "line", "reason"), STEPS)
def test_step_of_a_report(request, report, act, person, state, after, line, reason):
    result, by = report(state), request.getfixturevalue(person)
    before = timezone.now()

    act(result, by)

    stored = Result.objects.get()
    assert (stored.state, stored.state_by, stored.state_reason, stored.version) == (after, by, reason, 4)
    assert before <= stored.state_since <= timezone.now()
    assert log(stored) == [(line[0], by, 4, line[1])]


STATES = Result.State.values
FROM = {submit: ("draft", "returned", "withdrawn"), recall: ("submitted",), send_back: ("submitted", "approved"),
        approve: ("submitted",)}  # fmt: skip
WRONG_STATES = [
    pytest.param(act, state, id=f"{act.__name__} what is {state}")
    for act, right in FROM.items()
    for state in STATES
    if state not in right
]


def standing():
    return [list(model.objects.order_by("pk").values()) for model in (Result, Event, Comment, Judgement)]


@pytest.mark.parametrize(("act", "state"), WRONG_STATES)
def test_step_from_a_wrong_state_is_refused(report, officer, publisher, act, state):
    result, by = report(state), officer if act in (submit, recall) else publisher
    before = standing()

    with pytest.raises(PermissionDenied, match=result.reference):
        act(result, by)

    assert standing() == before


WITHOUT_THE_RIGHT = {
    submit: ("stranger", "national_reviewer", "regional_reviewer", "publisher", "manager", "administrator"),
    recall: ("stranger", "national_reviewer", "publisher", "manager", "administrator", "nobody_special"),
    send_back: ("officer", "colleague", "stranger", "manager", "administrator", "nobody_special"),
    approve: ("officer", "colleague", "stranger", "manager", "administrator", "nobody_special"),
}


@pytest.mark.parametrize(
    ("act", "person"),
    [
        pytest.param(act, person, id=f"{person} would {act.__name__}")
        for act, people in WITHOUT_THE_RIGHT.items()
        for person in people
    ],
)
def test_step_without_the_right_is_refused(request, report, act, person):
    result = report(FROM[act][0])
    before = standing()

    with pytest.raises(PermissionDenied, match="You do not have the right to"):
        act(result, request.getfixturevalue(person))

    assert standing() == before


@pytest.mark.parametrize("hand", ["created_by", "changed_by"])
@pytest.mark.parametrize("act", [send_back, approve])
def test_nobody_judges_her_own(report, publisher, officer, act, hand):
    result = report("submitted", **{"created_by": officer, "changed_by": officer, hand: publisher})
    before = standing()

    with pytest.raises(PermissionDenied, match="was written or last changed by you"):
        act(result, publisher)

    assert standing() == before


@pytest.mark.parametrize(
    "act",
    [
        lambda r, officer, publisher: actions.submit(r, by=officer, version=3),
        lambda r, officer, publisher: actions.send_back(r, by=publisher, reason="No.", version=3),
        lambda r, officer, publisher: actions.approve(r, by=publisher, version=3),
    ],
    ids=["submit", "send back", "approve"],
)
def test_what_was_not_read_is_not_judged(report, officer, publisher, colleague, act):
    result = report("submitted", changed_by=colleague)
    before = standing()

    with pytest.raises(Conflict, match=f"{result.reference} was changed by Colleague in the meantime") as conflict:
        act(result, officer, publisher)

    assert conflict.value.theirs == result
    assert standing() == before


def test_submitting_gives_back_the_report_as_it_stands(report, officer):
    result = report()

    actions.submit(result, by=officer, version=4)

    assert (result.state, result.state_by) == ("submitted", officer)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        pytest.param(" \n", "Say what has to change: the author reads it at the head of her report.", id="nothing"),
        pytest.param("word " * 101, "This text has 101 words; the limit is 100. Shorten it.", id="too much"),
        pytest.param("<b>Law</b>", "This text contains HTML or script (“<b>”).", id="markup"),
    ],
)
def test_return_needs_a_reason_that_can_be_shown(report, publisher, reason, sentence):
    result = report("submitted")
    before = standing()

    with pytest.raises(ValidationError) as refusal:
        actions.send_back(result, by=publisher, reason=reason)

    assert refusal.value.messages[0].startswith(sentence)
    assert standing() == before


def test_incomplete_report_is_not_sent_in_and_says_what_is_missing(report, officer):
    result = report(contribution="")
    before = standing()

    with pytest.raises(NotReady) as refusal:
        actions.submit(result, by=officer)

    assert [finding.field for finding in refusal.value.findings[result.reference]] == ["contribution"]
    assert refusal.value.messages[0].startswith(f"{result.reference}: ")
    assert standing() == before


def test_report_that_became_incomplete_is_not_approved(report, publisher):
    """Its biennium may be taken away, or a rule added, after it was sent in."""
    result = report("submitted", contribution="")

    with pytest.raises(NotReady, match=result.reference):
        actions.approve(result, by=publisher)

    assert Result.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("act", "state", "person"),
    [
        pytest.param(actions.submit_many, "draft", "officer", id="submit"),
        pytest.param(actions.approve_many, "submitted", "publisher", id="approve"),
    ],
)
def test_several_go_together_or_not_at_all(request, report, act, state, person):
    ready, unready = report(state), report(state, contribution="")
    before = standing()

    with pytest.raises(NotReady) as refusal:
        act([ready, unready], by=request.getfixturevalue(person))

    assert list(refusal.value.findings) == [unready.reference]
    assert standing() == before


@pytest.mark.parametrize("other", ["a draft", "of another country", "written by her"])
def test_several_are_approved_each_by_its_own_rules(report, publisher, elsewhere, other):
    fields = {"a draft": {"state": "draft"}, "of another country": {"country": elsewhere}}
    second = report(**{"state": "submitted", **fields.get(other, {"created_by": publisher})})
    results = [report("submitted"), second, report("submitted")]
    before = standing()

    with pytest.raises(PermissionDenied):
        actions.approve_many(results, by=publisher)

    assert standing() == before


def test_several_are_approved_at_once(report, publisher):
    results = [report("submitted") for _number in range(3)]

    actions.approve_many(results, by=publisher)

    assert set(Result.objects.values_list("state", "state_by")) == {("approved", publisher.pk)}
    assert [log(result) for result in results] == [[("approved", publisher, 4, {})]] * 3


def test_sheet_brings_in_as_sent_what_its_importer_may_write(report, administrator):
    result = report()

    actions.submit_many([result], by=administrator, act=Act.IMPORT)

    assert log(result) == [("submitted", administrator, 4, {})]


class TestCriteria:
    """The conditions of an indicator, ticked one by one with what shows them."""

    @pytest.fixture
    def asked(self, report):
        """A report sent in, and the two criteria of its indicator."""
        result = report("submitted")
        for number in (1, 2):
            CriterionFactory(indicator=result.indicator, position=number)
        return result, list(Criterion.objects.order_by("position"))

    def test_report_is_approved_once_all_are_ticked(self, asked, national_reviewer):
        result, (first, second) = asked
        evidence = EvidenceFactory(result=result, title="The decree")

        actions.judge(result, first, by=national_reviewer, is_met=True, evidence=evidence)
        with pytest.raises(ValidationError) as refusal:
            actions.approve(result, by=national_reviewer)
        actions.judge(result, second, by=national_reviewer, is_met=True, note="Second paragraph")
        actions.approve(result, by=national_reviewer)

        assert refusal.value.messages == [
            f"{result.reference}: tick the criteria of indicator 8.3.1 first; not ticked: Criterion 2 is met."
        ]
        assert Result.objects.get().state == "approved"
        assert log(result)[:2] == [
            ("ticked", national_reviewer, 4, {"criterion": "Criterion 1 is met.", "shown_by": "The decree"}),
            ("ticked", national_reviewer, 4, {"criterion": "Criterion 2 is met.", "shown_by": "Second paragraph"}),
        ]

    def test_tick_is_kept_with_who_and_what(self, asked, national_reviewer):
        result, (first, _second) = asked

        actions.judge(result, first, by=national_reviewer, is_met=True, note="Second paragraph")

        tick = Judgement.objects.get()
        assert (tick.criterion, tick.by, tick.note, tick.version) == (first, national_reviewer, "Second paragraph", 4)

    def test_second_tick_replaces_the_first(self, asked, national_reviewer, publisher):
        result, (first, _second) = asked
        actions.judge(result, first, by=national_reviewer, is_met=True, note="Second paragraph")

        actions.judge(result, first, by=publisher, is_met=True, note="Third paragraph")

        assert Judgement.objects.values_list("by", "note").get() == (publisher.pk, "Third paragraph")

    def test_tick_is_taken_back(self, asked, national_reviewer):
        result, (first, _second) = asked
        actions.judge(result, first, by=national_reviewer, is_met=True, note="Second paragraph")

        actions.judge(result, first, by=national_reviewer, is_met=False)

        assert not Judgement.objects.exists()
        assert log(result)[-1] == (
            "ticked", national_reviewer, 4, {"criterion": "Criterion 1 is met.", "shown_by": ""},
        )  # fmt: skip

    def test_tick_needs_what_shows_it(self, asked, national_reviewer):
        result, (first, _second) = asked

        with pytest.raises(ValidationError, match="Say what shows it"):
            actions.judge(result, first, by=national_reviewer, is_met=True, note="  ")

        assert standing()[1:] == [[], [], []]

    @pytest.mark.parametrize("foreign", ["criterion", "evidence"])
    def test_what_belongs_to_another_report_ticks_nothing(self, asked, report, national_reviewer, foreign):
        result, (first, _second) = asked
        other = report("submitted", indicator=None)
        given = {
            "criterion": (other, {"note": "Here"}),
            "evidence": (result, {"evidence": EvidenceFactory(result=other)}),
        }
        judged, shown = given[foreign]

        with pytest.raises(ValidationError, match="belongs to another report"):
            actions.judge(judged, first, by=national_reviewer, is_met=True, **shown)

        assert not Judgement.objects.exists()

    @pytest.mark.parametrize("person", ["officer", "colleague", "stranger", "manager", "administrator"])
    def test_only_reviewers_tick(self, request, asked, person):
        result, (first, _second) = asked

        with pytest.raises(PermissionDenied):
            actions.judge(result, first, by=request.getfixturevalue(person), is_met=True, note="Here")

        assert not Judgement.objects.exists()

    def test_tick_whose_evidence_was_taken_away_does_not_count(self, asked, officer, publisher):
        result, criteria = asked
        evidence = EvidenceFactory(result=result)
        for criterion in criteria:
            JudgementFactory(result=result, criterion=criterion, evidence=evidence, note="", by=publisher)
        actions.recall(result, by=officer)
        result.refresh_from_db()
        actions.write_many([Entry(result, evidence=[])], by=officer, act=Act.WRITE)
        actions.submit(result, by=officer)

        with pytest.raises(ValidationError, match=r"not ticked: Criterion 1 is met\.; Criterion 2 is met\."):
            actions.approve(result, by=publisher)

    def test_criteria_of_the_indicator_before_do_not_hold_up_the_next(self, asked, officer, publisher):
        result, _criteria = asked
        actions.recall(result, by=officer)
        result.refresh_from_db()
        result.indicator = None
        actions.write(result, by=officer)
        actions.submit(result, by=officer)

        actions.approve(result, by=publisher)

        assert Result.objects.get().state == "approved"

    def test_one_unticked_of_several_stops_all(self, asked, report, publisher):
        result, _criteria = asked
        other = report("submitted", indicator=None)

        with pytest.raises(ValidationError) as refusal:
            actions.approve_many([other, result], by=publisher)

        assert len(refusal.value.messages) == 1
        assert set(Result.objects.values_list("state", flat=True)) == {"submitted"}


class TestHandingOn:
    """Giving the review of a report to somebody who may approve it."""

    @pytest.mark.parametrize("person", ["national_reviewer", "regional_reviewer", "publisher"])
    def test_reviewer_hands_the_review_on(self, request, report, tajikistan, person):
        by = request.getfixturevalue(person)
        other = CountryRoleFactory(user__name="Other", role="national-reviewer", country=tajikistan).user
        result = report("submitted")

        actions.reassign(result, to=other, by=by, note=" I know the ministry too well. ")

        stored = Result.objects.get()
        assert (stored.reviewer, stored.state, stored.version) == (other, "submitted", 4)
        details = {"to": "Other", "reason": "I know the ministry too well."}
        assert log(stored) == [("reassigned", by, 4, details)]

    def test_note_may_be_left_out(self, report, publisher, national_reviewer):
        result = report("submitted")

        actions.reassign(result, to=national_reviewer, by=publisher)

        assert log(result) == [("reassigned", publisher, 4, {"to": "National"})]

    def test_reviewer_hands_on_what_she_wrote_herself(self, report, publisher, national_reviewer):
        actions.reassign(report("submitted", created_by=publisher), to=national_reviewer, by=publisher)

        assert Result.objects.get().reviewer == national_reviewer

    @pytest.mark.parametrize("person", ["officer", "stranger", "manager", "administrator", "nobody_special"])
    def test_review_is_handed_only_to_whoever_may_approve(self, request, report, publisher, person):
        to = request.getfixturevalue(person)

        with pytest.raises(ValidationError, match=f"{to} may not approve"):
            actions.reassign(report("submitted"), to=to, by=publisher)

        assert (Result.objects.get().reviewer, Event.objects.count()) == (None, 0)

    def test_review_is_not_handed_to_the_author(self, report, publisher, national_reviewer):
        with pytest.raises(ValidationError, match="who did not write it"):
            actions.reassign(report("submitted", created_by=national_reviewer), to=national_reviewer, by=publisher)

        assert Result.objects.get().reviewer is None

    @pytest.mark.parametrize("person", ["officer", "stranger", "manager", "administrator"])
    def test_only_reviewers_hand_it_on(self, request, report, national_reviewer, person):
        with pytest.raises(PermissionDenied):
            actions.reassign(report("submitted"), to=national_reviewer, by=request.getfixturevalue(person))

        assert Result.objects.get().reviewer is None

    @pytest.mark.parametrize("state", [state for state in STATES if state != "submitted"])
    def test_only_what_is_being_judged_is_handed_on(self, report, publisher, national_reviewer, state):
        with pytest.raises(PermissionDenied):
            actions.reassign(report(state), to=national_reviewer, by=publisher)

        assert Result.objects.get().reviewer is None


class TestComments:
    """What people say about a report, thread by thread."""

    @pytest.mark.parametrize("state", STATES)
    @pytest.mark.parametrize("person", ["officer", "national_reviewer", "regional_reviewer", "publisher"])
    def test_comment_is_kept_with_its_field_and_version(self, request, report, person, state):
        result, by = report(state), request.getfixturevalue(person)

        said = actions.comment(result, " Which law is meant? ", by=by, field="summary")

        stored = Comment.objects.get()
        assert (stored, stored.text, stored.field, stored.version, stored.by) == (
            said, "Which law is meant?", "summary", 4, by,
        )  # fmt: skip
        assert log(result) == [("commented", by, 4, {"about": "summary", "comment": "Which law is meant?"})]

    @pytest.mark.parametrize("person", ["stranger", "manager", "administrator", "nobody_special"])
    def test_others_do_not_comment(self, request, report, person):
        with pytest.raises(PermissionDenied):
            actions.comment(report(), "Which law is meant?", by=request.getfixturevalue(person))

        assert (Comment.objects.count(), Event.objects.count()) == (0, 0)

    @pytest.mark.parametrize("text", ["", "  ", "<script>", "word " * 301], ids=["empty", "blank", "markup", "long"])
    def test_bad_comment_is_refused(self, report, officer, text):
        with pytest.raises(ValidationError):
            actions.comment(report(), text, by=officer)

        assert (Comment.objects.count(), Event.objects.count()) == (0, 0)

    def test_reply_belongs_to_the_first_of_its_thread(self, report, officer, publisher):
        result = report("submitted")
        first = actions.comment(result, "Which law is meant?", by=publisher, field="summary")
        reply = actions.comment(result, "That of 2021.", by=officer, answers=first)

        last = actions.comment(result, "Thank you.", by=publisher, field="contribution", answers=reply)

        assert (last.answers, last.field) == (first, "summary")
        assert list(first.replies.all()) == [reply, last]
        assert [details for _act, _by, _version, details in log(result)[1:]] == [
            {"about": "summary", "comment": text, "answers": "Which law is meant?"}
            for text in ("That of 2021.", "Thank you.")
        ]

    def test_comment_of_another_report_is_not_answered_here(self, report, officer):
        other = CommentFactory(result=report())

        with pytest.raises(ValidationError, match="belongs to another report"):
            actions.comment(report(), "That of 2021.", by=officer, answers=other)

        assert Comment.objects.get() == other

    @pytest.mark.parametrize("which", ["first", "reply"])
    def test_thread_is_resolved_and_opened_again(self, report, officer, publisher, which):
        result = report("submitted")
        first = CommentFactory(result=result, field="summary", by=publisher)
        said = {"first": first, "reply": CommentFactory(result=result, answers=first)}[which]

        actions.resolve(said, by=officer)
        resolved = Comment.objects.get(pk=first.pk)
        actions.resolve(said, by=publisher, resolved=False)

        assert resolved.resolved_by == officer
        assert resolved.resolved_at <= timezone.now()
        assert set(Comment.objects.values_list("resolved_by", "resolved_at")) == {(None, None)}
        assert log(result)[0] == ("resolved", officer, 4, {"about": "summary", "comment": "Which law is meant?"})

    @pytest.mark.parametrize("person", ["stranger", "manager", "administrator", "nobody_special"])
    def test_others_do_not_resolve(self, request, report, person):
        said = CommentFactory(result=report())

        with pytest.raises(PermissionDenied):
            actions.resolve(said, by=request.getfixturevalue(person))

        assert Comment.objects.get().resolved_by is None


def test_whole_way_of_a_report(report, officer, colleague, national_reviewer, publisher):
    """Returned, corrected, approved, published, corrected again; the log tells it in order."""
    result = report(version=1)

    actions.submit(result, by=officer)
    actions.send_back(result, by=national_reviewer, reason="Name the law.")
    result.refresh_from_db()
    result.summary = "The law of 2021 has been adopted"
    actions.write(result, by=officer)
    actions.submit(result, by=officer, version=2)
    actions.approve(result, by=national_reviewer, version=2)
    actions.publish(result, by=publisher, version=2)
    result.refresh_from_db()
    result.summary = "The law of 2021 has been adopted by Parliament"
    actions.write(result, by=colleague)

    assert [(act, by, version) for act, by, version, _details in log(result)] == [
        ("submitted", officer, 1),
        ("returned", national_reviewer, 1),
        ("changed", officer, 2),
        ("submitted", officer, 2),
        ("approved", national_reviewer, 2),
        ("published", publisher, 2),
        ("changed", colleague, 3),
    ]
    stored = Result.objects.get()
    assert (stored.state, stored.publications.get().summary) == ("draft", "The law of 2021 has been adopted")
