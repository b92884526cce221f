"""Takes in what is put into the inbox: each file through the ordinary import, then into `accepted` or `refused`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard import clock, formats, importer
from dashboard.batches import store
from dashboard.exports.report import headline
from dashboard.exports.results import ImportResult
from dashboard.faults import OperatorFault
from dashboard.importer.inbox import folder
from dashboard.importer.inbox.folder import InboxMissing, Stamp
from dashboard.importer.returns import saving
from dashboard.text import Text
from dashboard.warehouse import versions
from dashboard.warehouse.making import WarehouseRefused

Say = Callable[[str], None]
# Shows the steps of the files, and of the build, for as long as it is open.
Shown = Callable[[list[Path]], AbstractContextManager[Callable[[str, str], None]]]


@contextmanager
def shown_nowhere(_: list[Path]) -> Iterator[Callable[[str, str], None]]:
    """To whom nobody listens while something runs."""
    yield lambda _step, _file: None


@dataclass(frozen=True)
class Judged:
    """A file that was judged and could not be moved yet: as it was then, and where it belongs."""

    stamp: Stamp
    place: Path


class Watcher:
    """Looks into the inbox again and again; a file that two looks found unchanged has arrived."""

    def __init__(self, text: Text, say: Say, complain: Say, shown: Shown = shown_nowhere) -> None:
        self._text, self._say, self._complain, self._shown = text, say, complain, shown
        self._seen: dict[Path, Stamp] = {}
        self._unmoved: dict[Path, Judged] = {}
        # Complaints of the look before and of this one: nobody wants them again every ten seconds.
        self._complaints_before: set[str] = set()
        self._complaints: set[str] = set()
        # What a killed watcher brought in may wait for its version.
        self._is_behind = True
        self.has_failed = False

    def watch(self, every: float, stop: threading.Event) -> None:
        """Looks until it is stopped; what is begun is finished."""
        while not stop.is_set():
            self.look(stop)
            stop.wait(every)

    def look(self, stop: threading.Event) -> int:
        """Takes in what has arrived, and returns how many files have not yet."""
        self._complaints_before, self._complaints = self._complaints, set()
        try:
            now = folder.lying_in(folder.ready_folder())
            before, self._seen = self._seen, now
            arrived = [path for path, stamp in now.items() if before.get(path) == stamp and folder.has_arrived(path)]
            for path in arrived:
                if not stop.is_set():
                    self._try(path, now[path])
            self._bring_up_to_date()
        except InboxMissing as missing:
            self._complain_once(self._text("watch.missing", folder=missing.folder))
        except OperatorFault as fault:
            if isinstance(fault, WarehouseRefused):
                # The files are in and stay in: the same would be refused at the next look.
                self._is_behind = False
            self._complain_once(fault.sentence(self._text))
        else:
            return len(now) - len(arrived)
        return 0

    def _try(self, path: Path, stamp: Stamp) -> None:
        """Takes one file; what the system will not do now, it may do at the next look."""
        try:
            self._take(path, stamp)
        except OSError:
            # One that is gone was taken by another watcher.
            if folder.stamp_of(path) is not None:
                self._complain_once(self._text("watch.held", folder=path.parent))

    def _take(self, path: Path, stamp: Stamp) -> None:
        """Judges and moves one file. A second watcher may judge it too; the lock keeps it from being moved twice."""
        waiting = self._unmoved.pop(path, None)
        if folder.stamp_of(path) != stamp:
            return
        if waiting and waiting.stamp == stamp:
            self._move(path, waiting)
            return
        for name in (folder.ACCEPTED, folder.REFUSED):
            (path.parent / name).mkdir(exist_ok=True)
        with self._shown([path]) as show:
            results = importer.accept_files([path], dry_run=False, is_demo=False, progress=show)
        if any(problem.reason in saving.UNREAD for result in results for problem in result.problems):
            return
        is_new = any(result.status == "accepted" for result in results)
        self._is_behind |= is_new
        came_in = any(result.status != "refused" for result in results)
        place = path.parent / (folder.ACCEPTED if came_in else folder.REFUSED)
        with store.locked():
            if folder.stamp_of(path) is None and not is_new:
                # Another watcher has moved it, and said so.
                return
            returned = [self._with_returned(result, place) for result in results]
            self._report(returned, place)
            self._move(path, Judged(stamp, place))

    def _with_returned(self, result: ImportResult, place: Path) -> ImportResult:
        """The result with the workbook for its sender, beside where the file will lie."""
        if not saving.is_due(result):
            return result
        name = self._text("watch.returned_name", stem=saving.stem_of(result))
        return saving.save(result, self._text, saving.free(place / f"{name}.xlsx"))

    def _report(self, results: list[ImportResult], place: Path) -> None:
        """A line for each file."""
        text = self._text
        for result in results:
            self.has_failed |= result.status == "refused"
            said = [formats.moment(clock.now()), headline(result, text, dry_run=False)]
            if result.quarantined_rows and result.status != "refused":
                said.append(text("watch.set_aside", rows=formats.count(result.quarantined_rows, text.language)))
            if result.returned:
                said.append(text("watch.returned", file=f"{place.name}/{Path(result.returned).name}"))
            self._say(" ".join(said))

    def _move(self, path: Path, judged: Judged) -> None:
        """Moves a judged file where it belongs, unless it was changed meanwhile; one that is held is tried again."""
        if folder.stamp_of(path) != judged.stamp:
            return
        try:
            folder.move(path, judged.place)
        except OSError:
            self._unmoved[path] = judged
            self._complain_once(self._text("watch.held", folder=path.parent))

    def _bring_up_to_date(self) -> None:
        """Builds the figures when something came in."""
        if self._is_behind:
            with self._shown([]), store.locked():
                if store.manifests():
                    versions.bring_up_to_date()
            self._is_behind = False

    def _complain_once(self, words: str) -> None:
        """Complains, but not of the same thing at every look."""
        self.has_failed = True
        if words not in self._complaints_before | self._complaints:
            self._complain(words)
        self._complaints.add(words)
