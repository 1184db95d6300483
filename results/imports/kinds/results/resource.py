"""The contract between a report and a row of a sheet."""

from collections.abc import Iterable
from typing import Any

from import_export.fields import Field
from import_export.resources import Resource

from results.imports.kinds.results.columns import ResultColumn
from results.imports.kinds.results.shown import Shown
from results.imports.rows import Value
from results.models import Result


class ResultResource(Resource):
    """Reads, cleans and writes the cells of reports by django-import-export's fields and widgets.

    The stages that look up, judge and save are ours: the library does so row by row (some 380 rows a second, against
    thousands in bulk), hands its users the database's own messages, and knows nothing of who may write what.
    """

    class Meta:
        model = Result

    def __init__(self, columns: Iterable[ResultColumn]) -> None:
        super().__init__()
        self.columns = {column.name: column for column in columns}
        for name, column in self.columns.items():
            self.fields[name] = Field(column.attribute, name, column.widget)

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        """The headings, in the language of whoever asks for the export."""
        return [str(self.columns[field.column_name].heading) for field in self.get_export_fields(selected_fields)]

    def read(self, name: str, value: Value, **context: Any) -> Any:
        """What a cell means; raises ValidationError with sentences."""
        return self.fields[name].widget.clean(value, **context)

    def show(self, name: str, report: Shown) -> str:
        """What a report has in a column, as it is written in a sheet."""
        return str(self.fields[name].export(report))

    def write(self, name: str, value: Any) -> str:
        """What stands in a cell for a value."""
        return str(self.fields[name].widget.render(value))

    def cells(self, report: Shown) -> list[str]:
        """A report as a row of a sheet, in the order of the columns."""
        return [self.show(name, report) for name in self.columns]
