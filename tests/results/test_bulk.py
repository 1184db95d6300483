"""Writing thousands of reports as plain data has the outcome of writing them one by one."""

from copy import deepcopy
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from results import actions, gate, inserting, revisions
from results.actions import Conflict, Entry, PlainEntry
from results.gate import WrittenPastTheGateError
from results.locks import PeriodLockedError
from results.models import Event, Evidence, Judgement, ReferenceSeries, Result, Revision
from results.permissions import Act
from results.revisions import LINKS, PARTS
from tests.factories import (
    ContributionFactory,
    ContributionKindFactory,
    CountryFactory,
    CountryProgrammeOutcomeFactory,
    CountryRoleFactory,
    DriverFactory,
    DriverTextFactory,
    EvidenceFactory,
    EvidenceFileFactory,
    IndicatorFactory,
    JudgementFactory,
    LockExceptionFactory,
    OrganisationFactory,
    PartnershipCategoryFactory,
    PeriodLockFactory,
    ProjectFactory,
    PublishedResultFactory,
    ResultFactory,
    ResultSdgLinkFactory,
    TargetFactory,
    TopicFactory,
)

EMPTY = {"links": {name: [] for name in LINKS}, "parts": {name: [] for name in PARTS}}


def content(country, **fields):
    """A whole content: a report of 2021 that says little."""
    said = {
        "country_id": country.pk, "cpo_id": None, "date": "2021-06-30", "date_precision": "day", "language": "en",
        "summary": "A budget has been reviewed", "outcome_achieved": "", "contribution": "", "indicator_id": None,
        "step_id": None,
    }  # fmt: skip
    return {"fields": {**said, **fields}, **deepcopy(EMPTY)}


def changed(result, **groups):
    """What a stored report will say, with some of its fields, links and parts in place of what it says now."""
    now = revisions.content_of(result)
    return {group: {**values, **groups.get(group, {})} for group, values in now.items()}


def plain_entry(result, after, **options):
    return PlainEntry(after, key=result.pk, version=result.version, **options)


@pytest.fixture
def write(administrator):
    """Writes plain entries as an import does."""

    def act(*entries, by=administrator, **options):
        with transaction.atomic():
            return actions.write_contents(entries, by=by, **options)

    return act


def model_entry(entry):
    """The same entry with models, as every other way in has it."""
    result = Result(reference=entry.reference) if entry.key is None else Result.objects.get(pk=entry.key)
    result.version = entry.version or 1
    for column, value in entry.content["fields"].items():
        setattr(result, column, Result._meta.get_field(column.removesuffix("_id")).to_python(value))
    links = {
        name: list(Result._meta.get_field(name).related_model.objects.filter(pk__in=keys))
        for name, keys in entry.content["links"].items()
    }
    stored = {name: list(getattr(result, name).all()) if result.pk else [] for name in PARTS}
    parts = {
        name: [part_beside(name, values, stored[name]) for values in listed]
        for name, listed in entry.content["parts"].items()
    }
    author = None if entry.author is None else result._meta.get_field("created_by").related_model(pk=entry.author)
    return Entry(result, author=author, links=links, log=dict(entry.log), **parts)


def part_beside(name, values, stored):
    """A part, as the stored row of the same driver, target or address where there is one."""
    part = revisions.part_from(name, values)
    known = {"driver_texts": ("driver_id",), "sdg_links": ("target_id", "goal_id"), "evidence": ("url", "file_id")}
    if name in known:
        same = [s for s in stored if all(getattr(s, column) == values[column] for column in known[name])]
        part.pk = same[0].pk if same else None
    return part


def everything():
    """All that writing reports leaves behind, without the moments and without the keys of rows nobody names."""
    moments = {"at", "state_since", "created_at", "changed_at", "id"}
    tables = [Event, Revision, ReferenceSeries, *PARTS.values(), *(through for through, _column in LINKS.values())]
    references = dict(Result.objects.values_list("pk", "reference"))

    def plain(row):
        values = {name: value for name, value in row.items() if name not in moments}
        return {**values, "result_id": references.get(values.get("result_id"))}

    said = {table.__name__: sorted(repr(plain(row)) for row in table.objects.values()) for table in tables}
    said["Result"] = sorted(repr(plain(row)) for row in Result.objects.values())
    for name in ("contributions", "evidence", "people_reached", "sdg_links"):
        order = PARTS[name].objects.order_by("result__reference", "pk").values()
        said[f"{name} in their order"] = [repr(plain(row)) for row in order]
    return said


@pytest.fixture
def world(tajikistan, administrator):
    """Vocabularies, and reports that say something already: a draft with everything, and a published one."""
    CountryProgrammeOutcomeFactory(code="TJK128")
    kinds = [ContributionKindFactory(code=code) for code in ("webinar", "training")]
    topics = [TopicFactory(code=code) for code in ("financing", "old-age", "children")]
    full = ResultFactory(country=tajikistan, reference="TJK-2021-001")
    full.topics.set(topics[:2])
    full.projects.set([ProjectFactory()])
    full.partnerships.set([PartnershipCategoryFactory()])
    for kind in kinds:
        ContributionFactory(result=full, kind=kind)
    DriverTextFactory(result=full)
    ResultSdgLinkFactory(result=full, target=TargetFactory(code="1.3"))
    ResultSdgLinkFactory(result=full, target=TargetFactory(code="8.5"), reason="Another reason.")
    for number in (1, 2):
        EvidenceFactory(result=full, title=f"Paper {number}", url=f"https://example.org/{number}", proves="The law.")
    full.people_reached.create(women=3, men=4)
    published = PublishedResultFactory(country=tajikistan, reference="TJK-2021-002")
    ReferenceSeries.objects.create(country=tajikistan, year=2021, last_number=2)
    return {"country": tajikistan, "full": full, "published": published, "topics": topics, "kinds": kinds}


def new_report(world):
    after = content(
        world["country"], step_id=None, indicator_id=IndicatorFactory().pk, summary="Закон принят – “да”\t\\N"
    )
    after["links"]["topics"] = sorted(topic.pk for topic in world["topics"])
    after["links"]["partners"] = [OrganisationFactory().pk]
    known = {"date": date(2021, 5, 1), "date_precision": "day"}
    after["parts"] = {
        "contributions": [
            revisions.values_of(ContributionFactory.build(kind=kind, result=None, **known))
            for kind in world["kinds"]
        ],
        "driver_texts": [{"driver_id": DriverFactory().pk, "text": "Equality.\nAnd more."}],
        "people_reached": [
            {"kind": "legal", "women": 1, "men": None, "total": None, "is_estimated": True, "source": "",
             "overlaps_with_id": world["full"].pk}
        ],
        "evidence": [{"title": "A", "proves": "", "url": "https://example.org/a", "file_id": None, "is_public": False}],
        "sdg_links": [{"goal_id": None, "target_id": TargetFactory(code="1.3").pk, "reason": "So."}],
    }  # fmt: skip
    return PlainEntry(after, log={"file": "sheet.xlsx", "row": 4})


def cleared(world):
    full = world["full"]
    fields = {"cpo_id": None, "indicator_id": None, "step_id": None, "outcome_achieved": "", "contribution": ""}
    return plain_entry(full, changed(full, fields=fields, **EMPTY), log={"file": "sheet.xlsx", "row": 2})


def other_parts(world):
    full = world["full"]
    now = revisions.content_of(full)["parts"]
    parts = {
        "contributions": [{**now["contributions"][1], "quantity": 9}],
        "driver_texts": [{**now["driver_texts"][0], "text": "Another text."}],
        "sdg_links": [now["sdg_links"][0], {**now["sdg_links"][1], "reason": "A better reason."}],
        "evidence": [now["evidence"][0], {**now["evidence"][1], "title": "Another title"}],
        "people_reached": [*now["people_reached"], {**now["people_reached"][0], "women": 5}],
    }
    return plain_entry(full, changed(full, parts=parts))


def turned_round(world):
    full = world["full"]
    sdg_links = revisions.content_of(full)["parts"]["sdg_links"]
    one, other = (link["reason"] for link in sdg_links)
    parts = {"sdg_links": [{**sdg_links[0], "reason": other}, {**sdg_links[1], "reason": one}]}
    return plain_entry(full, changed(full, parts=parts))


CASES = {
    "a new report without a reference": lambda world: [new_report(world)],
    "a new report with a reference": lambda world: [
        PlainEntry(content(world["country"]), reference="TJK-2021-007"),
        PlainEntry(content(world["country"], summary="Another")),
    ],
    "a new report in the name of an officer": lambda world: [
        PlainEntry(content(world["country"]), author=CountryRoleFactory().user.pk)
    ],
    "years and countries of their own": lambda world: [
        PlainEntry(content(country, date=day))
        for country in (world["country"], CountryFactory(iso3="MOZ"))
        for day in ("2021-01-31", "2020-02-29", "2021-12-31")
    ],
    "other texts": lambda world: [
        plain_entry(
            world["full"],
            changed(world["full"], fields={"summary": "Other", "date": "2021-01-01", "date_precision": "year"}),
            author=CountryRoleFactory().user.pk,
        )
    ],
    "a published report": lambda world: [
        plain_entry(world["published"], changed(world["published"], fields={"contribution": "Corrected."}))
    ],
    "everything cleared": lambda world: [cleared(world)],
    "other parts": lambda world: [other_parts(world)],
    "reasons that change places": lambda world: [turned_round(world)],
    "other links": lambda world: [
        plain_entry(
            world["full"],
            changed(world["full"], links={"topics": sorted(t.pk for t in world["topics"][1:]), "projects": []}),
        )
    ],
    "nothing that differs": lambda world: [plain_entry(world["full"], changed(world["full"]))],
    "all at once": lambda world: [
        new_report(world),
        cleared(world),
        plain_entry(world["published"], changed(world["published"], fields={"summary": "Corrected"})),
    ],
}


@pytest.mark.parametrize("few", [0, inserting.FEW], ids=["as many", "as few"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_outcome_is_that_of_writing_one_by_one(world, administrator, write, monkeypatch, case, few):
    monkeypatch.setattr(inserting, "FEW", few)
    entries = case(world)
    with transaction.atomic():
        one_by_one = actions.write_many([model_entry(entry) for entry in entries], by=administrator, act=Act.IMPORT)
        expected = everything()
        transaction.set_rollback(True)

    assert write(*entries) == one_by_one
    assert everything() == expected


def test_entry_knows_afterwards_what_was_written(world, write):
    new, old = PlainEntry(content(world["country"])), cleared(world)
    before = revisions.content_of(world["full"])

    write(new, old)

    made = Result.objects.get(reference=new.reference)
    assert (new.key, new.version, new.before) == (made.pk, 1, None)
    assert (old.key, old.version, old.before) == (world["full"].pk, 2, before)


def test_moments_are_those_of_writing(world, write):
    start = timezone.now()

    write(PlainEntry(content(world["country"])), cleared(world))

    for result in Result.objects.exclude(reference="TJK-2021-002"):
        assert start <= result.changed_at <= timezone.now()
        assert start <= result.events.get().at <= timezone.now()
    new = Result.objects.latest("pk")
    assert start <= new.created_at == new.state_since <= timezone.now()


def test_row_that_says_the_same_stays_and_so_does_what_points_to_it(world, write):
    full = world["full"]
    rows = list(full.evidence.values_list("pk", flat=True))
    judgement = JudgementFactory(result=full, evidence_id=rows[1])
    evidence = revisions.content_of(full)["parts"]["evidence"]

    write(plain_entry(full, changed(full, parts={"evidence": [evidence[0], {**evidence[1], "title": "Other"}]})))

    assert list(full.evidence.values_list("pk", "title")) == [(rows[0], "Paper 1"), (rows[1], "Other")]
    assert Judgement.objects.get(pk=judgement.pk).evidence_id == rows[1]


def test_parts_are_read_again_in_the_order_in_which_they_were_written(world, write):
    full = world["full"]
    evidence = revisions.content_of(full)["parts"]["evidence"]
    new = {**evidence[0], "title": "New", "url": "https://example.org/new"}

    write(plain_entry(full, changed(full, parts={"evidence": [evidence[1], new, evidence[0]]})))

    assert [e.title for e in full.evidence.all()] == ["Paper 2", "New", "Paper 1"]


def test_numbers_to_come_are_given_to_nobody_else(world, write, tajikistan):
    first, later = PlainEntry(content(tajikistan)), PlainEntry(content(tajikistan), reference="TJK-2021-003")

    write(first, to_come=["TJK-2021-003", "ZZZ-2021-900"])
    write(later)

    assert (first.reference, later.reference) == ("TJK-2021-004", "TJK-2021-003")


def test_report_changed_meanwhile_is_a_conflict_and_nothing_is_written(world, write):
    full = world["full"]
    new, late = PlainEntry(content(world["country"])), plain_entry(full, changed(full, fields={"summary": "Late"}))
    write(plain_entry(full, changed(full, fields={"summary": "First"})))
    before = everything()

    with pytest.raises(Conflict) as raised:
        write(new, late)

    assert (raised.value.theirs.pk, raised.value.theirs.summary) == (full.pk, "First")
    assert everything() == before


def test_report_that_is_gone_is_refused(world, write):
    with pytest.raises(ValidationError, match="no longer there"):
        write(PlainEntry(content(world["country"]), key=0, version=1))


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_report_that_is_being_judged_is_not_written(world, write, state):
    full = world["full"]
    Result.objects.filter(pk=full.pk).update(state=state)

    with pytest.raises(PermissionDenied, match="TJK-2021-001"):
        write(PlainEntry(content(world["country"])), cleared(world))

    assert Result.objects.count() == 2


@pytest.mark.parametrize("person", ["officer", "publisher", "stranger", "nobody_special"])
def test_whoever_may_not_import_writes_nothing(world, request, write, person):
    with pytest.raises(PermissionDenied, match="You do not have the right to write it from a sheet for Tajikistan"):
        write(PlainEntry(content(world["country"])), by=request.getfixturevalue(person))

    assert Result.objects.count() == 2


LOCKED = {
    "a new report": lambda world: PlainEntry(content(world["country"], date="2019-05-01")),
    "a report of the period": lambda world: plain_entry(
        world["old"], changed(world["old"], fields={"summary": "Other"})
    ),
    "a report that moves into it": lambda world: plain_entry(
        world["full"], changed(world["full"], fields={"date": "2019-05-01", "indicator_id": None})
    ),
    "a report that moves out of it": lambda world: plain_entry(
        world["old"], changed(world["old"], fields={"date": "2021-05-01", "indicator_id": None})
    ),
}


@pytest.fixture
def lock(world, tajikistan):
    world["old"] = ResultFactory(country=tajikistan, reference="TJK-2019-901", date=date(2019, 3, 1), indicator=None)
    return PeriodLockFactory(biennium=None, country=tajikistan, year=2019)


@pytest.mark.parametrize("entry", LOCKED.values(), ids=LOCKED)
def test_locked_period_stays_as_it_is(world, lock, write, entry):
    before = everything()

    with pytest.raises(PeriodLockedError):
        write(PlainEntry(content(world["country"])), entry(world))

    assert everything() == before


@pytest.mark.parametrize("entry", LOCKED.values(), ids=LOCKED)
def test_exception_to_a_lock_lets_its_person_write(world, lock, administrator, write, entry):
    LockExceptionFactory(lock=lock, person=administrator)

    assert write(entry(world)) == 1


def test_file_of_another_report_is_never_shown(world, write):
    theirs = EvidenceFileFactory(result=world["published"])
    evidence = {"title": "Theirs", "proves": "", "url": "", "file_id": theirs.pk, "is_public": True}

    for entry in (PlainEntry(content(world["country"])), plain_entry(world["full"], changed(world["full"]))):
        entry.content["parts"]["evidence"] = [evidence]
        with pytest.raises(ValidationError, match="belongs to another report"):
            write(entry)

    assert not Evidence.objects.filter(file=theirs).exists()


@pytest.mark.shut_gate
def test_rows_are_not_inserted_past_the_door(tajikistan):
    """COPY is no statement that the connection's guard sees."""
    for put in (inserting.insert_rows, inserting.update_rows):
        with pytest.raises(WrittenPastTheGateError, match="results_event is written only through"):
            put(Event, ["act"], [(1, "imported")])


@pytest.mark.shut_gate
def test_door_is_opened_for_writing_and_shut_again(write, tajikistan):
    write(PlainEntry(content(tajikistan)))

    assert Result.objects.count() == 1
    assert not gate._is_open.get()


def test_queries_do_not_grow_with_the_reports(write, tajikistan, django_assert_num_queries):
    def entries(count):
        new = [PlainEntry(content(tajikistan, summary=f"Report {number}")) for number in range(count)]
        for entry in new:
            entry.content["links"]["topics"] = [TopicFactory().pk]
            entry.content["parts"]["driver_texts"] = [{"driver_id": DriverFactory().pk, "text": "Equality."}]
        return new

    write(*entries(2))
    for count in (1, 300):
        made = entries(count)
        with django_assert_num_queries(13):
            write(*made)
