"""Server time and queries of the public pages at ten thousand published reports, beside those of an empty page.

Each page goes through the whole application as a server would call it: all middleware, no test client in between.
"""

import statistics
import time

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

ROUNDS = 25
# What the first reader after a change waits for, and what all others do (results/remembering.py).
DUMMY = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
NOTHING_KEPT = {"default": DUMMY, "pages": DUMMY}
KEPT = {"default": DUMMY, "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

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


def _get(handler, address):
    statuses = []
    response = handler(RequestFactory().get(address).environ, lambda status, headers: statuses.append(status))
    body = b"".join(response)
    assert statuses == ["200 OK"], address
    return body


def _median_milliseconds(handler, address):
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        _get(handler, address)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


@pytest.mark.django_db
def bench_pages(published, settings):
    # The data lie in a transaction of this connection, so a request must not close it.
    request_started.disconnect(close_old_connections)
    handler = WSGIHandler()
    empty = _median_milliseconds(handler, "/health/")
    print(f"\n{connection.vendor}, empty page {empty:.2f} ms")
    heads = f"{'queries':>8}{'at most':>8}{'anew ms':>9}{'kept ms':>9}{'at most':>8}{'anew x empty':>14}{'kB':>5}"
    print(f"{'page':<28}{heads}")
    for name, (address, most_queries, most_ms) in PAGES.items():
        address = address.format(reference=published.reference)
        settings.CACHES = NOTHING_KEPT
        size = len(_get(handler, address)) / 1000
        with CaptureQueriesContext(connection) as queries:
            _get(handler, address)
        asked = len(queries.captured_queries)
        anew = _median_milliseconds(handler, address)
        settings.CACHES = KEPT
        kept = _median_milliseconds(handler, address)
        figures = f"{asked:>8}{most_queries:>8}{anew:>9.1f}{kept:>9.1f}{most_ms:>8}{anew / empty:>14.0f}{size:>5.0f}"
        print(f"{name:<28}{figures}")
