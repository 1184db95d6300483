"""A file whose letters could not be known: read again in the encoding that was chosen, with nothing answered lost."""

import pytest
from django.core.files.base import ContentFile

from results.imports import batches, mapping
from results.models import ImportBatch

PROPOSED = {
    "date_order": "", "decimal": ",", "repairs_mojibake": False,
    "sheets": [{
        "name": "", "kind": "results", "columns": {"0": "country", "1": "date"}, "headings": {"0": "Страна"},
        "values": {},
    }],
}  # fmt: skip


def said(kind, columns):
    return {"sheets": [{"name": "", "kind": kind, "columns": columns, "headings": {"0": "Ñòðàíà"}, "values": {}}]}


@pytest.mark.parametrize(
    ("before", "columns"),
    [
        pytest.param({}, {"0": "country", "1": "date"}, id="nothing was answered"),
        pytest.param(said("", {}), {"0": "country", "1": "date"}, id="the kind was open"),
        pytest.param(said("results", {"0": ""}), {"0": "", "1": "date"}, id="a column was left out"),
        pytest.param(said("results", {"2": "date"}), {"0": "country", "2": "date"}, id="a column was placed elsewhere"),
        pytest.param(said("projects", {"0": "code"}), {"0": "code"}, id="another kind was chosen"),
    ],
)
def test_answers_given_before_stand(before, columns):
    answers = mapping.answered_before(PROPOSED, before)

    assert [sheet["columns"] for sheet in answers["sheets"]] == [columns]
    assert [sheet["headings"] for sheet in answers["sheets"]] == [{"0": "Страна"}]


@pytest.mark.django_db(transaction=True)
def test_chosen_encoding_has_the_file_read_again(world, administrator):
    rows = "код;название\nЯ1;Ячмень\n"
    batch = batches.arrive(ContentFile(rows.encode("cp1251")), name="a.csv", by=administrator)
    batch.refresh_from_db()
    examined = {**batch.examined, "encoding": "cp1252", "encodings": [["cp1252", "êîä"], ["cp1251", "код"]]}
    ImportBatch.objects.filter(pk=batch.pk).update(examined=examined, state=ImportBatch.State.ASKING)

    batches.answer(batch, {**batch.answers, "encoding": batch.examined["encoding"]}, by=administrator)
    batch.refresh_from_db()

    assert batch.examined["sheets"][0]["first"][0][1] == ["код", "название"]
    assert batch.examined["encodings"] == []
