"""For every check a report in which it finds something; the database is empty before."""

from datetime import date

from results.checks import Report
from results.models import DriverText, PeopleReached, Project, ResultSdgLink
from sdg_links.models import Target
from tests import factories as make

TODAY = date(2022, 3, 1)
SENTENCE = "The Government adopted one register for all social assistance offices of the country"


def lower_step():
    reached = make.PublishedResultFactory(date=date(2018, 5, 1), step__number=3)
    return Report(country=reached.country, date=date(2021, 5, 1), step=make.AchievementStepFactory(number=1))


def duplicate():
    other = make.ResultFactory(summary=SENTENCE)
    return Report(country=other.country, indicator=other.indicator, summary=SENTENCE)


def too_many_people():
    country = make.CountryFactory(population=9_500_000, population_year=2021)
    return Report(country=country, people_reached=[PeopleReached(kind="legal", total=95_000_000)])


# check: what makes a report in which it finds something
FAILING = {
    "not-valid": lambda: Report(language="xx"),
    "text-missing": Report,
    "date-missing": Report,
    "date-to-come": lambda: Report(date=date(2022, 3, 2)),
    "date-outside-every-biennium": lambda: Report(date=date(1999, 5, 1)),
    "driver-of-another-biennium": lambda: Report(
        date=date(2021, 5, 1), driver_texts=[DriverText(driver=make.DriverFactory(biennia=[]))]
    ),
    "too-many-sdg-targets": lambda: Report(sdg_links=[ResultSdgLink(target=Target(pk=n)) for n in range(11)]),
    "evidence-missing": Report,
    "people-without-kind": lambda: Report(people_reached=[PeopleReached(women=40_000)]),
    "people-more-than-the-country-has": too_many_people,
    "people-women-and-men-more-than-all": lambda: Report(people_reached=[PeopleReached(women=6, men=5, total=10)]),
    "people-more-than-the-projects-plan": lambda: Report(
        projects=[Project(code="TJK/19/50/EUR", people_planned=2_000)],
        people_reached=[PeopleReached(kind="effective", women=1_500, men=1_500)],
    ),
    "summary-is-an-activity": lambda: Report(summary="A workshop was held in Dushanbe"),
    "expected-and-not-achieved": lambda: Report(summary="A law is expected to be adopted"),
    "actor-missing": lambda: Report(summary="Pensions have been increased"),
    "acronym-not-spelt-out": lambda: Report(summary="FITUT agrees to the reform"),
    "text-in-another-language": lambda: Report(summary="Le Gouvernement adopte une loi sur les retraites dans le pays"),
    "step-lower-than-reached": lower_step,
    "near-duplicate": duplicate,
    "contribution-repeats-the-outcome": lambda: Report(outcome_achieved=SENTENCE, contribution=SENTENCE),
}
