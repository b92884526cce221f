"""Who was on duty: team-days by kind of group and what each brought, and how much of the day was covered."""

from dashboard import formats
from dashboard.briefing.work import duty
from dashboard.briefing.work.duty import Duty, Group
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording.work import duty as wording

# As the page of teams shows first, and the scene of their channels.
SPAN = "month"


def draw(room: Room) -> Scene | None:
    """Nothing where no roster speaks of the unit."""
    found = duty.of_unit(room.warehouse, room.selection, SPAN)
    if found is None:
        return None
    return Scene(
        pieces.box(
            "listing",
            pieces.words(wording.answer(found, room.selection.stage, room.text), "how"),
            *listed([_line(group, room) for group in found.groups], room, left_out="more_lines"),
            pieces.words(_notes(found, room), "note"),
        ),
        counted_on=found.last,
    )


def _notes(found: Duty, room: Room) -> str:
    """How much of each kind of day was covered, and of how many communes there is a roster."""
    text = room.text
    covered = [
        text(
            "screen.duty_covered", day=text(f"duty.day_{one.day_kind}"), share=formats.percent(one.share, text.language)
        )
        for one in found.covered
    ]
    of_communes = [text("duty.communes", n=found.communes)] if found.communes else []
    left_out = duty.divided(room.warehouse, room.selection, SPAN)
    of_divided = [text("duty.divided", n=left_out)] if left_out else []
    return " ".join([*([" · ".join(covered) + "."] if covered else []), *of_communes, *of_divided])


def _line(group: Group, room: Room) -> str:
    text = room.text
    brought = text("screen.duty_brought", n=wording.count(group, text), a_day=wording.a_day(group, text))
    days = wording.team_days(group, text)
    return pieces.tall_row(wording.kind(group, text), brought, days, text("duty.column_team_days"), "")
