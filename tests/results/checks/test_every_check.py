"""What holds for all checks: a name, words for the officer, a failing case, a line in the documents."""

import json
import re
from pathlib import Path
from time import perf_counter

import pytest
from django.conf import settings
from django.utils import translation

from results.checks import BLOCKING, CHECKS, EVERY_LEVEL, Finding, Level, Report, Surroundings, findings
from results.checks.registry import check
from tests.results.checks.cases import FAILING, TODAY

PAGE = Path(settings.BASE_DIR) / "docs" / "checks.md"
MICROSECONDS_OF_A_CHEAP_CHECK = 50


def found_by(name):
    found = findings(FAILING[name](), Surroundings.at(TODAY), levels=EVERY_LEVEL)
    return [each for each in found if each.check == name]


def test_every_check_has_a_failing_case():
    assert FAILING.keys() == CHECKS.keys()


@pytest.mark.parametrize("name", CHECKS)
def test_check_finds_what_it_is_for(db, name):
    found = found_by(name)

    assert found
    assert all(each.sentence.endswith(".") and "%(" not in each.sentence for each in found)


@pytest.mark.parametrize("name", CHECKS)
def test_finding_is_kept_as_json_and_read_in_any_language(db, name):
    found = found_by(name)[0]
    kept = json.loads(json.dumps({"field": found.field, "values": found.values, "check": found.check}))

    assert Finding(**kept) == found
    for language, _own_name in settings.LANGUAGES:
        with translation.override(language):
            assert Finding(**kept).sentence == found.sentence != ""


@pytest.mark.parametrize("each", CHECKS.values(), ids=CHECKS)
def test_check_has_title_explanation_and_cure(each):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", each.name)
    assert len(each.name) <= 60
    assert each.level in Level.values
    assert not str(each.title).endswith(".")
    assert str(each.explanation).endswith(".")
    assert str(each.cure).endswith((".", "!"))


def test_every_check_has_a_line_in_the_documents_and_no_other():
    lines = [line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    documented = {cells[1].strip(" `"): cells[2].strip() for cells in lines}

    assert documented == {name: each.level.value for name, each in CHECKS.items()}


def test_no_name_is_given_twice():
    with pytest.raises(ValueError, match="There are two checks with the name text-missing"):
        check("text-missing", level=Level.ADVICE, title="", explanation="", cure="", sentence="")(lambda *_: iter([]))


def test_nothing_crashes_on_a_report_nobody_has_written_yet(db):
    nothing = Report(
        country=None, date=None, date_precision=None, language=None, summary=None, outcome_achieved=None,
        contribution=None,
    )  # fmt: skip

    found = findings(nothing, Surroundings.at(TODAY), levels=EVERY_LEVEL)

    assert [(each.check, each.field) for each in found] == [
        ("text-missing", "summary"),
        ("text-missing", "outcome_achieved"),
        ("text-missing", "contribution"),
        ("date-missing", "date"),
        ("evidence-missing", "evidence"),
    ]


def test_only_what_blocks_is_looked_for_unless_told(db):
    found = findings(Report(), Surroundings.at(TODAY))

    assert {each.level for each in found} == BLOCKING == {Level.BLOCKING}


def test_blocking_checks_are_fast_enough_for_thousands(db):
    around, report = Surroundings.at(TODAY), Report(summary="x", outcome_achieved="x", contribution="x", date=TODAY)
    took = []

    for _round in range(200):
        start = perf_counter()
        findings(report, around)
        took.append((perf_counter() - start) * 1_000_000)

    blocking = sum(each.level == Level.BLOCKING for each in CHECKS.values())
    # The best of many: what else the machine does is not the checks' fault.
    assert min(took) < blocking * MICROSECONDS_OF_A_CHEAP_CHECK
