"""For every constraint a row that breaks it, and the sentence a person is told."""

from datetime import date, timedelta

from django.utils import timezone

from results.models import (
    PublicationFile,
    PublicationFurtherIndicator,
    PublicationGoal,
    PublicationPartner,
    PublicationPartnership,
    PublicationProject,
    PublicationTarget,
    PublicationTopic,
)
from tests import factories as make


def changed(instance, **fields):
    """The stored row with other values, not saved yet."""
    for name, value in fields.items():
        setattr(instance, name, value)
    return instance


def again(instance, **fields):
    """The same row once more under another primary key, not saved yet."""
    columns = [f for f in instance._meta.concrete_fields if not f.primary_key and not f.generated]
    copy = type(instance)(**{column.attname: getattr(instance, column.attname) for column in columns})
    return changed(copy, **fields)


def publication(**fields):
    """One version more of something published an hour ago, not saved yet; unless told otherwise it has ended."""
    first = make.publish(make.ResultFactory())
    make.publish(first.result)
    now = timezone.now()
    ended = {"number": 3, "published_at": now - timedelta(hours=1), "superseded_at": now}
    return again(first, **{**ended, **fields})


def linked(model, **link):
    """A link of a publication that exists already, made once more."""
    first = make.publish(make.ResultFactory())
    return again(model.objects.create(publication=first, **link))


def sdg_link(**fields):
    return make.ResultSdgLinkFactory(**fields)


def given_to_herself(exception):
    return changed(exception, person=exception.given_by)


def administrator(**fields):
    return make.CountryRoleFactory(role="administrator", country=None, **fields)


CASES = {
    # sdg_links
    "goal_number_is_1_to_17": (
        lambda: changed(make.GoalFactory(), number=18), "A goal has a number from 1 to 17."),
    # countries
    "country_iso3_has_three_letters": (
        lambda: changed(make.CountryFactory(), iso3="TJ"), "An ISO code is three capital letters, for example TJK."),
    "country_m49_is_unique": (
        lambda: again(make.CountryFactory(m49="762"), iso3="MOZ", iso2="MZ"), "Another country has this M49 code."),
    "country_population_has_a_year": (
        lambda: changed(make.CountryFactory(), population=9_537_645), "A population figure needs its year."),
    "country_has_a_tile_of_its_own": (
        lambda: again(make.CountryFactory(tile_row=1, tile_column=2), iso3="MOZ", iso2="MZ"),
        "Another country has this place on the tile grid."),
    "country_tile_has_row_and_column": (
        lambda: changed(make.CountryFactory(), tile_row=1), "A place on the tile grid needs both a row and a column."),
    "user_email_is_unique_whatever_its_capitals": (
        lambda: again(make.UserFactory(email="ana@example.org"), email="Ana@Example.org"),
        "Another person has this e-mail address."),
    "role_is_for_a_country_or_a_region": (
        lambda: changed(make.CountryRoleFactory(), region=make.RegionFactory()),
        "Choose a country or a region, or neither for everywhere; not both."),
    "administrator_is_everywhere": (
        lambda: changed(administrator(), country=make.CountryFactory()),
        "An administrator works everywhere: leave country and region empty."),
    "role_is_given_once": (lambda: again(administrator()), "This person already holds this role there."),
    "framework_slug_is_unique_in_its_country": (
        lambda: again(make.CooperationFrameworkFactory()),
        "This country already has a framework with this short name."),
    "framework_ends_after_it_starts": (
        lambda: changed(make.CooperationFrameworkFactory(), start_year=2016, end_year=2015),
        "The last year comes before the first year. Correct one of them."),
    "area_slug_is_unique_in_its_framework": (
        lambda: again(make.PriorityAreaFactory()), "This framework already has an area with this short name."),
    # indicators
    "biennium_starts_in_an_even_year": (
        lambda: changed(make.BienniumFactory(), start_year=2021),
        "A biennium starts in an even year, for example 2020 for 2020-21."),
    "policy_outcome_code_is_unique_in_its_biennium": (
        lambda: again(make.PolicyOutcomeFactory()), "This biennium already has a policy outcome with this code."),
    "output_code_is_unique_in_its_outcome": (
        lambda: again(make.OutputFactory()), "This policy outcome already has an output with this code."),
    "indicator_code_is_unique_in_its_outcome": (
        lambda: again(make.IndicatorFactory()), "This policy outcome already has an indicator with this code."),
    "criterion_has_a_place_of_its_own": (
        lambda: again(make.CriterionFactory()), "Another criterion of this indicator has this position."),
    "indicator_target_is_set_once_a_region": (
        lambda: again(make.IndicatorTargetFactory(region=make.RegionFactory())),
        "This indicator already has a target for this region."),
    "indicator_target_is_set_once_worldwide": (
        lambda: again(make.IndicatorTargetFactory()), "This indicator already has a worldwide target."),
    "country_indicator_code_is_unique_in_its_country": (
        lambda: again(make.CountryIndicatorFactory()), "This country already has an indicator with this code."),
    "country_indicator_baseline_has_a_year": (
        lambda: changed(make.CountryIndicatorFactory(), baseline="26.6"),
        "Give the baseline together with its year, or leave both empty."),
    "country_indicator_percentages_are_never_added": (
        lambda: changed(make.CountryIndicatorFactory(), unit="percentage", across_places="sum"),
        "Percentages are neither added nor averaged. Choose latest, highest or not combined."),
    "period_target_is_set_once_a_year": (
        lambda: again(make.PeriodTargetFactory()), "This indicator already has a target for this year."),
    "measurement_is_made_once_a_year": (
        lambda: again(make.MeasurementFactory()),
        "This indicator already has a value for this year. Correct that one."),
    # results: the working copy
    "result_date_precision_is_known": (
        lambda: changed(make.ResultFactory(), date_precision="week"),
        "A date is known to the day, the month or the year."),
    "result_state_is_known": (
        lambda: changed(make.ResultFactory(), state="lost"), "This is not a state of a report."),
    "result_returned_or_withdrawn_says_by_whom_and_why": (
        lambda: changed(make.ResultFactory(), state="returned", state_by=make.UserFactory()),
        "Who returns or withdraws a report says why."),
    "contribution_participants_cover_women_and_men": (
        lambda: changed(make.ContributionFactory(), participants=10, women=8, men=3),
        "Women and men together are more than the participants in all."),
    "contribution_date_has_a_precision": (
        lambda: changed(make.ContributionFactory(), date=date(2021, 6, 1)),
        "Say to what the date is known, or leave the date empty."),
    "people_reached_has_a_number": (
        lambda: changed(make.PeopleReachedFactory(), women=None, men=None),
        "Write how many people: women, men, or all together."),
    "people_reached_total_covers_women_and_men": (
        lambda: changed(make.PeopleReachedFactory(), total=699),
        "Women and men together are more than the people in all."),
    "evidence_is_an_address_or_a_file": (
        lambda: changed(make.EvidenceFactory(), url=""),
        "Give the address of the evidence or add a file; one of the two."),
    "driver_text_is_written_once": (
        lambda: again(make.DriverTextFactory()),
        "This report already has a text on this driver. Add to that one."),
    "resultsdglink_names_goal_or_target": (
        lambda: changed(sdg_link(), goal=make.GoalFactory()),
        "Choose either a target or a goal: a target already implies its goal."),
    "result_links_once_to_a_target": (
        lambda: again(sdg_link()), "This result already links to this target."),
    "result_links_once_to_a_goal": (
        lambda: again(sdg_link(target=None, goal=make.GoalFactory())), "This result already links to this goal."),
    "reference_series_is_unique": (
        lambda: again(make.ReferenceSeriesFactory()), "This country and year already have a series."),
    "revision_is_kept_once": (lambda: again(make.RevisionFactory()), "This version is kept already."),
    "project_ends_after_it_starts": (
        lambda: changed(make.ProjectFactory(), starts_on=date(2021, 1, 1), ends_on=date(2020, 12, 31)),
        "The project ends before it starts. Correct one of the dates."),
    "project_amounts_are_not_negative": (
        lambda: changed(make.ProjectFactory(), budget=-1), "Budget and spent amount cannot be negative."),
    # results: judging, locked periods, the desk
    "comment_resolved_by_somebody": (
        lambda: changed(make.CommentFactory(), resolved_at=timezone.now()),
        "A resolved comment says who resolved it and when."),
    "comment_resolved_as_a_thread": (
        lambda: changed(
            make.CommentFactory(answers=make.CommentFactory()),
            resolved_at=timezone.now(), resolved_by=make.UserFactory()),
        "A whole thread is resolved, not a reply in it."),
    "judgement_is_given_once": (lambda: again(make.JudgementFactory()), "This criterion is ticked already."),
    "lock_is_for_a_biennium_or_a_year_in_a_country": (
        lambda: changed(make.PeriodLockFactory(), country=make.CountryFactory(), year=2021),
        "Choose a biennium, or a country and a year."),
    "lock_of_a_biennium_is_in_force_once": (
        lambda: again(make.PeriodLockFactory()), "This biennium is locked already."),
    "lock_of_a_year_is_in_force_once": (
        lambda: again(make.PeriodLockFactory(biennium=None, country=make.CountryFactory(), year=2021)),
        "This year is locked already in this country."),
    "lock_opened_by_somebody_for_a_reason": (
        lambda: changed(make.PeriodLockFactory(), unlocked_at=timezone.now(), unlocked_by=make.UserFactory()),
        "Who unlocks a period says why."),
    "lock_exception_is_given_by_somebody_else": (
        lambda: given_to_herself(make.LockExceptionFactory()),
        "Nobody gives herself an exception. Ask a colleague who may."),
    "unsaved_work_is_kept_once_a_tab": (
        lambda: again(make.UnsavedWorkFactory(result=None, place="new")),
        "What was typed in this tab is kept already."),
    "report_is_open_once_a_person": (
        lambda: again(make.OpenReportFactory()), "This person has the report open already."),
    "notice_is_given_once": (lambda: again(make.NoticeFactory()), "This person hears of this event already."),
    "digest_is_made_once_a_day": (
        lambda: again(make.DigestFactory()), "This person has the summary of this day already."),
    # results: what is imported
    "import_is_taken_back_by_somebody_after_it_was_applied": (
        lambda: changed(make.ImportBatchFactory(), taken_back_at=timezone.now()),
        "An import is taken back by somebody, after it was written."),
    "import_applied_has_a_date": (
        lambda: changed(make.ImportBatchFactory(), state="applied"),
        "An import that was written has the date on which that was."),
    "imported_row_stands_once_in_its_sheet": (
        lambda: again(make.ImportRowFactory()), "This row of the sheet is there already."),
    "prepared_file_of_refused_rows_names_its_import": (
        lambda: changed(make.PreparedFileFactory(), what="refused"), "Refused rows belong to an import."),
    # results: what is published
    "publication_number_is_unique_in_its_result": (lambda: publication(number=1), "This version exists already."),
    "publication_is_current_once_a_result": (
        lambda: publication(superseded_at=None), "Only one version of a result is the current one."),
    "publication_is_superseded_or_withdrawn_not_both": (
        lambda: publication(withdrawn_at=timezone.now(), withdrawn_by=make.UserFactory(), withdrawal_reason="Wrong"),
        "A version is either superseded or withdrawn."),
    "publication_withdrawal_has_person_and_reason": (
        lambda: publication(superseded_at=None, withdrawn_at=timezone.now()),
        "A withdrawal names who did it and why."),
    "publication_ends_after_it_began": (
        lambda: publication(superseded_at=timezone.now() - timedelta(days=1)),
        "A version cannot end before it was published."),
    "publication_file_is_unique": (
        lambda: linked(PublicationFile, file=make.EvidenceFileFactory()),
        "Publication file with this File and Publication already exists."),
    "publication_further_indicator_is_unique": (
        lambda: linked(PublicationFurtherIndicator, indicator=make.IndicatorFactory()),
        "Publication further indicator with this Indicator and Publication already exists."),
    "publication_goal_is_unique": (
        lambda: linked(PublicationGoal, goal=make.GoalFactory()),
        "Publication goal with this Goal and Publication already exists."),
    "publication_target_is_unique": (
        lambda: linked(PublicationTarget, target=make.TargetFactory()),
        "Publication target with this Target and Publication already exists."),
    "publication_topic_is_unique": (
        lambda: linked(PublicationTopic, topic=make.TopicFactory()),
        "Publication topic with this Topic and Publication already exists."),
    "publication_partnership_is_unique": (
        lambda: linked(PublicationPartnership, category=make.PartnershipCategoryFactory()),
        "Publication partnership with this Category and Publication already exists."),
    "publication_partner_is_unique": (
        lambda: linked(PublicationPartner, organisation=make.OrganisationFactory()),
        "Publication partner with this Organisation and Publication already exists."),
    "publication_project_is_unique": (
        lambda: linked(PublicationProject, project=make.ProjectFactory()),
        "Publication project with this Project and Publication already exists."),
}  # fmt: skip
