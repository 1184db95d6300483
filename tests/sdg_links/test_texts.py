"""Plain text: made uniform, counted, and refused where it would deceive a reader."""

import pytest
from django.core.exceptions import ValidationError

from sdg_links.texts import PlainTextField, clean_text, count_words, problem_in_text

HTML = (
    "This text contains HTML or script (“{}”). Write plain text; to write a comparison, use words such as “less than”."
)
DIRECTION = (
    "This text contains invisible characters that change the direction of reading. "
    "Type the sentence again, or paste it as plain text."
)
CONTROL = "This text contains invisible control characters. Type the sentence again, or paste it as plain text."


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("se\u0301curite\u0301", "sécurité", id="composed letters"),
        pytest.param("one\r\ntwo\rthree", "one\ntwo\nthree", id="line ends of Windows and of old"),
        pytest.param(" \n a text \t\u00a0", "a text", id="white space around it"),
        pytest.param("two  spaces\n\nand a paragraph", "two  spaces\n\nand a paragraph", id="its own layout"),
        pytest.param("الحماية \u200fILO\u200e", "الحماية \u200fILO\u200e", id="marks of direction"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_is_made_uniform(text, cleaned):
    assert clean_text(text) == cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param(" – … !", 0, id="punctuation alone"),
        pytest.param("The country’s follow-up didn't end", 5, id="apostrophes and hyphens"),
        pytest.param("l'économie informelle", 2, id="elision in French"),
        pytest.param("Принята стратегия на 2040 год", 5, id="Russian with a number"),
        pytest.param("اعتماد استراتيجية وطنية", 3, id="Arabic"),
        pytest.param("one\ntwo  three", 3, id="line ends and double spaces"),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(text, words):
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("<script>alert(1)</script>", HTML.format("<script>"), id="script"),
        pytest.param("a <b>bold</b> claim", HTML.format("<b>"), id="bold type"),
        pytest.param('<img src=x onerror="alert(1)">', HTML.format('<img src=x onerror="alert(1)">'), id="image"),
        pytest.param("<svg/onload=alert(1)", HTML.format("<svg/onload=alert(1)"), id="tag that never ends"),
        pytest.param("<!-- note -->", HTML.format("<!-- note -->"), id="comment"),
        pytest.param("< / SCRIPT >", HTML.format("< / SCRIPT >"), id="spaces and capitals"),
        pytest.param("a < b", HTML.format("< b"), id="comparison of letters"),
        pytest.param("poverty \u202egnitroper", DIRECTION, id="right-to-left override"),
        pytest.param("\u202dstrategy", DIRECTION, id="left-to-right override"),
        pytest.param("\u2066strategy\u2069", DIRECTION, id="isolate"),
        pytest.param("zero\x00byte", CONTROL, id="NUL"),
        pytest.param("bell\x07", CONTROL, id="bell"),
        pytest.param("escape\x1b[31m", CONTROL, id="escape sequence"),
        pytest.param("delete\x7f", CONTROL, id="delete"),
        pytest.param("wage < 100, share > 5 %", None, id="comparison with figures"),
        pytest.param("TJK & KGZ: “draft”, 'final' → adopted", None, id="signs that belong to a text"),
        pytest.param("الحماية \u200fILO\u200e", None, id="marks of direction"),
        pytest.param("می\u200cشود", None, id="joiner of Persian"),
        pytest.param("a tab\tand a\nnew line", None, id="tab and new line"),
    ],
)
def test_text_that_would_deceive_is_refused(text, problem):
    assert problem_in_text(text) == problem


def test_long_tag_is_quoted_in_part():
    problem = problem_in_text(f"<script src={'x' * 39_000}>")

    assert problem == HTML.format(f"<script src={'x' * 28}")


@pytest.mark.parametrize(
    ("limit", "problem"),
    [
        pytest.param({"words": 2}, "This text has 3 words; the limit is 2. Shorten it.", id="words"),
        pytest.param({"characters": 12}, "This text has 13 characters; the limit is 12. Shorten it.", id="characters"),
        pytest.param({"words": 3, "characters": 13}, None, id="at the limit"),
    ],
)
def test_text_beyond_its_limit_is_refused(limit, problem):
    assert problem_in_text("one two three", **limit) == problem


FIELD = PlainTextField(max_words=60)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("word " * 8000, "This text has 8000 words; the limit is 60. Shorten it.", id="words"),
        pytest.param("社" * 40_000, "This text has 40000 characters; the limit is 600. Shorten it.", id="no spaces"),
    ],
)
def test_text_of_40000_characters_is_refused(text, sentence):
    with pytest.raises(ValidationError) as refusal:
        FIELD.clean(text, None)

    assert refusal.value.messages == [sentence]


def test_line_has_no_line_breaks():
    assert PlainTextField(is_line=True).clean("one\r\ntwo", None) == "one two"


def test_form_leaves_counting_to_the_server():
    box = PlainTextField(max_words=60, max_length=500, is_line=True).formfield().widget

    assert box.attrs == {"cols": "40", "rows": "2", "dir": "auto", "data-max-words": "60"}
