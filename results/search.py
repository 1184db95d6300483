"""Full-text search over publications, the same in every language and on both databases.

Texts and questions are folded to one form (letters without accents or case, words apart), so that "securite" finds
"sécurité" however it is composed. The index itself is modelsearch's, on PostgreSQL, SQLite or OpenSearch.
"""

import re
import sys
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
# Accents and vowel signs, once a letter is taken apart, and the tatweel that stretches an Arabic word.
_MARKS = {code: None for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))} | {0x0640: None}


def fold(text: str) -> str:
    """The text without accents, case, tatweel and punctuation: words separated by one space."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_MARKS)
    return _NOT_WORD.sub(" ", text).strip()


def text_to_index(document: dict[str, Any]) -> str:
    """Every word of a publication's narrative once, with its country, programme outcome and projects."""
    texts = [document["reference"], document["summary"], document["outcome_achieved"], document["contribution"]]
    texts += [driver["text"] for driver in document["drivers"]]
    texts += [contribution["description"] for contribution in document["contributions"]]
    texts += [item["title"] for item in document["evidence"]]
    texts += document["country"]["name"].values()
    texts += [project["code"] for project in document["projects"]]
    if document["cpo"]:
        texts += [document["cpo"]["code"], *document["cpo"]["title"].values()]
    # Results are listed by date, not by how often they say a word; and words apart need no order.
    words = dict.fromkeys(" ".join(texts).casefold().split())
    return " ".join(dict.fromkeys(fold(" ".join(words)).split()))


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
