"""Labels in several languages: what a reader sees, what is stored, what is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.html import conditional_escape

from sdg_links.models import Goal
from sdg_links.translated import Translated, TranslatedField
from tests.factories import GoalFactory

LABEL = Translated({"en": "children", "fr": "enfants", "ar": "الأطفال"})


@pytest.mark.parametrize(
    ("label", "language", "text"),
    [
        pytest.param(LABEL, "fr", "enfants", id="her language"),
        pytest.param(LABEL, "fr-ca", "enfants", id="her language, of another country"),
        pytest.param(LABEL, "ru", "children", id="English where hers is missing"),
        pytest.param(Translated({"en": "", "ar": "الأطفال"}), "ru", "الأطفال", id="whatever there is"),
        pytest.param(Translated(), "ru", "", id="nothing"),
    ],
)
def test_label_prints_in_the_readers_language(label, language, text):
    with translation.override(language):
        assert str(label) == text


def test_label_is_escaped_on_a_page():
    assert conditional_escape(Translated({"en": "<b> & co."})) == "&lt;b&gt; &amp; co."


def test_label_is_stored_clean_and_without_empty_languages(db):
    goal = GoalFactory(short_title={"en": " End poverty ", "fr": "Eliminer la pauvrete\u0301", "es": ""})

    goal.refresh_from_db()

    assert goal.short_title == {"en": "End poverty", "fr": "Eliminer la pauvreté"}
    assert isinstance(goal.short_title, Translated)


def test_plain_text_is_english():
    assert TranslatedField().to_python("children") == {"en": "children"}


def test_one_language_can_be_asked_for(db):
    GoalFactory(short_title={"en": "End poverty", "fr": "Éliminer la pauvreté"})

    assert list(Goal.objects.values_list("short_title__fr", flat=True)) == ["Éliminer la pauvreté"]


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        pytest.param({}, "Write this label in at least one language.", id="no language"),
        pytest.param({"fr": " "}, "Write this label in at least one language.", id="white space"),
        pytest.param(7, "A label is written as one text a language, for example English: Pension.", id="a number"),
        pytest.param(["x"], "A label is written as one text a language, for example English: Pension.", id="a list"),
        pytest.param(
            {"en": 7}, "A label is written as one text a language, for example English: Pension.", id="number inside"
        ),
        pytest.param({"en": "x" * 21}, "This text has 21 characters; the limit is 20. Shorten it.", id="too long"),
        pytest.param(
            {"en": "Pension", "fr": "<b>"},
            "This text contains HTML or script (“<b>”). Write plain text; to write a comparison, use words such as "
            "“less than”.",
            id="HTML in one language",
        ),
    ],
)
def test_unfit_label_is_refused(value, sentence):
    with pytest.raises(ValidationError) as refusal:
        TranslatedField(limit=20).clean(value, None)

    assert refusal.value.messages == [sentence]


def test_label_that_may_be_empty_is_not_asked_for():
    assert TranslatedField(blank=True).clean({}, None) == {}


def test_form_has_a_box_a_language_and_reads_it_back():
    field = TranslatedField(limit=100).formfield()
    typed = ["children", "enfants", "", "", "الأطفال", "", "", ""]

    assert field.clean(typed) == {"en": "children", "fr": "enfants", "ar": "الأطفال"}
    assert field.widget.decompress(LABEL) == typed
