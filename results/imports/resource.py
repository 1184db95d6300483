"""The contract between a report and a row of a sheet."""

from collections.abc import Iterable
from typing import Any

from import_export.fields import Field
from import_export.resources import Resource

from results.imports.columns import Column
from results.imports.problems import Value
from results.models import Result


class ResultResource(Resource):
    """Reads, cleans and writes the cells of reports by django-import-export's fields and widgets.

    The stages that judge and write are ours: the library looks up and saves row by row (some 380 rows a second, against
    thousands in bulk), hands its users the database's own messages, and knows nothing of who may write what. Here every
    row is judged before any is written, and ``results.actions`` does the writing, as it does for the forms.
    """

    class Meta:
        model = Result

    def __init__(self, columns: Iterable[Column]) -> None:
        super().__init__()
        self.columns = {column.name: column for column in columns}
        for name, column in self.columns.items():
            self.fields[name] = Field(column.attribute, name, column.widget)

    def get_export_headers(self, selected_fields: Any = None) -> list[str]:
        """The headings, in the language of whoever asks for the export."""
        return [str(self.columns[field.column_name].heading) for field in self.get_export_fields(selected_fields)]

    def read(self, name: str, value: Value, **context: Any) -> Any:
        """What a cell means; raises ValidationError with sentences."""
        return self.fields[name].clean({name: value}, **context)

    def show(self, name: str, result: Result) -> str:
        """What a report has in a column, as it is written in a sheet."""
        return str(self.fields[name].export(result))

    def write(self, name: str, value: Any) -> str:
        """What stands in a cell for a value."""
        return str(self.fields[name].widget.render(value))
