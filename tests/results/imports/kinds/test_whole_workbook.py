"""Files from the export through all stages of an import: every kind, every format."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile

from results.imports import files, mapping, planning
from results.imports.kinds import KINDS
from results.imports.kinds.lookups import Lookups
from results.imports.progress import Progress
from results.imports.sheets.exporting import export
from results.models import ImportBatch
from tests.factories import ImportBatchFactory, ResultFactory
from tests.results.imports.kinds import rows, test_part_kinds
from tests.results.imports.kinds.carrying import apply
from tests.results.imports.kinds.results.test_round_trip import TRICKY


@pytest.fixture
def plan_again(administrator, tmp_path):
    """The batch of a file with everything of some kinds, judged."""

    def plan(kinds, format_name):
        stream, path = BytesIO(), tmp_path / f"everything.{format_name}"
        export(stream, kinds, administrator, format_name, Lookups())
        path.write_bytes(stream.getvalue())
        examined = files.examine(path, path.name)
        answers = mapping.propose(examined, Lookups())
        assert mapping.questions(examined, answers, Lookups()) == []
        batch = ImportBatchFactory(
            by=administrator, examined=examined, answers=answers, state=ImportBatch.State.PLANNING,
            file=ContentFile(stream.getvalue(), path.name),
        )  # fmt: skip
        planning.plan(batch.pk, Progress(batch.pk, 100))
        batch.refresh_from_db()
        return batch

    return plan


def test_export_of_everything_imported_again_changes_nothing(places, administrator, tajikistan, plan_again):
    for number in (1, 2):
        ResultFactory(country=tajikistan, reference=f"TJK-2021-00{number}")
    for name, row in {**rows.NEW, **test_part_kinds.NEW}.items():
        apply(name, row, by=administrator)

    batch = plan_again(list(KINDS), "xlsx")

    assert [sheet["kind"] for sheet in batch.answers["sheets"]] == list(KINDS)
    assert set(batch.rows.values_list("outcome", flat=True)) == {"unchanged"}
    assert set(batch.rows.values_list("sheet", flat=True)) == set(range(len(KINDS)))


@pytest.mark.parametrize("format_name", ["xlsx", "ods", "csv"])
def test_texts_come_back_as_they_were_in_every_format(administrator, tajikistan, plan_again, format_name):
    for number, text in enumerate(TRICKY.values(), start=1):
        summary = f"{text} {number}".replace("\n", " ")
        ResultFactory(country=tajikistan, summary=summary, outcome_achieved=text, contribution=text)

    batch = plan_again(["results"], format_name)

    assert [change for row in batch.rows.all() for change in row.changes] == []
    assert batch.counts["all"] == {"unchanged": len(TRICKY)}
