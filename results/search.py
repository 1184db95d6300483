"""Full-text search over publications, the same in every language and on both databases.

Texts and questions are folded to one form (letters without accents or case, words apart), so that "securite" finds
"sécurité" however it is composed. The index itself is modelsearch's, on PostgreSQL, SQLite or OpenSearch.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from modelsearch.backends import get_search_backend
from modelsearch.query import And, PlainText

from results.models import Publication
from results.querysets import PublicationQuerySet

MAX_WORDS = 12
# How many keys a search server outside the database hands over to be filtered here.
MAX_FOUND_OUTSIDE = 10_000
_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The text without accents, case, tatweel and punctuation: words separated by one space."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c) and c != "\u0640")
    return _NOT_WORD.sub(" ", letters).strip()


def text_to_index(document: dict[str, Any]) -> str:
    """All that a reader may search a publication by: its narrative, and its labels in every language."""
    narrative = [document["reference"], document["summary"], document["outcome_achieved"], document["contribution"]]
    narrative += [driver["text"] for driver in document["drivers"]]
    narrative += [contribution["description"] for contribution in document["contributions"]]
    narrative += [item["title"] for item in document["evidence"]]
    labels = [document["country"]["name"]]
    labels += [topic["name"] for topic in document["topics"]]
    labels += [project["title"] for project in document["projects"]]
    if document["cpo"]:
        narrative.append(document["cpo"]["code"])
        labels.append(document["cpo"]["title"])
    return fold(" ".join([*narrative, *(text for label in labels for text in label.values())]))


def search(publications: PublicationQuerySet, question: str) -> PublicationQuerySet:
    """The publications in which every word of the question begins some word; in the order they came in.

    A question without a single word finds nothing.
    """
    words = fold(question).split()[:MAX_WORDS]
    if not words:
        return publications.none()
    query = And([PlainText(word) for word in words]) if len(words) > 1 else PlainText(words[0])
    found = get_search_backend().autocomplete(query, Publication, order_by_relevance=False)
    if hasattr(found, "get_queryset"):
        # In the database: one statement with the reader's filters, however many there are.
        return publications.filter(pk__in=found.get_queryset().order_by().values("pk"))
    return publications.filter(pk__in=[publication.pk for publication in found[:MAX_FOUND_OUTSIDE]])


def add_to_index(publications: Iterable[Publication]) -> None:
    """Index publications in bulk; in the database back ends this is part of the same transaction."""
    backend = get_search_backend()
    backend.get_index_for_model(Publication).add_items(Publication, list(publications))
