"""Sheets made at test time."""

import csv
from io import StringIO


def make_csv(*rows):
    """A csv file with a column for every key of the rows."""
    stream = StringIO()
    writer = csv.DictWriter(stream, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()
