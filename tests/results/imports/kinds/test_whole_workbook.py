"""A workbook with a sheet of every kind, from the export through all stages of an import."""

from io import BytesIO

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


def test_export_of_everything_imported_again_changes_nothing(places, administrator, tajikistan, tmp_path):
    for number in (1, 2):
        ResultFactory(country=tajikistan, reference=f"TJK-2021-00{number}")
    for name, row in {**rows.NEW, **test_part_kinds.NEW}.items():
        apply(name, row, by=administrator)
    stream, path = BytesIO(), tmp_path / "everything.xlsx"
    export(stream, list(KINDS), administrator, "xlsx", Lookups())
    path.write_bytes(stream.getvalue())

    examined = files.examine(path, path.name)
    answers = mapping.propose(examined, Lookups())
    batch = ImportBatchFactory(
        by=administrator, examined=examined, answers=answers, state=ImportBatch.State.PLANNING,
        file=ContentFile(stream.getvalue(), path.name),
    )  # fmt: skip
    planning.plan(batch.pk, Progress(batch.pk, 100))

    batch.refresh_from_db()
    assert [sheet["kind"] for sheet in batch.answers["sheets"]] == list(KINDS)
    assert mapping.questions(examined, answers, Lookups()) == []
    assert set(batch.rows.values_list("outcome", flat=True)) == {"unchanged"}
    assert set(batch.rows.values_list("sheet", flat=True)) == set(range(len(KINDS)))
