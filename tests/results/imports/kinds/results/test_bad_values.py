"""Every bad value gets a sentence with its cure, in its own row and column."""

from datetime import date
from itertools import product

import pytest
from django.core.exceptions import ValidationError

from results.imports.kinds.results.contributions import check_participants
from results.models import Contribution, ContributionKind, PeopleReached, Result
from tests.factories import BienniumFactory, DriverFactory, ProjectFactory, ResultFactory
from tests.results.imports.kinds.carrying import exported
from tests.results.imports.kinds.results.judged import COMPLETE, NEW, carry_out, plan, sentences

RLO = "\u202e"

# (column, value as the cell holds it, what the sentence must say)
BAD = {
    "an unknown country": ("country", "Atlantis", "There is no country “Atlantis”"),
    "a misspelt country": ("country", "Tadjikistn", "Did you mean “Tadjikistan”"),
    "a missing country": ("country", "-", "A new report needs its country"),
    "a missing date": ("date", None, "A new report needs its date"),
    "a missing summary": ("summary", "…", "needs its outcome summary"),
    "30 February": ("date", "2021-02-30", "there is no day 30"),
    "month 13": ("date", "2021-13", "There is no month 13"),
    "a date in an order nobody knows": ("date", "03/04/2021", "03/04/2021"),
    "a number for a date": ("date", 44561, "and not a date"),
    "a month that became a number": ("date", 2021.12, "and not a date"),
    "a CPO of another country": ("cpo", "CIV104", "CIV104 is an outcome of"),
    "an unknown CPO": ("cpo", "TJK999", "There is no country programme outcome"),
    "an unknown language": ("language", "Klingon", "is not a language reports are written in"),
    "an indicator of another biennium": ("indicator", "3.1", "Indicator 3.1 belongs to 2018-19"),
    "an unknown indicator": ("indicator", "9.9.9", "Its indicators are: 8.1.1, 8.3.1"),
    "an indicator with an impossible biennium": ("indicator", "8.3.1 (2030-31)", "There is no indicator"),
    "an indicator that became a date": ("indicator", date(2026, 3, 8), "into the date 2026-03-08"),
    "an indicator that became a number": ("indicator", 4.1, "4.1 and 4.10 cannot be told apart"),
    "a further indicator that is unknown": ("further_indicators", "8.3.1; 7.7.7", "There is no indicator “7.7.7”"),
    "step 7": ("step", 7, "is not an achievement step"),
    "a step in the negative": ("step", "-3", "is not an achievement step"),
    "a step and a half": ("step", 1.5, "is not an achievement step"),
    "an SDG indicator for a target": ("sdg_targets", "8.3.1", "8.3.1 is an SDG indicator; a target has a code such as"),
    "one of our indicators for a target": ("sdg_targets", "8.1.1", "one of the organisation's indicators"),
    "a goal for a target": ("sdg_targets", "1.3; 8", "8 is an SDG goal"),
    "an unknown target": ("sdg_targets", "1.99", "There is no SDG target “1.99”"),
    "a target that became a number": ("sdg_targets", 8.1, "8.1 and 8.10 cannot be told apart"),
    "a target that became a date": ("sdg_targets", date(2026, 3, 8), "into the date 2026-03-08"),
    "eleven targets": (
        "sdg_targets", "1.1 1.2 1.3 1.a 8.1 8.2 8.3 8.5 8.10 10.1 10.2", "at most 10 SDG targets; these are 11",
    ),
    "a target for a goal": ("sdg_goals", "1.3", "1.3 is an SDG target"),
    "goal 18": ("sdg_goals", "18", "Goals have the numbers 1 to 17"),
    "goals that became a number": ("sdg_goals", 1.5, "write goals as “1; 5”"),
    "a reason without a code": ("sdg_reasons", "because it helps", "is not a reason"),
    "a reason for a target without a link": ("sdg_reasons", "1.3: it helps", "does not link to 1.3"),
    "two reasons for one target": ("sdg_reasons", "1.3: a\n1.3: b", "1.3 has two reasons"),
    "an unknown kind of contribution": ("contributions", "party | cake", "There is no kind of contribution “party”"),
    "a contribution in words": ("contributions", "webinar | x | three", "“three” is not a whole number"),
    "a contribution in the negative": ("contributions", "webinar | x | -3", "“-3” is not a whole number"),
    "more women and men than participants": ("contributions", "webinar | x | 1 | 5 | 6 | 10", "more than the"),
    "a contribution with eight parts": ("contributions", "webinar | a | 1 | 1 | 1 | 2 | - | x", "at most seven parts"),
    "a contribution on 30 February": ("contributions", "webinar\nwebinar | x | 1 | - | - | - | 2021-02-30", "Line 2: "),
    "a figure without a number": ("people_reached", "legal", "Write how many people: women, men, or all together."),
    "a figure in an unknown sense": ("people_reached", "moral | 5", "“moral” is not a sense in which people are"),
    "a figure in words": ("people_reached", "legal | five", "“five” is not a whole number"),
    "more women and men than people in all": ("people_reached", "legal | 5 | 6 | 10", "more than the people in all"),
    "a figure that is not quite estimated": ("people_reached", "legal | 5 | - | - | perhaps", "Write “estimated”"),
    "a figure with eight parts": ("people_reached", "legal | 5 | 1 | 9 | - | x | - | y", "at most seven parts"),
    "a figure that overlaps with nothing": ("people_reached", "legal | 5 | | | | | TJK-1999-001", "There is no report"),
    "an export that was edited": ("exported_state", "draft", "is not what the export wrote here"),
    "an unknown partnership": ("partnerships", "with friends", "There is no partnership category"),
    "an unknown partner": ("partners", "UNICEF; ACME", "No organisation has the acronym “ACME”"),
    "an unknown project": ("projects", "TJK/19/51/EUR", "Did you mean “TJK/19/50/EUR”"),
    "an unknown topic": ("topics", "financng", "Did you mean “financing”"),
    "evidence without an address": ("evidence", "The review", "an upright bar and its address"),
    "evidence with half an address": ("evidence", "The review | www.example.org", "complete web address"),
    "evidence with a script for an address": ("evidence", "The review | javascript:alert(1)", "complete web address"),
    "evidence with a third part": ("evidence", "The review | https://example.org | hidden", "an upright bar"),
    "an unknown reporter": ("reported_by", "ghost@example.org", "Nobody here has the e-mail address"),
    "a reporter of another country": ("reported_by", "stranger@example.org", "is not an officer for"),
    "a text of 40,000 characters": ("outcome_achieved", "word " * 8000, "words; the limit is 600"),
    "a text of 40,000 characters without a space": ("outcome_achieved", "x" * 40000, "the limit is 6000"),
    "a script": ("contribution", "<script>alert(1)</script>", "contains HTML or script"),
    "a right-to-left override": ("summary", f"A plan {RLO}detpoda", "change the direction of reading"),
    "a driver text with a script": ("driver:social-dialogue", "<img src=x>", "contains HTML or script"),
    "a driver of another biennium": ("driver:old", "Text", "is not a driver of the biennium of 2021"),
    "a value that is not there": ("summary", "#N/A", "This cell shows the error #N/A"),
    "a reference that is broken": ("country", "#REF!", "This cell shows the error #REF!"),
    "a reference of another form": ("reference", "TJK-21-1", "A reference is written like TJK-2021-001"),
    "a reference of another country": ("reference", "MDA-2021-001", "is not one of Tajikistan"),
    "clearing what must stay": ("country", "(clear)", "This cannot be emptied"),
}  # fmt: skip


@pytest.fixture
def old_driver(world):
    return DriverFactory(code="old", biennia=[BienniumFactory(start_year=2016)])


@pytest.mark.parametrize(("column", "value", "sentence"), [pytest.param(*case, id=name) for name, case in BAD.items()])
def test_bad_value_is_refused_where_it_stands(world, old_driver, stranger, administrator, column, value, sentence):
    good, refused = plan(COMPLETE, {**NEW, "summary": "The second", column: value}, by=administrator)

    assert (good.outcome, good.problems, refused.outcome, refused.number) == ("created", [], "refused", 3)
    found = [problem for problem in refused.problems if sentence in problem.sentence]
    assert found, sentences([refused])


def test_problem_names_column_value_rule_and_cure(world, administrator):
    [row] = plan({**NEW, "country": "Atlantis"}, by=administrator)

    [problem] = row.problems
    assert problem.as_json() == {
        "column": "country",
        "heading": "Country",
        "position": 0,
        "value": "Atlantis",
        "rule": "unknown-entry",
        "sentence": "There is no country “Atlantis”. Write its ISO code, such as TJK, or its official name.",
    }


def test_all_problems_are_found_at_once(world, administrator):
    bad = {**NEW, "country": "Atlantis", "step": 9, "topics": "x1; x2", "evidence": "nothing", "indicator": "9.9.9"}

    made = plan(bad, COMPLETE, {**bad, "summary": "Another"}, by=administrator)

    columns = ["country", "step", "topics", "topics", "evidence", "indicator"]
    assert [(row.number, [problem.column for problem in row.problems]) for row in made] == [
        (2, columns), (3, []), (4, columns),
    ]  # fmt: skip


GOOD = {
    "ISO code of two letters": ("country", "ci", "CIV"),
    "name with a straight apostrophe": ("country", "cote d'ivoire", "CIV"),
    "name with a curly apostrophe": ("country", "Côte d’Ivoire", "CIV"),
    "name in Russian": ("country", "Кот-д'Ивуар", "CIV"),
    "name in French without accents": ("country", "REPUBLIQUE DE MOLDOVA", "MDA"),
    "year": ("date", 2021, "2021"),
    "year as a decimal": ("date", 2021.0, "2021"),
    "month": ("date", "2021-12", "2021-12"),
    "date cell": ("date", date(2021, 12, 31), "2021-12-31"),
    "language by its own name": ("language", "Français", "fr"),
    "step as a text": ("step", "Step 3", "3"),
    "step as a decimal": ("step", 3.0, "3"),
    "target that became an unambiguous number": ("sdg_targets", 8.3, "8.3"),
    "targets in any separation": ("sdg_targets", "8.3, 1.3;1.A\n8.3 8.3", "1.3; 1.a; 8.3"),
    "goals with a comma": ("sdg_goals", "8,1", "1; 8"),
    "goal as a number": ("sdg_goals", 10, "10"),
    "indicator in lower case spaces": ("indicator", " 8.3.1 ", "8.3.1"),
    "indicators of two biennia": ("further_indicators", "8.1.1\n3.1 (2018-19)", "3.1 (2018-19); 8.1.1 (2020-21)"),
    "code that keeps its zero": ("further_indicators", "4.10 (2018-19)", "4.10 (2018-19)"),
    "topics in another language, one with a comma": (
        "topics",
        "Old age, retirement, FINANCEMENT",
        "financing; old-age",
    ),
    "contribution with what is known": ("contributions", "Webinar | On rights | - | 4", "webinar | On rights | - | 4"),
    "zero that is not missing": ("contributions", "webinar | - | 0", "webinar | - | 0"),
    "figure by the name of its sense": ("people_reached", "Effective coverage | 3 | 4", "effective | 3 | 4"),
    "figure of billions": ("people_reached", "legal | - | - | 1400000000", "legal | - | - | 1400000000"),
    "bar inside a text": ("contributions", "webinar | a \\| b", "webinar | a \\| b"),
    "private evidence": (
        "evidence",
        "Note | https://example.org/n | private",
        "Note | https://example.org/n | private",
    ),
    "partner in lower case": ("partners", "unicef", "UNICEF"),
    "project with its slashes": ("projects", "TJK/19/50/EUR", "TJK/19/50/EUR"),
}


@pytest.mark.parametrize(("column", "value", "stored"), [pytest.param(*case, id=name) for name, case in GOOD.items()])
def test_good_value_is_read_as_a_careful_person_would(world, administrator, column, value, stored):
    made = carry_out({**COMPLETE, column: value}, by=administrator)

    assert sentences(made) == []
    assert Result.objects.count() == 1
    [record] = exported("results", administrator)
    assert record[column] == stored


def test_participants_are_judged_as_the_database_judges_them(world):
    """The one rule asked twice: every combination gets the same answer here and from the constraint."""
    kind, result = ContributionKind.objects.get(), ResultFactory()
    constraint = next(c for c in Contribution._meta.constraints if "participants" in c.name)
    for women, men, participants in product((None, 0, 2, 5), repeat=3):
        part = Contribution(result=result, kind=kind, women=women, men=men, participants=participants)
        answers = []
        numbers = {"women": women, "men": men, "participants": participants}
        for ask in (lambda n=numbers: check_participants(**n), lambda p=part: constraint.validate(Contribution, p)):
            try:
                ask()
                answers.append(True)
            except ValidationError:
                answers.append(False)
        assert answers[0] == answers[1], numbers


def test_figures_are_judged_as_the_database_judges_them(world, administrator):
    """As above, with the two constraints on figures of people."""
    result = ResultFactory()
    for numbers in product((None, 0, 2, 5), repeat=3):
        figure = PeopleReached(
            result=result, kind="legal", **dict(zip(("women", "men", "total"), numbers, strict=True))
        )
        try:
            figure.validate_constraints()
            stands = True
        except ValidationError:
            stands = False
        cell = " | ".join(["legal", *("-" if number is None else str(number) for number in numbers)])

        assert (sentences(plan({**NEW, "people_reached": cell}, by=administrator)) == []) is stands, cell


def test_project_that_is_close_is_offered(world, administrator):
    ProjectFactory(code="AFR/18/04/MUL")

    [sentence] = sentences(plan({**NEW, "projects": "AFR/18/4/MUL"}, by=administrator))

    assert "Did you mean “AFR/18/04/MUL”?" in sentence
