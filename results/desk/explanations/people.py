"""What a figure of people reached means, and the three senses in which people are."""

from django.utils.translation import gettext_lazy as _

from results.desk.explanations.explanation import Explanation

EXPLANATIONS = {
    "people_reached": Explanation(
        term=_("People reached"),
        text=_(
            "How many people the change reaches, and in which sense. Give one line for each sense, each with its "
            "source. If no sound figure exists yet, leave it out and report it later."
        ),
        good=_("9,000 workers of the pilot, effectively covered, from the register of the fund."),
        bad=_("The two million workers of the sector, though the pilot has 9,000 members."),
        why_bad=_("It credits a small pilot with the reach of a whole programme."),
    ),
    "people_reached.kind": Explanation(
        term=_("In what sense people are reached"),
        text=_(
            "Whether people are entitled by law, are covered in practice, or receive a better benefit than before. "
            "These three are never added up: the same person may be in all of them."
        ),
        good=_("Legal coverage, 600,000; effective coverage, 41,000; each on its own line."),
        bad=_("641,000 people covered."),
        why_bad=_("People who were entitled and then registered are in it twice."),
    ),
    "people_reached.kind.legal": Explanation(
        term=_("Legal coverage"),
        text=_(
            "People who have a right to a benefit because a law or decree in force says so, whether or not they have "
            "registered or been paid."
        ),
        good=_("600,000 self-employed workers to whom the law of 2024 applies since January."),
        bad=_("600,000 workers whom a bill before Parliament would include."),
        why_bad=_("A bill gives nobody a right until it is adopted and in force."),
    ),
    "people_reached.kind.effective": Explanation(
        term=_("Effective coverage"),
        text=_(
            "People who actually contribute to a scheme, are registered with it or receive its benefit. It is counted "
            "from registers or surveys, and is usually smaller than legal coverage."
        ),
        good=_("41,000 self-employed workers who paid contributions in the last quarter."),
        bad=_("600,000, since everyone who may register is counted as covered."),
        why_bad=_("That is legal coverage; most of them have no protection in practice yet."),
    ),
    "people_reached.kind.adequacy": Explanation(
        term=_("Adequacy"),
        text=_(
            "People who were covered before and now receive a better benefit: a higher amount, a longer period or a "
            "wider range of services."
        ),
        good=_("120,000 pensioners whose minimum pension rose by a fifth."),
        bad=_("All 300,000 pensioners, though only the lowest pensions rose."),
        why_bad=_("For 180,000 of them nothing improved."),
    ),
    "people_reached.women": Explanation(
        term=_("Women reached"),
        text=_("How many of the people reached are women and girls. Leave it empty if the source does not tell."),
        good=_("22,400, from the register, which records sex."),
        bad=_("20,500, half of all people, since no breakdown was found."),
        why_bad=_("An even split that nobody counted hides whether women were left out."),
    ),
    "people_reached.men": Explanation(
        term=_("Men reached"),
        text=_("How many of the people reached are men and boys. Leave it empty if the source does not tell."),
        good=_("18,600, from the same register and the same day as the women."),
        bad=_("18,600 of 2023, beside a number of women of 2021."),
        why_bad=_("Two dates in one figure make the comparison between women and men wrong."),
    ),
    "people_reached.total": Explanation(
        term=_("People reached in all"),
        text=_(
            "All people reached, but only where women and men are not known apart. Where both are known, leave this "
            "empty. It cannot be larger than the population of the country."
        ),
        good=_("41,000 members, from a report that gives only the total."),
        bad=_("180,000, by multiplying 41,000 members by the average size of a family."),
        why_bad=_("Families are not covered because a member is, unless the scheme says so."),
    ),
    "people_reached.is_estimated": Explanation(
        term=_("Measured or estimated"),
        text=_(
            "Say “estimated” if nobody counted these people one by one: a projection, a sample survey, a calculation. "
            "Readers are then told that they are about so many."
        ),
        good=_("Estimated: 600,000, calculated from the labour force survey."),
        bad=_("Measured: 600,000, from the project's own forecast."),
        why_bad=_("A forecast is not a count, however round or exact the number looks."),
    ),
    "people_reached.source": Explanation(
        term=_("Source of the figure"),
        text=_("Where the figure comes from, so that somebody else can find it: who, what and of which date."),
        good=_("Social Security Fund, register of members, 30 September 2023"),
        bad=_("Ministry"),
        why_bad=_("Nobody can find the figure again, or see of which year it is."),
    ),
    "people_reached.overlaps_with": Explanation(
        term=_("Already counted elsewhere"),
        text=_(
            "The report whose figure already holds these same people. Choose it, and they are counted once: figures "
            "that overlap are never added up."
        ),
        good=_("The report on the law of 2022, whose 600,000 include these 41,000."),
        bad=_("Left empty, although last year's report has the same members."),
        why_bad=_("The country's total would hold these people twice."),
    ),
}
