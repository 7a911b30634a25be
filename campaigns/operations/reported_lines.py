"""What a unit reported of an activity, as a line of the campaign's results: so that roll-ups count it."""

from __future__ import annotations

from campaigns.models import Activity, ActivityFigure, ContentGroup, MeasureUnit, Participation, Result, ResultCategory

SAID = ("done_quantity", "people_count", "times_count", "amount_vnd")
TOLD_BY = "Báo cáo của đơn vị"  # a text of the record, as people type it there
BY_MEASURE = {
    MeasureUnit.AWARD: ResultCategory.SCHOLARSHIPS,
    MeasureUnit.BAG: ResultCategory.WELFARE_BAGS,
    MeasureUnit.HOUSE: ResultCategory.HOUSES,
    MeasureUnit.ADDRESS: ResultCategory.ADDRESSES,
    MeasureUnit.BLOOD_UNIT: ResultCategory.BLOOD,
    MeasureUnit.TEAM: ResultCategory.TEAMS,
    MeasureUnit.SESSION: ResultCategory.ACTIVITIES,
}
BY_GROUP = {
    ContentGroup.COMMUNICATION: ResultCategory.ACTIVITIES,
    ContentGroup.SUPPORT: ResultCategory.CASH,
    ContentGroup.GIFTS: ResultCategory.GIFTS,
    ContentGroup.SPONSORSHIP: ResultCategory.SPONSORSHIP,
    ContentGroup.PLAY: ResultCategory.ACTIVITIES,
    ContentGroup.SKILLS: ResultCategory.ACTIVITIES,
    ContentGroup.REVIEW: ResultCategory.SURVEY,
    ContentGroup.HOUSES: ResultCategory.HOUSES,
}


def category_of(activity: Activity) -> ResultCategory:
    """Under what the results of an activity count: by what is counted, else by its content group."""
    by_group = BY_GROUP.get(ContentGroup(activity.content_group), ResultCategory.OTHER)
    return BY_MEASURE.get(MeasureUnit(activity.measure), by_group)


def keep_line(figure: ActivityFigure, participation: Participation) -> None:
    """The line of results says what the figure says; no line where nothing is said."""
    if all(getattr(figure, name) is None for name in SAID):
        if figure.result:
            figure.result.delete()
        return
    activity, campaign = figure.activity, participation.campaign
    line = figure.result or Result(campaign=campaign, managing_unit_id=participation.unit_id, told_by=TOLD_BY)
    line.label, line.measure, line.category = activity.name[:200], activity.measure, category_of(activity)
    line.quantity, line.note = figure.done_quantity, figure.note
    line.people_count, line.times_count, line.amount_vnd = figure.people_count, figure.times_count, figure.amount_vnd
    line.ends_on = min(day for day in (campaign.ends_on, participation.reported_on) if day)
    line.save()
    if figure.result_id != line.pk:
        figure.result = line
        figure.save(update_fields=["result"])
