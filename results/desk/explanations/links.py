"""What the links of a report mean: SDG targets and goals, projects, partners, drivers and topics."""

from django.utils.translation import gettext_lazy as _

from results.desk.explanations.explanation import Explanation

EXPLANATIONS = {
    "sdg_links": Explanation(
        term=_("Links to the SDGs"),
        text=_(
            "The targets of the Sustainable Development Goals that this change brings closer, each with its reason. "
            "Ten are the most, two or three are usual. Suggestions come from the words of your text: you decide."
        ),
        good=_("1.3 and 8.3, each with one sentence that says why."),
        bad=_("Ten targets of seven goals, without a reason."),
        why_bad=_("A report that links to everything helps nobody who looks for one target."),
    ),
    "sdg_links.target": Explanation(
        term=_("SDG target"),
        text=_(
            "One of the 169 targets, such as 1.3. Choose it if the change itself moves the target, not because both "
            "mention the same group of people. A target implies its goal."
        ),
        good=_("8.3, because the simple registration helps small businesses to become formal."),
        bad=_("4.4 on skills, because staff of the fund were trained."),
        why_bad=_("The training was our means. The change is that the fund pays benefits on time."),
    ),
    "sdg_links.goal": Explanation(
        term=_("SDG goal"),
        text=_("A goal alone, where none of its targets fits. If a target fits, choose the target instead."),
        good=_("Goal 10, for a change on equality that none of its targets describes."),
        bad=_("Goal 1 besides target 1.3."),
        why_bad=_("Target 1.3 already belongs to goal 1; the link would stand there twice."),
    ),
    "sdg_links.reason": Explanation(
        term=_("Reason of a link"),
        text=_("One sentence that says how this change brings the target closer, in words of this report."),
        good=_("Seasonal workers can now qualify for income support when they lose their job."),
        bad=_("The report contributes to target 1.3 on social protection."),
        why_bad=_("It repeats the target. How the change contributes is still unknown."),
    ),
    "projects": Explanation(
        term=_("Linked projects"),
        text=_(
            "The development cooperation projects whose work or money helped this change come about. A project may be "
            "linked to several reports, and a report may do without one."
        ),
        good=_("The project that paid for the actuarial study used in the law."),
        bad=_("All projects running in the country that year."),
        why_bad=_("Donors read here what their money did; a project without a part in it claims too much."),
    ),
    "partners": Explanation(
        term=_("Partners by name"),
        text=_(
            "The organisations that worked with us towards this change, each by its name. Those who only took part in "
            "a meeting, or for whom the change was made, are not partners."
        ),
        good=_("UNICEF, which costed the child benefit together with us."),
        bad=_("The ministry that adopted the policy."),
        why_bad=_("The ministry made the change; it belongs in the outcome, as the one who did it."),
    ),
    "partnerships": Explanation(
        term=_("Partnership category"),
        text=_(
            "What kind of partners these are, such as other agencies of the United Nations or civil society. The World "
            "Bank, the IMF and development banks are international financial institutions (IFIs)."
        ),
        good=_("“With UN agencies, excluding IFIs”, for the joint work with UNICEF."),
        bad=_("The same category, for a study made together with the World Bank."),
        why_bad=_("The World Bank is an IFI and has a category of its own."),
    ),
    "driver_texts": Explanation(
        term=_("Drivers"),
        text=_(
            "Questions that run across all our work, such as gender equality or social dialogue. They change with the "
            "biennium. Write on those for which something can be shown, and leave the others out."
        ),
        good=_("A text on social dialogue and none on the environment, on which nothing was done."),
        bad=_("The same general paragraph under each driver."),
        why_bad=_("Readers learn nothing and stop reading the drivers altogether."),
    ),
    "driver_texts.driver": Explanation(
        term=_("Driver"),
        text=_(
            "The one question that this text is about, such as gender equality and non-discrimination or "
            "international labour standards. Only the drivers of the biennium of the date can be chosen."
        ),
        good=_("Social dialogue: unions and employers agreed on the contribution rate."),
        bad=_("Gender equality, because several women attended."),
        why_bad=_("Who sat in the room is not yet a change in equality between women and men."),
    ),
    "driver_texts.text": Explanation(
        term=_("Text on a driver"),
        text=_(
            "What this change does for the driver, with a fact that can be checked. For labour standards name the "
            "Convention and the article; for social dialogue say what the two sides agreed."
        ),
        good=_("The decree counts a year of care for a child as a year of contributions."),
        bad=_("Gender equality was mainstreamed throughout the process."),
        why_bad=_("It is true of every report or of none; nothing in it can be checked."),
    ),
    "topics": Explanation(
        term=_("Topics"),
        text=_(
            "Words under which readers find this report, in four groups: branch, theme, type of scheme, population "
            "group. Choose what the change is about, in as many groups as fit, and nothing it merely mentions."
        ),
        good=_("Unemployment; legal frameworks; social insurance; young people."),
        bad=_("Every topic that a word of the text can be tied to."),
        why_bad=_("Whoever looks for one topic finds reports that are about another."),
    ),
    "topics.branch": Explanation(
        term=_("Branch of social security"),
        text=_(
            "Which of the nine branches of Convention No. 102 the change is about: medical care, sickness, "
            "unemployment, old age, employment injury, family, maternity, invalidity, survivors. “All branches” is for "
            "the system as a whole."
        ),
        good=_("Unemployment, for a reform of unemployment benefit."),
        bad=_("All branches, because the fund that pays this benefit also runs the others."),
        why_bad=_("Only one branch has changed; the others are as they were."),
    ),
    "topics.theme": Explanation(
        term=_("Theme"),
        text=_("What about the system has changed: its law, financing, governance, administration or statistics."),
        good=_("Financing, for a rule on when the contribution rate may be changed."),
        bad=_("Statistics, because the report gives figures."),
        why_bad=_("The theme is what changed, not what the report is written with."),
    ),
    "topics.scheme": Explanation(
        term=_("Type of scheme"),
        text=_(
            "How the benefit is organised: social insurance is paid from contributions, social assistance from taxes "
            "for people in need, a universal scheme from taxes for everyone in a group."
        ),
        good=_("Universal scheme, for a pension to all residents above 70."),
        bad=_("Social insurance, for a cash transfer to poor families."),
        why_bad=_("Nobody pays contributions for it; it is social assistance."),
    ),
    "topics.group": Explanation(
        term=_("Population group"),
        text=_("The people for whom something is different now. Choose a group only if the change is meant for it."),
        good=_("Domestic workers, for a law that brings them into the maternity scheme."),
        bad=_("Women, children, migrants and older persons, because the law applies to all."),
        why_bad=_("Whoever looks for what was done for migrants finds a law that does not mention them."),
    ),
}
