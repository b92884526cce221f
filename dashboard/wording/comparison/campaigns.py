"""Curves of campaigns in words: what each is called, when its day 0 was, and where all stood on the same day."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.briefing.comparison.campaigns import Campaign, Point, common_day
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording.phrases import base_words


def name(campaign: Campaign, text: Text) -> str:
    """The unit; an earlier campaign of it goes by its deadline."""
    if not campaign.is_earlier or campaign.deadline is None:
        return campaign.unit.full_name
    return text("pins.curves_earlier", unit=campaign.unit.full_name, date=formats.date(campaign.deadline))


def hover(campaign: Campaign, point: Point, text: Text) -> str:
    """What the mouse finds at a point."""
    day = formats.count(campaign.day(point), text.language)
    date = formats.date(point.date)
    return text("pins.curves_hover", name=name(campaign, text), day=day, date=date, share=share(point.share, text))


def share(reached: float | None, text: Text) -> str:
    """A rate, or a dash."""
    return formats.NOTHING if reached is None else formats.percent(reached, text.language)


def same_day(campaigns: Sequence[Campaign], text: Text) -> str:
    """Where all stood on the last day of a campaign that all have; of one alone nothing."""
    if len(campaigns) < 2:
        return ""
    day = common_day(campaigns)
    stood = (
        text("pins.curves_at_unit", unit=name(campaign, text), share=share(campaign.at(day), text))
        for campaign in campaigns
    )
    return text("pins.curves_at", day=formats.count(day, text.language), units="; ".join(stood))


def begun(campaigns: Sequence[Campaign], text: Text) -> str:
    """When day 0 of each was, who began late, and whose rate is of another base than the table's."""
    lines = [
        text(
            "pins.curves_late" if campaign.is_late else "pins.curves_begun",
            unit=name(campaign, text),
            date=formats.date(campaign.begins),
            start=formats.date(campaign.start) if campaign.start else "",
        )
        for campaign in campaigns
    ]
    lines += [
        text("pins.curves_own", unit=name(campaign, text), target=formats.count(campaign.own, text.language))
        for campaign in campaigns
        if campaign.own is not None
    ]
    return "; ".join(lines) + "."


def alt(campaigns: Sequence[Campaign], selection: Selection, text: Text) -> str:
    """The picture in a sentence: where each line ends."""
    ends = (
        text(
            "pins.curves_alt_series",
            name=name(campaign, text),
            day=formats.count(campaign.last, text.language),
            share=share(campaign.at(campaign.last), text),
        )
        for campaign in campaigns
    )
    return text("pins.curves_alt", n=len(campaigns), base=base_words(selection, text), series=" ".join(ends))
