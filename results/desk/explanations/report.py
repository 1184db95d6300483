"""What the fields of the report itself mean: where and when, the three texts, what it counts towards."""

from django.utils.translation import gettext_lazy as _

from results.desk.explanations.explanation import Explanation

EXPLANATIONS = {
    "country": Explanation(
        term=_("Country"),
        text=_(
            "The country in which the change happened. Write one report for each country, even if one project works "
            "in several. Its code begins the reference of the report, such as TJK-2021-001."
        ),
        good=_("Tajikistan, for a reform of its unemployment benefit."),
        bad=_("Uzbekistan, because the project office is in Tashkent."),
        why_bad=_("The report would count for a country in which nothing changed."),
    ),
    "cpo": Explanation(
        term=_("Country programme outcome"),
        text=_(
            "What the country programme works towards, with a code such as TJK128. Choose the outcome that this change "
            "brings closer. Several reports, over several years, may belong to the same one."
        ),
        good=_("TJK128, because its text speaks of linking employment and social protection services."),
        bad=_("The outcome that happens to pay for the staff who worked on it."),
        why_bad=_("Where the money came from says nothing about what the country set out to reach."),
    ),
    "date": Explanation(
        term=_("Date of the change"),
        text=_(
            "The day on which the change became real: a law was adopted, a decree was signed, a scheme paid its first "
            "benefits. The biennium of this date decides which indicators can be chosen."
        ),
        good=_("29 June 2024, the day on which Parliament passed the law."),
        bad=_("12 December 2024, the day of the closing workshop of the project."),
        why_bad=_("Nothing changed for people on that day; the law had been in place for months."),
    ),
    "date_precision": Explanation(
        term=_("Date known to the day, month or year"),
        text=_(
            "How exactly the date is known. If a document gives only the month, choose “month”; readers then see “June "
            "2024”. An honest month is worth more than a guessed day."
        ),
        good=_("June 2024, known to the month: the minutes name no day."),
        bad=_("1 June 2024, known to the day, because a day had to be entered."),
        why_bad=_("Readers take the day for a fact and look in vain for what happened on it."),
    ),
    "language": Explanation(
        term=_("Language of the texts"),
        text=_(
            "The language in which you write this report. Checks, suggestions and translators rely on it. Use one "
            "language for all its texts."
        ),
        good=_("French, with every text in French and the names of laws as they are."),
        bad=_("English chosen, but the contribution pasted in from a note in Spanish."),
        why_bad=_("The checks look for the wrong words, and readers meet a language that nobody announced."),
    ),
    "summary": Explanation(
        term=_("Outcome summary"),
        text=_(
            "One sentence that says what is different in the country. Name who changed what. It stands alone in every "
            "list, so it must be understood without the rest of the report."
        ),
        good=_("Parliament adopts a law that opens sickness insurance to self-employed workers."),
        bad=_("Three workshops on sickness insurance were held for 90 participants."),
        why_bad=_("A workshop is something we did. What the country changed because of it is missing."),
    ),
    "outcome_achieved": Explanation(
        term=_("Outcome achieved"),
        text=_(
            "What is different now, who made it so, for whom, and how it was before. Report only what has happened; "
            "what is planned belongs in a later report. Give names, dates and figures that a reader can check."
        ),
        good=_(
            "Since 1 March 2023, seasonal workers qualify for unemployment benefit after six months of contributions "
            "instead of twelve. The Government changed the rules by decree 114."
        ),
        bad=_("The new law is expected to be adopted by the end of the year and will greatly improve coverage."),
        why_bad=_("It has not happened yet, and “greatly” cannot be checked."),
    ),
    "contribution": Explanation(
        term=_("Contribution to the outcome"),
        text=_(
            "What the organisation itself did that helped this change come about, and how one led to the other. Do not "
            "repeat the outcome. Single activities, with their numbers, are listed separately."
        ),
        good=_(
            "The office compared four ways of shortening the contribution period and their costs. The ministry chose "
            "the third, and the decree follows our draft of articles 5 to 9."
        ),
        bad=_("Seasonal workers now qualify for unemployment benefit thanks to the support of the office."),
        why_bad=_("It tells the outcome a second time, and nobody learns what the support was."),
    ),
    "indicator": Explanation(
        term=_("Indicator it counts towards"),
        text=_(
            "The one indicator under which the country is counted for this biennium. A country counts once for each "
            "indicator, however many reports it has. Read the criteria of the indicator before you choose."
        ),
        good=_("8.2.1, because the change is better financial management of the fund."),
        bad=_("8.1.1, because it still lacks two countries to reach its target."),
        why_bad=_("The choice follows a number that is wanted, not what has changed; a reviewer will return it."),
    ),
    "further_indicators": Explanation(
        term=_("Further indicators"),
        text=_(
            "Other indicators that this change also speaks to. They are shown on the record and never counted. Leave "
            "this empty when in doubt."
        ),
        good=_("8.3.1 besides 8.1.1: the new law also links the benefit to services for jobseekers."),
        bad=_("All indicators of the outcome, in case one of them counts."),
        why_bad=_("None of these is counted, and readers can no longer tell what the report is about."),
    ),
    "step": Explanation(
        term=_("Achievement step"),
        text=_(
            "How far the country has come with this change: 1, a strategy or policy is adopted; 2, a scheme is "
            "designed or reformed, its law included; 3, operations or governance work better. It does not depend on "
            "the indicator."
        ),
        good=_("Step 2: the law that creates the maternity scheme has been adopted."),
        bad=_("Step 3, because the law says that an agency will run the scheme."),
        why_bad=_("A law that announces an agency is step 2. Step 3 begins when the agency works."),
    ),
}
