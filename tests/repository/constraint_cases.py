"""For every constraint a row that breaks it, and the sentence a person is told."""

from datetime import date, timedelta

from django.utils import timezone

from results.models import (
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
        lambda: changed(make.ResultFactory(), state="lost"), "A report is a draft or approved."),
    "contribution_participants_cover_women_and_men": (
        lambda: changed(make.ContributionFactory(), participants=10, women=8, men=3),
        "Women and men together are more than the participants in all."),
    "contribution_date_has_a_precision": (
        lambda: changed(make.ContributionFactory(), date=date(2021, 6, 1)),
        "Say to what the date is known, or leave the date empty."),
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
    "project_ends_after_it_starts": (
        lambda: changed(make.ProjectFactory(), starts_on=date(2021, 1, 1), ends_on=date(2020, 12, 31)),
        "The project ends before it starts. Correct one of the dates."),
    "project_amounts_are_not_negative": (
        lambda: changed(make.ProjectFactory(), budget=-1), "Budget and spent amount cannot be negative."),
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
