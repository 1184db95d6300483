"""Word differences, marked in the text."""

import pytest

from results.desk.differences import marked

CASES = [
    pytest.param("A review is under way", "A review has been adopted",
                 "A review <del>is under way</del> <ins>has been adopted</ins>", id="words replaced"),
    pytest.param("A law.", "A law, at last.", "A law<ins>, at last</ins>.", id="words added before the full stop"),
    pytest.param("", "A law", "<ins>A law</ins>", id="written for the first time"),
    pytest.param("A law", "", "<del>A law</del>", id="taken out"),
    pytest.param("The same.", "The same.", "The same.", id="unchanged"),
    pytest.param("One.\n\nTwo.", "One.\n\nMiddle.\n\nTwo.", "One.\n\n<ins>Middle.</ins>\n\nTwo.", id="new paragraph"),
    pytest.param("One.\n\nMiddle.\n\nTwo.", "One.\n\nTwo.", "One.\n\n<del>Middle.</del>\n\nTwo.", id="lost paragraph"),
    pytest.param("It was so.\n\nIt was good.", "It is so.\n\nIt is good.",
                 "It <del>was</del> <ins>is</ins> so.\n\nIt <del>was</del> <ins>is</ins> good.",
                 id="no mark across paragraphs"),
    pytest.param("3.5 million", "3.6 million", "<del>3.5</del> <ins>3.6</ins> million", id="a number is one word"),
    pytest.param("She < he", "She <b> & he", "She <del>&lt;</del> <ins>&lt;b&gt; &amp;</ins> he", id="escaped"),
    pytest.param("اعتماد استراتيجية", "اعتماد استراتيجيةٌ وطنية",
                 "اعتماد <del>استراتيجية</del> <ins>استراتيجيةٌ وطنية</ins>", id="Arabic words stay whole"),
    pytest.param("国家通过了法律", "国家通过了新法律", "国家通过了<ins>新</ins>法律", id="Chinese, sign by sign"),
    pytest.param("The old law and the old rule", "The new law and the new rule",
                 "The <del>old</del> <ins>new</ins> law and the <del>old</del> <ins>new</ins> rule",
                 id="two changes apart"),
    pytest.param("A tax of states", "A levy of towns", "A <del>tax of states</del> <ins>levy of towns</ins>",
                 id="a single word between two changes joins them"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_differences_are_marked_word_by_word(before, after, expected):
    assert marked(before, after) == expected
