"""Topics as an officer ticks them: grouped by facet, in the order of the facets."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import ModelChoiceIterator

from results.models import Topic

if TYPE_CHECKING:
    _Field = forms.ModelMultipleChoiceField[Topic]
    _Iterator = ModelChoiceIterator[Topic]
else:
    _Field, _Iterator = forms.ModelMultipleChoiceField, ModelChoiceIterator


class TopicsWidget(forms.CheckboxSelectMultiple):
    """A list of boxes for each facet, under a heading that screen readers tie to it."""

    template_name = "admin/widgets/topics.html"


class FacetIterator(_Iterator):
    """Gives (facet, its topics) instead of one long list."""

    def __iter__(self) -> Iterator[Any]:
        topics = list(self.queryset)
        for facet in Topic.Facet:
            if members := [self.choice(topic) for topic in topics if topic.facet == facet]:
                yield (facet.label, members)


class GroupedTopicsField(_Field):
    """Choose any number of topics, in four groups."""

    iterator = FacetIterator
    widget = TopicsWidget

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(queryset, required=False, **kwargs)
