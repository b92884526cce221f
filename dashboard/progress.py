"""How far a build of the figures has come, and what is left: noted beside the versions, for pages of other processes.

One build runs at a time, under the importer's lock. How long its steps took is kept for the next one, which by this
says how long it will take; the first one says only how many steps are left.
"""

import json
import os
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

from dashboard.version_files import folder

# Seconds between two notes, and before the first one: nobody wonders about a build that is over sooner. One that is
# older than the second number is of a build that was killed.
RENEWED, STALE = 2.0, 10.0
# Times are worth keeping of so many seconds, and the pace is another one than last time, within these bounds.
TELLING, SLOWEST, FASTEST = 3.0, 4.0, 0.25
# What is made: tables of all units one after the other, or provinces and the nation of them; and forecasts of it.
TABLES, PROVINCES, TOGETHER, FORECASTS = "tables", "provinces", "together", "forecasts"


@dataclass(frozen=True)
class Progress:
    """What is being made, how many are done of how many (0 where they are not counted), and seconds left, if known."""

    what: str = ""
    done: int = 0
    of: int = 0
    seconds_left: float | None = None


Show = Callable[[Progress], None]


class Course:
    """The steps of one build: those that are left, and how long the others took."""

    def __init__(self, place: Path | None, shows: Sequence[Show]) -> None:
        self._place, self._shows = place, shows
        self._before = _read_took(folder() / "took")
        self._took = defaultdict[str, list[float]](list)
        self._left: list[str] = []
        self._planned = Counter[str]()
        self._since = time.monotonic()
        self._promised: float | None = None
        self._lock, self._over = threading.Lock(), threading.Event()
        self._renewing = threading.Thread(target=self._renew, daemon=True)

    def plan(self, steps: Sequence[str]) -> None:
        """Begins with the first of the steps, which are all that there are."""
        with self._lock:
            self._left, self._since = list(steps), time.monotonic()
            self._planned = Counter(map(_what, steps))
        self.tell()

    def done(self, step: str) -> None:
        """Goes on to the next step."""
        with self._lock:
            if step not in self._left:
                return
            self._left.remove(step)
            self._took[step].append(time.monotonic() - self._since)
            self._since = time.monotonic()
        self.tell()

    def tell(self) -> None:
        """Shows how far it has come."""
        with self._lock:
            progress = self._progress()
            for show in self._shows:
                show(progress)

    def begin(self) -> None:
        self.tell()
        self._renewing.start()

    def end(self, *, is_finished: bool) -> None:
        """Takes the note away, and keeps what the steps took, where nothing failed."""
        self._over.set()
        self._renewing.join()
        with suppress(OSError):
            if self._place and self._place.exists():
                self._place.unlink(missing_ok=True)
            if is_finished and sum(map(sum, self._took.values())) > TELLING:
                kept = self._before | {step: fmean(each) for step, each in self._took.items()}
                _write(folder() / "took", kept)

    def _renew(self) -> None:
        while not self._over.wait(RENEWED):
            self.tell()
            # A build does not fail for want of its note.
            with suppress(OSError), self._lock:
                if self._place:
                    _write(self._place, asdict(self._progress()) | {"at": time.time()})

    def _progress(self) -> Progress:
        # Behind the last step the file is made durable.
        what = next(map(_what, self._left or [*self._planned][-1:]), "")
        of = self._planned[what] if what in (TABLES, PROVINCES) else 0
        done = of - sum(_what(step) == what for step in self._left) if of else 0
        return Progress(what, done, of, self._seconds_left())

    def _seconds_left(self) -> float | None:
        expected = self._before | {step: fmean(self._took[step]) for step in self._took if self._took[step]}
        if any(step not in expected for step in self._left):
            return None
        spent = time.monotonic() - self._since
        if not self._planned:
            return None
        left = sum(expected[step] for step in self._left) - min([spent, *(expected[step] for step in self._left[:1])])
        left = max(left, 0.0) * self._pace()
        # Whoever was told two minutes is not told three.
        self._promised = left if self._promised is None else min(left, self._promised)
        return self._promised

    def _pace(self) -> float:
        """How long steps take against the last time."""
        known = [step for step in self._took if step in self._before]
        before = sum(self._before[step] * len(self._took[step]) for step in known)
        now = sum(sum(self._took[step]) for step in known)
        return min(max(now / before, FASTEST), SLOWEST) if before > TELLING else 1.0


RUNNING: list[Course] = []
SHOWN_TO: list[Show] = []


@contextmanager
def shown_to(show: Show) -> Iterator[None]:
    """Shows every build that begins here while it runs, from whichever thread."""
    SHOWN_TO.append(show)
    try:
        yield
    finally:
        SHOWN_TO.remove(show)


@contextmanager
def of_build(*, is_noted: bool) -> Iterator[None]:
    """One build; is_noted: its figures will be those in use, and pages may say so."""
    course = Course(_note() if is_noted else None, tuple(SHOWN_TO))
    RUNNING.append(course)
    course.begin()
    is_finished = False
    try:
        yield
        is_finished = True
    finally:
        RUNNING.remove(course)
        course.end(is_finished=is_finished)


def plan(steps: Sequence[str]) -> None:
    """Says which steps the build has, if one runs here; of the tables each by its own name."""
    for course in RUNNING:
        course.plan(steps)


def done(step: str) -> None:
    """Says that a step is done."""
    for course in RUNNING:
        course.done(step)


def of_table(name: str) -> str:
    """The step that makes a table."""
    return f"{TABLES} {name}"


def noted() -> Progress | None:
    """How far the build has come that runs in any process; None where none does, or where it was killed."""
    try:
        found = json.loads(_note().read_text(encoding="utf-8"))
        return Progress(**found) if abs(time.time() - found.pop("at")) < STALE else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _note() -> Path:
    return folder() / "progress"


def _what(step: str) -> str:
    return step.partition(" ")[0]


def _read_took(path: Path) -> dict[str, float]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {str(step): float(seconds) for step, seconds in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(path: Path, content: object) -> None:
    beside = path.with_name(f"{path.name}.partial-{os.getpid()}")
    beside.write_text(json.dumps(content), encoding="utf-8")
    beside.replace(path)
