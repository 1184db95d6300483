"""What is exported can be imported again, and nothing changes; what is exported runs nowhere."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.utils import translation

from results.imports.columns import COLUMNS, columns_for
from results.imports.escaping import with_escape, without_escape
from results.imports.gate import Format
from results.imports.lookups import Lookups
from results.imports.problems import SheetError
from results.imports.workbooks import export, template
from results.models import Result
from tests.factories import (
    ContributionFactory,
    DriverFactory,
    DriverTextFactory,
    EvidenceFactory,
    GoalFactory,
    IndicatorFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
)
from tests.results.imports.sheets import make_xlsx, outcomes, plan

TRICKY = {
    "a formula": '=HYPERLINK("http://example.org","x")',
    "a minus": "-2 percent, as planned",
    "a plus and an at": "+1 @work",
    "an apostrophe": "'=not a formula",
    "an apostrophe of its own": "'Tis done",
    "lines": 'First\n\n  Third,\twith a tab\nand “quotes”, "straight" ones; semicolons',
    "Arabic": "اعتُمدت استراتيجية الحماية الاجتماعية\nفي 2021",
    "spaces": "two  spaces",
    "a code": "1.10",
    "a bar": "a | b \\| c",
    "markup characters": "1 < 2 & 3 > 2",
}


@pytest.fixture
def reports(world, tajikistan):
    kinds = {"quantity": 0, "women": None, "men": 3, "participants": 9}
    for number, text in enumerate(TRICKY.values(), start=1):
        result = ResultFactory(
            country=tajikistan, reference=f"TJK-2021-{number:03d}", outcome_achieved=text, contribution=text,
            summary=f"{text} {number}".replace("\n", " "), date_precision="month" if number % 2 else "year",
        )  # fmt: skip
        DriverTextFactory(result=result, driver=DriverFactory(code="social-dialogue"), text=text)
        line = text.replace("\n", " ")
        ContributionFactory(result=result, description=line, **kinds)
        ContributionFactory(result=result, description="", quantity=None)
        EvidenceFactory(result=result, title=line, is_public=bool(number % 2))
        ResultSdgLinkFactory(result=result, target=TargetFactory(code="8.10"), reason=line)
        ResultSdgLinkFactory(result=result, target=None, goal=GoalFactory(number=5), reason="")
        result.topics.set([TopicFactory(code="financing"), TopicFactory(code="old-age")])
        result.further_indicators.set([IndicatorFactory(code="8.1.1")])


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_export_and_import_changes_nothing(reports, administrator, kind, language):
    with translation.override(language):
        content = export(Result.objects.all(), Lookups(), kind=kind)

    made = plan(content, administrator)

    assert [(c.column, c.old, c.new) for row in made.rows for c in row.changes] == []
    assert outcomes(made) == {"unchanged": len(TRICKY)}


def test_no_cell_of_an_exported_workbook_is_a_formula(reports):
    workbook = openpyxl.load_workbook(BytesIO(export(Result.objects.all(), Lookups(), kind=Format.XLSX)))

    cells = [cell for row in workbook.active.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}


def test_no_cell_of_an_exported_csv_begins_like_a_formula(reports):
    text = export(Result.objects.all(), Lookups(), kind=Format.CSV).decode("utf-8-sig")

    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=not a formula" not in cells


@pytest.mark.parametrize(
    "text", ["", "'", "''", "'x", "'=x", "''=x", "=x", "-", "'-", "@", "\tx", "'''", "'tis", "=", "'="]
)
def test_escape_is_taken_off_again(text):
    assert without_escape(with_escape(text)) == text


def test_template_has_every_column_twice(world):
    workbook = openpyxl.load_workbook(BytesIO(template(Lookups())))

    columns = columns_for(Lookups().drivers)
    results, explanations = workbook.worksheets
    assert [cell.value for cell in results[1]] == [str(column.heading) for column in columns]
    assert [row[1].value for row in explanations.iter_rows(min_row=2)] == [column.name for column in columns]
    assert {dimension.number_format for dimension in results.column_dimensions.values()} == {"@"}
    assert results.max_row == 1


def test_template_as_it_is_holds_nothing_to_import(world, administrator):
    with pytest.raises(SheetError, match="nothing beneath the headings"):
        plan(template(Lookups()), administrator)


def test_examples_of_the_template_are_good_values(world, administrator):
    """Filled in as its own explanations say, but for codes that this small world does not know."""
    unknown = {"step", "sdg_goals", "further_indicators", "partners", "topics", "reported_by", "reference"}
    row = {column.name: column.example for column in COLUMNS if column.name not in unknown}

    assert outcomes(plan(make_xlsx({**row, "step": "3"}), administrator)) == {"created": 1}


@pytest.mark.parametrize("name", [column.name for column in COLUMNS] + ["driver:…"])
def test_every_column_has_its_line_in_the_documentation(name, settings):
    text = (settings.BASE_DIR / "docs" / "importing.md").read_text(encoding="utf-8")

    line = next(line for line in text.splitlines() if line.startswith(f"| `{name}` |"))
    for column in COLUMNS:
        if column.name == name:
            cells = (f"`{name}`", str(column.heading), str(column.meaning), str(column.allowed))
            assert line == f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
