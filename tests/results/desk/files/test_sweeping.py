"""Files that never became evidence go after sixty days; whatever anybody could still come back to stays."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from results import actions
from results.actions import Entry
from results.desk.files import storing
from results.desk.files.sweeping import KEPT_FOR, sweep
from results.models import Evidence, EvidenceFile
from results.permissions import Act
from tests.factories import ResultFactory, UnsavedWorkFactory, publish
from tests.results.desk.files.contents import upload
from tests.shut_gate import shut

LATER = timezone.now() + KEPT_FOR + timedelta(hours=1)


@pytest.fixture
def report(tajikistan, officer):
    return ResultFactory(country=tajikistan, created_by=officer)


@pytest.fixture
def file(report, officer):
    return storing.store(report, upload(), by=officer)


@pytest.fixture
def swept(file, django_capture_on_commit_callbacks):
    """Sweeps, and says how many files went and whether this one is still there."""

    def run(at=LATER):
        with django_capture_on_commit_callbacks(execute=True), shut():
            count = sweep(at)
        return count, EvidenceFile.objects.filter(pk=file.pk).exists(), default_storage.exists(file.file.name)

    return run


def write(report, officer, *evidence):
    report.refresh_from_db()
    actions.write_many([Entry(report, evidence=list(evidence))], by=officer, act=Act.WRITE)
    report.refresh_from_db()


def test_file_that_proves_nothing_goes_with_its_content(swept):
    assert swept() == (1, False, False)


def test_file_added_lately_stays(swept):
    assert swept(timezone.now() + KEPT_FOR - timedelta(hours=1)) == (0, True, True)


def test_evidence_stays(swept, report, file, officer):
    write(report, officer, Evidence(title="The decree", file=file))

    assert swept() == (0, True, True)


def test_what_an_earlier_version_names_stays(swept, report, file, officer):
    write(report, officer, Evidence(title="The decree", file=file))
    write(report, officer)

    assert swept() == (0, True, True)
    actions.restore(report, 2, by=officer)
    assert report.evidence.get().file == file


def test_what_was_published_stays(swept, report, file, officer):
    Evidence.objects.create(result=report, title="The decree", file=file)
    publish(report)
    report.evidence.all().delete()

    assert swept() == (0, True, True)


@pytest.mark.parametrize("written", [pytest.param(str, id="as forms post it"), pytest.param(lambda t: t.hex, id="hex")])
def test_what_somebody_has_not_saved_yet_stays(swept, report, file, officer, written):
    UnsavedWorkFactory(user=officer, result=report, data={"evidence-0-token": [written(file.token)]})

    assert swept() == (0, True, True)


def test_unsaved_work_on_something_else_holds_nothing_back(swept, report, officer):
    UnsavedWorkFactory(user=officer, result=report, data={"summary": ["Half a sen"]})

    assert swept() == (1, False, False)


def test_another_report_loses_nothing(swept, report, file, officer, tajikistan):
    other = ResultFactory(country=tajikistan)
    theirs = storing.store(other, upload(), by=officer)
    write(other, officer, Evidence(title="The decree", file=theirs))

    assert swept() == (1, False, False)
    assert default_storage.exists(theirs.file.name)
