"""Reading what is published: the list of results, a record, and its versions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from results import as_of, records
from results.filters import PublicationFilter, tidy
from results.listing import page_of, page_problem
from results.models import Publication
from results.permissions import Act, may_in
from results.records import Record
from results.remembering import from_memory, remembered


@require_safe
@remembered
def results(request: HttpRequest) -> HttpResponse:
    """The list of results, narrowed by what the address asks for."""
    if (asked := tidy(request.GET)) != request.GET:
        return redirect(f"{request.path}?{asked.urlencode()}" if asked else request.path)
    reading = as_of.reading(request)
    narrowed = PublicationFilter(asked, reading.publications)
    page = page_of(request, narrowed.publications.for_listing())
    context = {
        "section": "results",
        "reading": reading,
        "narrowed": narrowed,
        "page": page,
        "problems": [p for p in (reading.problem, *narrowed.problems, page_problem(request, page)) if p],
    }
    return render(request, "results/result_list.html", context)


@require_safe
@conditional_page
def result(request: HttpRequest, reference: str) -> HttpResponse:
    """The record: its current version, or the one of the day asked for."""
    if reference != reference.upper():
        return _in_capitals(request, reverse("result", args=[reference.upper()]))
    versions = records.versions_of(reference)
    reading = as_of.reading(request)
    shown = records.version_on(versions, reading.day) if reading.day else versions[0]
    return _answer(request, Record(shown, versions), reading)


@require_safe
@conditional_page
def publication(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One version of a record, for ever at the same address."""
    if reference != reference.upper():
        return _in_capitals(request, reverse("publication", args=[reference.upper(), number]))
    versions = records.versions_of(reference)
    shown = next((version for version in versions if version.number == number), None)
    if shown is None:
        raise Http404(f"{reference} has no version {number}.")
    return _answer(request, Record(shown, versions), as_of.Reading(Publication.objects.current()))


def _in_capitals(request: HttpRequest, path: str) -> HttpResponse:
    """Off to the one address of a record whose reference was typed in small letters."""
    return redirect(f"{path}?{request.GET.urlencode()}" if request.GET else path, permanent=True)


def _answer(request: HttpRequest, record: Record, reading: as_of.Reading) -> HttpResponse:
    """The record's page, or (410) the notice of its withdrawal."""
    context = {
        "section": "results",
        "record": record,
        "publication": record.publication,
        "reading": reading,
        "address": request.build_absolute_uri(record.address),
        "may_edit": may_in(request.user, Act.READ, record.publication.country),
    }
    if record.withdrawn:
        return render(request, "results/result_withdrawn.html", context, status=410)
    standing = [(version.pk, version.superseded_at, version.withdrawn_at) for version in record.versions]
    return from_memory(
        request,
        standing,
        lambda: render(request, "results/result_detail.html", {**context, "document": record.document}),
    )
