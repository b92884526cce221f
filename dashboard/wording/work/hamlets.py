"""What is said of the hamlets in which a mobile group was."""

from dashboard import formats
from dashboard.briefing.work.hamlets import Hamlets, Place
from dashboard.text import Text


def answer(found: Hamlets, text: Text) -> str:
    """How many of how many, by which day; and where most are left."""
    whole = found.whole
    said = [
        text(
            "hamlets.answer",
            visited=formats.count(whole.visited, text.language),
            hamlets=formats.count(whole.hamlets, text.language),
            share=formats.ratio(whole.visited, whole.hamlets, text.language),
            date=formats.date(whole.last),
        )
    ]
    left = sorted((place.left for place in found.parts), reverse=True)
    # One unit is named where no other has as many left.
    if len(left) > 1 and left[0] > left[1]:
        most = max(found.parts, key=lambda place: place.left)
        said.append(text("hamlets.most_left", unit=most.name, n=formats.count(most.left, text.language)))
    return " ".join(said)


def notes(found: Hamlets, text: Text) -> list[str]:
    """Of how many communes it is, and what it counts."""
    whole = found.whole
    counts = {"n": formats.count(whole.units, text.language), "all": formats.count(whole.communes, text.language)}
    lines = [text("hamlets.communes", **counts)] if whole.units and whole.communes > 1 else []
    return [*lines, text("hamlets.base")]


def share(place: Place, text: Text) -> str:
    return formats.ratio(place.visited, place.hamlets, text.language)
