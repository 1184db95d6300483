"""Where files are kept: a folder, or a bucket of S3 or of what speaks its protocol, by settings alone."""

import json
import stat

import boto3
import pytest
from django.core.files.storage import storages
from moto import mock_aws

from config import uploads
from results.desk.files import storing
from results.models import EvidenceFile
from tests.config.test_settings import KEY, ROOT, manage
from tests.factories import ResultFactory
from tests.results.desk.files.contents import PDF, upload

QUESTION = (
    "import json; from django.core.files.storage import default_storage as s; s.exists; "
    "print(json.dumps([type(s._wrapped).__name__, *[str(getattr(s, n, None)) for n in "
    "('location', 'bucket_name', 'endpoint_url', 'region_name', 'access_key', 'secret_key', 'default_acl')]]))"
)
CASES = {
    "nothing set": ({}, ["FileSystemStorage", str(ROOT / "var" / "media"), *["None"] * 6]),
    "a folder": ({"MEDIA_ROOT": "/srv/evidence"}, ["FileSystemStorage", "/srv/evidence", *["None"] * 6]),
    "a bucket": (
        {"S3_BUCKET": "evidence", "S3_REGION": "eu-west-1"},
        ["S3Storage", "", "evidence", "None", "eu-west-1", "None", "None", "None"],
    ),
    "a bucket elsewhere": (
        {
            "S3_BUCKET": "evidence", "S3_ENDPOINT_URL": "https://s3.example.org", "S3_ACCESS_KEY": "me",
            "S3_SECRET_KEY": "secret",
        },
        ["S3Storage", "", "evidence", "https://s3.example.org", "None", "me", "secret", "None"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("environment", "expected"), CASES.values(), ids=CASES)
def test_settings_choose_where_files_are_kept(environment, expected):
    line, status = manage("shell", "--no-imports", "-c", QUESTION, SECRET_KEY=KEY, **environment)

    assert (json.loads(line), status) == (expected, 0)


def test_address_without_a_bucket_does_not_start():
    line, status = manage("check", SECRET_KEY=KEY, S3_ENDPOINT_URL="https://s3.example.org")

    assert status == 1
    assert line.endswith("S3_ENDPOINT_URL is set and S3_BUCKET is not. Name the bucket, or remove both.")


@pytest.mark.parametrize("endpoint_url", ["", "http://127.0.0.1:9000"])
def test_bucket_at_an_address_of_its_own_is_named_in_the_path(endpoint_url):
    made = uploads.bucket(name="b", endpoint_url=endpoint_url, region="", access_key="", secret_key="")

    config = made["OPTIONS"]["client_config"]
    assert config.s3 == {"addressing_style": "path" if endpoint_url else "virtual"}
    assert (config.signature_version, config.connect_timeout, config.read_timeout) == ("s3v4", 5, 30)


@pytest.fixture
def report(tajikistan, officer):
    return ResultFactory(country=tajikistan, created_by=officer)


def test_folder_is_for_the_application_alone(report, officer, settings, tmp_path):
    settings.STORAGES = {**settings.STORAGES, "default": uploads.folder(str(tmp_path))}

    file = storing.store(report, upload(), by=officer)

    there = tmp_path / file.file.name
    assert there.read_bytes() == PDF
    assert [stat.S_IMODE(path.stat().st_mode) for path in (there, there.parent)] == [0o640, 0o750]


@pytest.fixture
def bucket(settings):
    """A bucket in memory, in which evidence is kept."""
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1", aws_access_key_id="me", aws_secret_access_key="secret")
        client.create_bucket(Bucket="evidence")
        made = uploads.bucket(
            name="evidence", endpoint_url="", region="us-east-1", access_key="me", secret_key="secret"
        )
        settings.STORAGES = {**settings.STORAGES, "default": made}
        yield boto3.resource("s3", region_name="us-east-1").Bucket("evidence")
        # Connections of one test are closed before the next is made.
        storages["default"].connection.meta.client.close()
        client.close()


def test_bucket_keeps_and_serves_a_file(client, report, officer, bucket):
    client.force_login(officer)

    file = storing.store(report, upload(), by=officer)

    assert [kept.key for kept in bucket.objects.all()] == [f"evidence/{file.token.hex[:2]}/{file.token.hex}"]
    response = client.get(file.get_absolute_url())
    assert b"".join(response.streaming_content) == PDF
    assert (response.status_code, response.headers["Content-Length"]) == (200, str(len(PDF)))


def test_bucket_is_left_as_it_was_where_the_row_fails(report, officer, bucket, monkeypatch):
    monkeypatch.setattr(EvidenceFile, "save", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        storing.store(report, upload(), by=officer)

    assert list(bucket.objects.all()) == []


def test_file_missed_in_the_bucket_is_not_found(client, report, officer, bucket):
    file = storing.store(report, upload(), by=officer)
    bucket.objects.all().delete()
    client.force_login(officer)

    assert client.get(file.get_absolute_url()).status_code == 404
