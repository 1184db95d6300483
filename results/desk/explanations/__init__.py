"""What every field and term of a report means, told where it is chosen, with a good and a bad example.

Keys are the fields of ``Result``; what hangs on a result comes after the name under which the result holds it:
``people_reached.women``. A term within a field comes after the field: ``people_reached.kind.legal``.
"""

from results.desk.explanations import links, parts, people, report
from results.desk.explanations.explanation import Explanation

__all__ = ["EXPLANATIONS", "Explanation"]

EXPLANATIONS: dict[str, Explanation] = {
    **report.EXPLANATIONS,
    **parts.EXPLANATIONS,
    **people.EXPLANATIONS,
    **links.EXPLANATIONS,
}
