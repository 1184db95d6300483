"""A small world in which there is something behind every address, and people who knock there."""

import re
from contextlib import contextmanager
from copy import deepcopy
from datetime import date
from functools import cache

from django.apps import apps
from django.db import connection, transaction
from django.test import Client

from countries.models import CountryRole
from results import actions
from results.models import PeriodLock, Result
from tests.factories import (
    CommentFactory,
    CountryFactory,
    CountryRoleFactory,
    CriterionFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    IndicatorFactory,
    JudgementFactory,
    PeriodLockFactory,
    RegionFactory,
    ResultFactory,
    UnsavedWorkFactory,
    UserFactory,
    publish,
)
from tests.repository.addresses.entries import create_entries
from tests.repository.addresses.imports import create_imports

Role, State = CountryRole.Role, Result.State

REFERENCE = "TJK-2021-001"
# Stands in the text of the report, so nobody who may not read it may be sent this word.
SECRET = "Zarafshon"
TAB = "tab"
# What each of the cast of tests/conftest.py is, which is there for one test at a time.
ROLES = {
    "stranger": (Role.OFFICER, "MOZ"),
    "officer": (Role.OFFICER, "TJK"),
    "colleague": (Role.OFFICER, "TJK"),
    "national_reviewer": (Role.NATIONAL_REVIEWER, "TJK"),
    "regional_reviewer": (Role.REGIONAL_REVIEWER, "region of TJK"),
    "publisher": (Role.PUBLISHER, "region of TJK"),
    "manager": (Role.MANAGER, "TJK"),
    "administrator": (Role.ADMINISTRATOR, "everywhere"),
}
_WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.I)
_APPS = ("sdg_links", "countries", "indicators", "results", "mfa")


class World:
    """Tajikistan with a report of the officer, and everybody who might come for it."""

    def __init__(self):
        self.tajikistan, mozambique = CountryFactory(iso3="TJK"), RegionFactory(code="africa")
        places = {
            "TJK": {"country": self.tajikistan},
            "MOZ": {"country": CountryFactory(iso3="MOZ", region=mozambique)},
            "region of TJK": {"country": None, "region": self.tajikistan.region},
            "everywhere": {"country": None},
        }
        self.people = {"nobody_special": UserFactory(name="Nobody")} | {
            name: CountryRoleFactory(role=role, user__name=name.capitalize(), **places[place]).user
            for name, (role, place) in ROLES.items()
        }
        self.report = self._write_report()
        self._add_what_hangs_on_it()
        self.lock = PeriodLockFactory(biennium=None, country=self.tajikistan, year=2019)
        self.entries = create_entries(self)
        self.imports = create_imports(self)
        for user in self.people.values():
            UnsavedWorkFactory(user=user, result=self.report, place="links", tab=TAB)
            UnsavedWorkFactory(user=user, result=None, place="new", tab=TAB)
        self._browsers = {name: _signed_in(self.people.get(name)) for name in ("anonymous", *self.people)}
        self._cookies = {name: browser.cookies for name, browser in self._browsers.items()}

    def _write_report(self):
        """A report in its second version, so that the first can be brought back."""
        draft = ResultFactory.build(
            country=self.tajikistan, reference="", date=date(2021, 6, 30), indicator=IndicatorFactory(), step=None
        )
        actions.write(draft, by=self.people["officer"])
        draft.outcome_achieved = f"The Government reviewed the budget of the {SECRET} valley."
        actions.write(draft, by=self.people["officer"])
        return Result.objects.get(reference=REFERENCE)

    def _add_what_hangs_on_it(self):
        self.file = EvidenceFileFactory(result=self.report, added_by=self.people["officer"])
        EvidenceFactory(result=self.report, file=self.file, url="", is_public=True)
        self.comment = CommentFactory(result=self.report, by=self.people["colleague"])
        self.tick = JudgementFactory(
            result=self.report,
            criterion=CriterionFactory(indicator=self.report.indicator),
            by=self.people["regional_reviewer"],
        )

    def bring(self, state):
        """Put the report into a state; after a stroke, ``locked`` locks its year."""
        state, _stroke, is_locked = state.partition("/")
        if state == State.PUBLISHED:
            publish(self.report, by=self.people["publisher"])
        elif state != "-":
            Result.objects.filter(pk=self.report.pk).update(state=state)
        if is_locked:
            PeriodLock.objects.filter(pk=self.lock.pk).update(year=self.report.date.year)
        self.report.refresh_from_db()

    def browser(self, name):
        """One in which this person is signed in, whatever happened in it before."""
        browser = self._browsers[name]
        browser.cookies = deepcopy(self._cookies[name])
        return browser


def _signed_in(user):
    browser = Client(raise_request_exception=False)
    if user:
        browser.force_login(user)
    return browser


@contextmanager
def undone():
    """What happens here has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@cache
def _tables():
    models = [m for app in _APPS for m in apps.get_app_config(app).get_models(include_auto_created=True)]
    return {model._meta.db_table for model in models}


def rows(tables=None):
    """All that is stored, by table."""
    stored = {}
    with connection.cursor() as cursor:
        for table in _tables() if tables is None else tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            stored[table] = cursor.fetchall()
    return stored


class Watch:
    """Watches what is written; those tables are compared with what was stored ``before``, the others cannot differ."""

    def __init__(self, before):
        self._before, self._written = before, set()

    def __call__(self, execute, sql, params, many, context):
        if written := _WRITE.match(sql):
            self._written.add(written.group(1))
        return execute(sql, params, many, context)

    def changed(self):
        """The tables in which something else is stored than before."""
        now = rows(self._written & _tables())
        return {table for table, stored in now.items() if stored != self._before[table]}


@contextmanager
def tried(before):
    """What happens here has not happened afterwards; gives a ``Watch`` over it."""
    watch = Watch(before)
    with undone(), connection.execute_wrapper(watch):
        yield watch
