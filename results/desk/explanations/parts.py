"""What the fields of single contributions and of evidence mean."""

from django.utils.translation import gettext_lazy as _

from results.desk.explanations.explanation import Explanation

EXPLANATIONS = {
    "contributions": Explanation(
        term=_("Single contributions"),
        text=_(
            "The things the organisation did towards this change, one a line: a study, a draft, a training. List those "
            "without which the change would have come later or not at all."
        ),
        good=_("An actuarial valuation in March, and the draft of two decrees in June."),
        bad=_("Every meeting that staff attended during the year."),
        why_bad=_("What mattered disappears among what did not."),
    ),
    "contributions.kind": Explanation(
        term=_("Kind of contribution"),
        text=_(
            "What sort of thing it was, such as policy advice, training, drafting or a survey. Choose the closest "
            "kind. “Other” is for what fits nowhere, and then the description must say what it was."
        ),
        good=_("Actuarial valuation, for the calculation of the contribution rate."),
        bad=_("Policy advice, for a training course on policy."),
        why_bad=_("The kind is what was done, not the subject it was about."),
    ),
    "contributions.description": Explanation(
        term=_("Description of a contribution"),
        text=_("What it was and for whom, in one line. A reader should recognise it if she was there."),
        good=_("Course on reading actuarial reports for the members of the fund's board"),
        bad=_("Capacity building"),
        why_bad=_("It could be anything, for anybody, anywhere."),
    ),
    "contributions.quantity": Explanation(
        term=_("How many"),
        text=_("How many of this kind there were: three webinars are 3. It is not the number of people taking part."),
        good=_("3, for three webinars on the same subject."),
        bad=_("75, because 25 people came to each of the three."),
        why_bad=_("People taking part have fields of their own; here they would read as 75 webinars."),
    ),
    "contributions.women": Explanation(
        term=_("Women taking part"),
        text=_(
            "How many women took part, counted from the lists. Leave it empty if it is not known: empty is shown as a "
            "dash, zero says that no woman came."
        ),
        good=_("14, counted from the attendance lists."),
        bad=_("0, because nobody kept a list."),
        why_bad=_("Not knowing is not zero; it would be reported as a course without women."),
    ),
    "contributions.men": Explanation(
        term=_("Men taking part"),
        text=_(
            "How many men took part, counted from the lists. Count a person who came to three sessions of one course "
            "once. Leave it empty if it is not known."
        ),
        good=_("19 men who attended at least one session."),
        bad=_("57, since 19 men attended three sessions each."),
        why_bad=_("The same people are counted three times."),
    ),
    "contributions.participants": Explanation(
        term=_("Participants in all"),
        text=_(
            "All who took part, but only if women and men are not known apart. Where both are known, leave this empty: "
            "the total is worked out for you."
        ),
        good=_("240 who followed a webinar for which only a total was recorded."),
        bad=_("“About 50”, with 30 women and 30 men."),
        why_bad=_("The total contradicts its parts, and readers cannot tell which one is right."),
    ),
    "contributions.date": Explanation(
        term=_("Date of a contribution"),
        text=_("When it was done or finished. It normally comes before the change that it led to."),
        good=_("March 2021, for a study that was used in the law of June 2021."),
        bad=_("A training in November, for a decree signed in June of the same year."),
        why_bad=_("What came after the change cannot have led to it."),
    ),
    "contributions.date_precision": Explanation(
        term=_("Date of a contribution: day, month or year"),
        text=_("How exactly that date is known. The month is enough for most contributions."),
        good=_("March 2021, known to the month, for a study that took several weeks."),
        bad=_("31 December, known to the day, because the year was all that anyone remembered."),
        why_bad=_("Choose “year” instead: a day that was made up looks like a fact."),
    ),
    "evidence": Explanation(
        term=_("Evidence"),
        text=_(
            "Where somebody who was not there can see that the change happened: the law, the official journal, a "
            "published report. One document that shows it is better than ten that mention it."
        ),
        good=_("The decree as published in the official journal."),
        bad=_("The agenda of a workshop on the decree."),
        why_bad=_("It shows that people met, not that anything was adopted."),
    ),
    "evidence.title": Explanation(
        term=_("What the evidence is"),
        text=_("The name of the document, with its number and date, in the language it is written in."),
        good=_("Decree No. 114 on unemployment benefit, 1 March 2023"),
        bad=_("scan_final2.pdf"),
        why_bad=_("A reader cannot tell what it is without opening it."),
    ),
    "evidence.proves": Explanation(
        term=_("What the evidence proves"),
        text=_("Which statement of the report this document bears out, and on which page or in which article."),
        good=_("Article 7: six months of contributions are enough."),
        bad=_("Important document."),
        why_bad=_("The reviewer has to read all of it to find out why it is here."),
    ),
    "evidence.url": Explanation(
        term=_("Address"),
        text=_(
            "The lasting web address at which the document itself can be read. Give an address or add a file, one of "
            "the two. Prefer the site of whoever published it."
        ),
        good=_("https://example.org/official-journal/2023/decree-114"),
        bad=_("The address of a folder that only our office can open."),
        why_bad=_("Everyone else meets a closed door."),
    ),
    "evidence.file": Explanation(
        term=_("File"),
        text=_(
            "The document itself, if it has no address of its own. Take out names, telephone numbers and signatures of "
            "private persons first: they may not be made public."
        ),
        good=_("The signed minutes of the tripartite council, as a PDF."),
        bad=_("A list of participants with their telephone numbers."),
        why_bad=_("It proves no change and gives away what these people told us in confidence."),
    ),
    "evidence.is_public": Explanation(
        term=_("Public"),
        text=_(
            "Whether readers of the published record may see it. Evidence that is not public is seen only by "
            "colleagues who may open the report."
        ),
        good=_("Public: a law from the official journal. Not public: a draft shared in confidence."),
        bad=_("Public: a letter of the minister marked as confidential."),
        why_bad=_("Publishing it breaks the trust of the partner, and cannot be undone."),
    ),
}
