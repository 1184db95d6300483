"""The framework of the goals, and what may link to it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from results.models import ResultSdgLink
from sdg_links.models import Goal, SdgIndicator, SdgLink, Target
from tests.factories import GoalFactory, ResultFactory, SdgIndicatorFactory, TargetFactory


@pytest.mark.parametrize(
    ("factory", "code", "sentence"),
    [
        pytest.param(TargetFactory, "1.3.1", "A target has a code such as 1.3 or 1.a.", id="indicator as a target"),
        pytest.param(TargetFactory, "8", "A target has a code such as 1.3 or 1.a.", id="goal as a target"),
        pytest.param(TargetFactory, "1.e", "A target has a code such as 1.3 or 1.a.", id="letter beyond d"),
        pytest.param(SdgIndicatorFactory, "1.3", "An SDG indicator has a code such as 1.3.1.", id="target"),
        pytest.param(
            SdgIndicatorFactory, "8.3.a", "An SDG indicator has a code such as 1.3.1.", id="letter at its end"
        ),
    ],
)
def test_code_of_another_level_is_refused(db, factory, code, sentence):
    entry = factory()

    entry.code = code
    with pytest.raises(ValidationError) as refusal:
        entry.full_clean()

    assert refusal.value.message_dict == {"code": [sentence]}


@pytest.mark.parametrize("code", ["1.3", "17.19", "1.a", "16.b"])
def test_code_of_a_target_is_accepted(db, code):
    TargetFactory(code=code).full_clean()


def test_entries_come_in_the_order_of_the_framework(db):
    for position, code in enumerate(("8.a", "8.10", "8.9", "1.3"), start=1):
        TargetFactory(code=code, position=10 - position)

    assert [target.code for target in Target.objects.all()] == ["1.3", "8.9", "8.10", "8.a"]


def test_entries_are_found_by_their_codes(db):
    indicator = SdgIndicatorFactory()

    assert SdgIndicator.objects.get_by_natural_key("1.3.1") == indicator
    assert Target.objects.get_by_natural_key(*indicator.target.natural_key()) == indicator.target
    assert Goal.objects.get_by_natural_key(*indicator.target.goal.natural_key()) == indicator.target.goal


def test_text_is_official_where_it_is_loaded_and_short_where_not(db):
    goal = GoalFactory(official_text={"en": "End poverty in all its forms everywhere"})

    assert goal.text == {"en": "End poverty in all its forms everywhere", "fr": "Objectif 1"}
    goal.refresh_from_db()
    with translation.override("fr"):
        assert (str(goal), str(goal.text)) == ("1 Objectif 1", "Objectif 1")


def test_addresses_are_short(db):
    with translation.override("en"):
        assert GoalFactory().get_absolute_url() == "/en/sdgs/1/"
        assert TargetFactory().get_absolute_url() == "/en/sdgs/1.3/"


@pytest.mark.parametrize(
    ("goal", "target", "is_accepted"),
    [
        pytest.param(None, "1.3", True, id="target"),
        pytest.param(1, None, True, id="goal alone"),
        pytest.param(1, "1.3", False, id="both"),
        pytest.param(None, None, False, id="neither"),
    ],
)
def test_link_names_a_goal_or_a_target(db, goal, target, is_accepted):
    link = ResultSdgLink(
        result=ResultFactory(),
        goal=GoalFactory(number=goal) if goal else None,
        target=TargetFactory(code=target) if target else None,
    )

    if is_accepted:
        link.full_clean()
        return
    with pytest.raises(ValidationError, match="Choose either a target or a goal: a target already implies its goal"):
        link.full_clean()


def test_eleven_targets_are_too_many():
    SdgLink.check_number_of_targets([object()] * 10)

    with pytest.raises(ValidationError) as refusal:
        SdgLink.check_number_of_targets([object()] * 11)

    assert refusal.value.messages == ["A result links to at most 10 SDG targets; these are 11. Keep the closest ones."]
