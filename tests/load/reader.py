"""A reader without a browser: speaks Streamlit's protocol over a web socket, and times each view."""

import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

# For so many runs a browser keeps an element that the server may then name by its hash alone.
KEPT_RUNS = 2


@dataclass(frozen=True)
class View:
    """What a reader asks for: a page, and the parameters of its link."""

    page: str
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Seen:
    """What came of a view: after how many seconds the page was whole, in how many bytes, and whether with an error."""

    seconds: float
    size: int
    failed: bool


@dataclass
class Reader:
    """One open page; each view is a click on a link in it."""

    address: str
    kept: dict[str, int] = field(default_factory=dict)
    runs: int = 0
    socket: ClientConnection | None = None

    async def open(self, view: View) -> Seen:
        """Connects as a browser does, and asks for the first view."""
        socket = f"{self.address.replace('http', 'ws', 1)}/_stcore/stream"
        self.socket = await connect(
            socket, subprotocols=[Subprotocol("streamlit")], origin=Origin(self.address), max_size=None,
            open_timeout=60, ping_interval=None,
        )  # fmt: skip
        return await self.see(view)

    async def see(self, view: View) -> Seen:
        """Asks for a view and waits until its last element has come."""
        assert self.socket is not None
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = urlencode(view.parameters)
        state.page_name = view.page
        state.is_history_navigation = self.runs > 0
        state.cached_message_hashes.extend(self.kept)
        state.context_info.timezone = "Asia/Ho_Chi_Minh"
        state.context_info.url = f"{self.address}/{view.page}?{state.query_string}"
        state.context_info.color_scheme = "light"
        began = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        size, failed = await self._whole()
        self.runs += 1
        self.kept = {name: run for name, run in self.kept.items() if self.runs - run <= KEPT_RUNS}
        return Seen(time.perf_counter() - began, size, failed)

    async def _whole(self) -> tuple[int, bool]:
        """The bytes of a run, and whether an element of it speaks of an error."""
        assert self.socket is not None
        size, failed = 0, False
        while True:
            came = await self.socket.recv(decode=False)
            size += len(came)
            message = ForwardMsg.FromString(came)
            name = message.ref_hash or message.hash
            if name and (message.ref_hash or message.metadata.cacheable):
                self.kept[name] = self.runs
            failed |= is_error(message)
            if message.WhichOneof("type") == "script_finished":
                # A page that leads to another one ends early, for the run of that one.
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                return size, failed or message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY

    async def leave(self) -> None:
        if self.socket is not None:
            await self.socket.close()


def is_error(message: ForwardMsg) -> bool:
    """Whether a message shows an error, one of ours or Streamlit's."""
    element = message.delta.new_element
    return element.HasField("exception") or (element.HasField("alert") and element.alert.format == element.alert.ERROR)
