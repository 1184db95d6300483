"""Whether a report fits what its country has already reached and reported."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from results.checks.registry import Finding, Level, check
from results.checks.report import Report
from results.checks.shingles import longest_shared, share, shingles
from results.checks.surroundings import Surroundings

# Shared parts of the shorter text from which on two texts say the same; found by trying real reports.
_REPEATED, _DUPLICATE = 0.4, 0.5
# Shorter texts share their few words by chance: "adopts a national strategy".
_FEWEST_SHINGLES = 5


@check(
    "step-lower-than-reached",
    level=Level.ADVICE,
    title=_("A step lower than the country already reached"),
    explanation=_(
        "A country climbs from a strategy to a scheme to its operation. A lower step later is right where a new scheme "
        "or a new strategy begins; often it is a slip."
    ),
    cure=_("Choose the higher step where the result continues what was reached; leave it where something new begins."),
    sentence=_(
        "%(country)s reached step %(reached)s in %(year)s (%(reference)s); this report says step %(step)s. "
        "Correct it, unless something new begins here."
    ),
)
def step_lower_than_reached(report: Report, around: Surroundings) -> Iterator[Finding]:
    if report.step is None or report.country is None or report.date is None:
        return
    highest = around.neighbours_in(report.country).highest_before(report)
    if highest and highest.step > report.step.number:
        values = {"reached": highest.step, "year": str(highest.date.year), "reference": highest.reference}
        yield Finding("step", {"country": dict(report.country.name), "step": report.step.number, **values})


@check(
    "near-duplicate",
    level=Level.ADVICE,
    title=_("Almost the same as another result of the country"),
    explanation=_("A change is reported once. Two reports that say the same would be listed and cited twice."),
    cure=_("Correct the other report instead of writing a second one, or say what is different in this one."),
    sentence=_("This says almost the same as %(reference)s: %(words)s. Correct that report, or say here what is new."),
)
def near_duplicate(report: Report, around: Surroundings) -> Iterator[Finding]:
    own = shingles(report.what_changed)
    if report.country is None or not (report.indicator or report.cpo) or len(own) < _FEWEST_SHINGLES:
        return
    for other in around.neighbours_in(report.country).alike(report):
        if len(other.shingles) >= _FEWEST_SHINGLES and share(own, other.shingles) >= _DUPLICATE:
            passage = longest_shared(report.what_changed, other.shingles)
            yield Finding("summary", {"reference": other.reference, "words": [passage]})
            return


@check(
    "contribution-repeats-the-outcome",
    level=Level.ADVICE,
    title=_("The contribution repeats the outcome"),
    explanation=_(
        "The outcome is what the country changed; the contribution is what the organisation did before. Where both say "
        "the same, one of them is missing."
    ),
    cure=_(
        "Say in the contribution who of the organisation did what, when and with whom; leave the change to the outcome."
    ),
    sentence=_("The contribution repeats the outcome: %(words)s. Say here only what the organisation itself did."),
)
def contribution_repeats_the_outcome(report: Report, around: Surroundings) -> Iterator[Finding]:
    outcome = shingles(report.what_changed)
    contribution = shingles(report.contribution or "")
    if min(len(outcome), len(contribution)) < _FEWEST_SHINGLES:
        return
    if share(outcome, contribution) >= _REPEATED:
        yield Finding("contribution", {"words": [longest_shared(report.contribution, outcome)]})
