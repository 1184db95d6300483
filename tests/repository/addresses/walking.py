"""Every address there is, read off the application; and what happens where somebody knocks at one."""

from dataclasses import dataclass

from django.urls import URLResolver, get_resolver

from tests.repository.addresses.postings import address_of, posting_for
from tests.repository.addresses.table import PEOPLE
from tests.repository.addresses.world import tried

# Where somebody signs in, or says once more who she is.
_SIGN_IN = ("/en/sign-in/", "/admin/login/", "/en/account/confirm/")


@dataclass(frozen=True)
class Knock:
    """How somebody was answered, as a table says it; the tables that were different afterwards; and the page."""

    answer: str
    changed: set[str]
    page: bytes


def every_address():
    """The names of all addresses; one without a name is called by what is left of its route."""
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver, route, namespace):
    for each in resolver.url_patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLResolver):
            inside = ("", f"{each.namespace}:") if each.namespace else (here, namespace)
            yield from _walk(each, *inside)
        else:
            yield namespace + (each.name or here.strip("/").replace("/", "_").replace("path:", ""))


def knock_at(world, line, before):
    """How everybody is answered who opens an address or sends to it, by name; ``before`` is what is stored.

    What one of them does is taken back before the next one comes.
    """
    address = address_of(world, line.address)
    return {person: _knock(world, line, address, person, before) for person in PEOPLE}


def _knock(world, line, address, person, before):
    browser = world.browser(person)
    with tried(before) as watch:
        if line.method == "GET":
            response = browser.get(address)
        else:
            response = browser.post(address, posting_for(world, line.address, person))
        tables = watch.changed()
        page = b"" if response.streaming else response.content
    return Knock(_word(response, line.method, tables), tables, page)


def _word(response, method, tables):
    status = response.status_code
    if status == 302 and response.url.startswith(_SIGN_IN):
        return "in"
    if status == 403 and tables == {"results_unsavedwork"}:
        return "kept"
    if status in (200, 302) and method == "POST" and not tables:
        return "idle" if status == 200 else "on"
    return str(status)
