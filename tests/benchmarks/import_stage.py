"""One stage of an import in a process of its own: prints its seconds and peak memory as a line of JSON."""

import json
import os
import resource
import sys
import time
from pathlib import Path

import django

STAGE, BATCH = sys.argv[1], int(sys.argv[2])

django.setup()

from results.imports import jobs  # noqa: E402 - the applications have to be set up first


def _peak_mb():
    """The most memory this process had; what getrusage says of oneself begins with that of whoever started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


# As workers do (results/work/worker.py).
os.nice(10)
start, start_of_work = time.perf_counter(), time.process_time()
getattr(jobs, STAGE)(BATCH)
print(
    json.dumps(
        {
            "seconds": time.perf_counter() - start,
            # Without what the database and the process that reads the file do meanwhile.
            "worker_seconds": time.process_time() - start_of_work,
            "worker_mb": _peak_mb(),
            "child_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
        }
    )
)
