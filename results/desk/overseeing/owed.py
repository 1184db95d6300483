"""What a person owes: hers to write, hers to judge, and where nothing has been reported yet."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from countries.models import Country, User
from indicators.models import Biennium
from results import permissions
from results.desk.keeping import work
from results.models import Result
from results.permissions import Act
from results.querysets import ResultQuerySet

State = Result.State
MOST = 50
_TEXTS = ("summary", "outcome_achieved", "contribution")
_ON_THE_WAY = (State.DRAFT, State.RETURNED, State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True)
class Line:
    """One report on the list, with the texts it still lacks and what she can do with it next."""

    result: Result
    missing: list[str]
    act: str
    has_unsaved: bool = False


@dataclass
class Owed:
    """Everything one person owes, on one screen."""

    returned: list[Line] = field(default_factory=list)
    drafts: list[Line] = field(default_factory=list)
    sent: list[Line] = field(default_factory=list)
    to_judge: list[Line] = field(default_factory=list)
    to_publish: list[Line] = field(default_factory=list)
    has_more_to_judge: bool = False
    silent: list[Country] = field(default_factory=list)
    biennium: Biennium | None = None
    days_left: int | None = None
    has_unsaved: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether the desk is clear."""
        return not (self.returned or self.drafts or self.sent or self.to_judge or self.to_publish or self.silent)


def by(user: User, today: date) -> Owed:
    """What this person owes today, in six queries at most however much it is."""
    owed = Owed(biennium=Biennium.objects.covering(today.year))
    if owed.biennium:
        owed.days_left = (owed.biennium.ends_on - today).days
    _hers(owed, user)
    _waiting(owed, user)
    if permissions.may_anywhere(user, Act.WRITE) and owed.biennium:
        owed.silent = list(_silent(user, owed.biennium))
    return owed


def waiting_for(user: User) -> ResultQuerySet:
    """Reports sent in or approved in the countries where a person judges or publishes, the longest waiting first."""
    in_hers = Q(state=State.SUBMITTED, country__in=permissions.countries_open_to(user, Act.APPROVE)) | Q(
        state=State.APPROVED, country__in=permissions.countries_open_to(user, Act.PUBLISH)
    )
    others = ~Q(created_by=user) & ~Q(changed_by=user)
    hers_or_nobodys = Q(reviewer=user) | ~Q(permissions.reviewer_may_approve()) | Q(state=State.APPROVED)
    return _for_lines(Result.objects.filter(in_hers & others & hers_or_nobodys)).order_by("state_since", "reference")


def _for_lines(results: ResultQuerySet) -> ResultQuerySet:
    open_threads = Count("comments", filter=Q(comments__answers__isnull=True, comments__resolved_at__isnull=True))
    return results.select_related(
        "country__region", "state_by", "reviewer", "changed_by", "indicator__policy_outcome__biennium"
    ).annotate(open_threads=open_threads)


def _hers(owed: Owed, user: User) -> None:
    """What she wrote or changed last and has not reached readers."""
    hers = Result.objects.filter(Q(created_by=user) | Q(changed_by=user), state__in=_ON_THE_WAY)
    unsaved = set(work.unsaved_of(user).values_list("result", flat=True))
    owed.has_unsaved = bool(unsaved)
    groups = {State.RETURNED: owed.returned, State.DRAFT: owed.drafts}
    for result in _for_lines(hers).order_by("-changed_at")[: 4 * MOST]:
        missing = [name for name in _TEXTS if not getattr(result, name).strip()]
        act = Act.WRITE if permissions.may(user, Act.WRITE, result) else Act.READ
        line = Line(result, missing, act, result.pk in unsaved)
        groups.get(State(result.state), owed.sent).append(line)


def _waiting(owed: Owed, user: User) -> None:
    """What waits for her judgement, and what waits to be published."""
    if not (permissions.may_anywhere(user, Act.APPROVE) or permissions.may_anywhere(user, Act.PUBLISH)):
        return
    waiting = list(waiting_for(user)[: 4 * MOST])
    judging = [Line(result, [], Act.APPROVE) for result in waiting if result.state == State.SUBMITTED]
    owed.to_judge, owed.has_more_to_judge = judging[:MOST], len(judging) > MOST
    owed.to_publish = [Line(r, [], Act.PUBLISH) for r in waiting if r.state == State.APPROVED][:MOST]


def _silent(user: User, biennium: Biennium) -> list[Country]:
    """The countries she writes for in which nothing has been reported on this biennium."""
    reported = Result.objects.filter(
        country=OuterRef("pk"), date__gte=biennium.starts_on, date__lte=biennium.ends_on
    ).exclude(state=State.WITHDRAWN)
    hers = permissions.countries_open_to(user, Act.WRITE)
    return list(hers.filter(~Exists(reported)).select_related("region")[: 2 * MOST])
