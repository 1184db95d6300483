"""Rows of one kind or of several, judged, written and taken back as the stages of an import do it."""

from itertools import batched

from results.imports.kinds import kind
from results.imports.kinds.kind import Planning, Writing
from results.imports.kinds.lookups import Lookups
from results.imports.rows import RawRow
from results.imports.values.reader import CellReader
from results.models import ImportRow
from tests.factories import ImportBatchFactory

STAGED = ("number", "outcome", "label", "key", "target", "version", "payload", "changes")


class Sheet:
    """Rows (by name of the column) of one kind, on their way into the database."""

    def __init__(self, name, *rows, by, batch=None, place=0, lookups=None, **options):
        self.kind, self.by, self.rows, self.place = kind(name), by, rows, place
        self.batch = batch or ImportBatchFactory(by=by, **{"answers": {"sheets": [{"kind": name}]}, **options})
        self.lookups = lookups or Lookups()
        self.names = list(dict.fromkeys(column for row in rows for column in row))

    def plan(self, chunk=1000):
        """The planned rows."""
        columns = {column.name: column for column in self.kind.columns(self.lookups)}
        planning = Planning(
            self.batch, self.by, self.lookups, columns,
            positions={name: position for position, name in enumerate(self.names)},
            headings={name: str(columns[name].heading) for name in self.names},
        )  # fmt: skip
        reader = CellReader(planning, {}, {})
        raw = [RawRow(number, [row.get(name) for name in self.names]) for number, row in enumerate(self.rows, start=2)]
        return [row for part in batched(raw, chunk) for row in self.kind.judge(reader.read(part), planning)]

    def stage(self, planned):
        """Keep planned rows with the batch."""
        ImportRow.objects.bulk_create(
            ImportRow(batch=self.batch, sheet=self.place, **{name: getattr(row, name) for name in STAGED})
            for row in planned
        )

    def write(self, writing, chunk=1000):
        """Write what is new and changed among the staged rows, and give it back."""
        rows = list(ImportRow.objects.to_write(self.batch).filter(sheet=self.place))
        for part in batched(rows, chunk):
            self.kind.write(part, writing)
            ImportRow.objects.bulk_update(part, ["target", "before", "written_version"])
        return rows

    def apply(self, planned=None, chunk=1000):
        """The stored rows, once what is new and changed among them has been written."""
        self.stage(self.plan() if planned is None else planned)
        return self.write(Writing(self.batch, self.by, Lookups()), chunk)

    def take_back(self, rows):
        """What is kept of written rows, as sentences."""
        fresh = list(ImportRow.objects.filter(pk__in=[row.pk for row in rows]).order_by("-number"))
        return [kept.sentence for kept in self.kind.take_back(fresh, by=self.by, batch=self.batch)]


class Batch:
    """Several sheets of one file; ``sheets`` are the rows by the name of their kind, in writing order."""

    def __init__(self, sheets, *, by, **options):
        answers = {"sheets": [{"kind": name} for name in sheets]}
        self.batch, lookups = ImportBatchFactory(by=by, answers=answers, **options), Lookups()
        self.sheets = [
            Sheet(name, *rows, by=by, batch=self.batch, place=place, lookups=lookups)
            for place, (name, rows) in enumerate(sheets.items())
        ]
        self.written = []

    def plan(self):
        """The planned rows of all sheets, kept with the batch."""
        planned = []
        for sheet in self.sheets:
            planned += (rows := sheet.plan())
            sheet.stage(rows)
        return planned

    def apply(self):
        """Write the staged rows of all sheets."""
        writing = Writing(self.batch, self.batch.by, Lookups())
        for sheet in self.sheets:
            writing.lookups = Lookups()
            self.written.append((sheet, sheet.write(writing)))

    def take_back(self):
        """What is kept, as sentences."""
        return [sentence for sheet, rows in reversed(self.written) for sentence in sheet.take_back(rows)]


def plan(name, *rows, by, **options):
    """What will become of these rows."""
    return Sheet(name, *rows, by=by, **options).plan()


def apply(name, *rows, by, **options):
    """Write these rows; gives back the sheet and the rows that were written."""
    sheet = Sheet(name, *rows, by=by, **options)
    planned = sheet.plan()
    assert [problem.sentence for row in planned for problem in row.problems] == []
    return sheet, sheet.apply(planned)


def outcomes(planned):
    """What becomes of each row."""
    return [row.outcome for row in planned]


def problems(planned):
    """Column and rule of everything that is wrong."""
    return [(problem.column, problem.rule) for row in planned for problem in row.problems]


def exported(name, user):
    """All records of a kind as rows of a sheet."""
    lookups = Lookups()
    names = [column.name for column in kind(name).columns(lookups)]
    return [dict(zip(names, cells, strict=True)) for cells in kind(name).records(user, lookups)]
