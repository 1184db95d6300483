"""Server time and queries of the public pages at ten thousand published reports, as a ratio to an empty page."""

import statistics
import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

ROUNDS = 25

# page: address, most queries, most milliseconds at the median (on PostgreSQL, two cores)
PAGES = {
    "record": ("/en/results/{reference}/", 4, 10),
    "country": ("/en/countries/tjk/", 10, 30),
    "result list": ("/en/results/", 10, 30),
    "result list, three filters": ("/en/results/?country=tjk&step=3&goal=1", 10, 30),
    "result list, page 200": ("/en/results/?page=200", 10, 30),
    "search": ("/en/results/?q=s%C3%A9curit%C3%A9+regime", 10, 30),
    "indicator": ("/en/indicators/2020-21/8.3.1/", 10, 50),
    "target": ("/en/sdgs/1.3/", 10, 50),
    "overview": ("/en/", 10, 40),
}


def _median_milliseconds(client, address):
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        response = client.get(address)
        times.append((time.perf_counter() - start) * 1000)
        assert response.status_code == 200, address
    return statistics.median(times)


@pytest.mark.django_db
def bench_pages(published):
    client = Client()
    empty = _median_milliseconds(client, "/health/")
    print(f"\n{connection.vendor}, empty page {empty:.1f} ms")
    print(f"{'page':<28}{'queries':>8}{'at most':>8}{'ms':>8}{'at most':>8}{'x empty':>9}")
    for name, (address, most_queries, most_ms) in PAGES.items():
        address = address.format(reference=published.reference)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        ms = _median_milliseconds(client, address)
        print(f"{name:<28}{len(queries):>8}{most_queries:>8}{ms:>8.1f}{most_ms:>8}{ms / empty:>9.1f}")
