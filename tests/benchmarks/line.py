"""A line of a chosen rate and delay between browser and server, for all connections together."""

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

# As much lies in a line's buffers before the sender has to wait.
PIECES, PIECE_BYTES = 64, 16 * 1024


@dataclass
class Way:
    """One direction: when it is free again, and what went over it."""

    bytes_a_second: float
    delay: float
    free: float = 0.0
    sent: int = 0

    def arrival(self, size: int, now: float) -> float:
        """When a piece that is sent now has come through."""
        self.sent += size
        self.free = max(self.free, now) + size / self.bytes_a_second
        return self.free + self.delay


@dataclass
class Line:
    """A relay on a port of its own; milliseconds: there and back."""

    port: int
    megabits: float
    milliseconds: float
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)

    def __post_init__(self) -> None:
        self.up, self.down = (Way(self.megabits * 1e6 / 8, self.milliseconds / 2000, 0.0) for _ in range(2))
        self.address = ""

    def __enter__(self) -> "Line":
        is_open = threading.Event()

        async def listen() -> None:
            server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
            self.address = f"http://localhost:{server.sockets[0].getsockname()[1]}"
            is_open.set()

        self._loop.create_task(listen())
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        is_open.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._leave(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _leave(self) -> None:
        under_way = asyncio.all_tasks() - {asyncio.current_task()}
        for task in under_way:
            task.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # The line delays what opens a connection too.
        await asyncio.sleep(self.up.delay + self.down.delay)
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", self.port)
        # At the end of the line a connection is let go of, and nobody waits for the rest of it.
        with suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._carry(reader, server_writer, self.up), self._carry(server_reader, writer, self.down)
            )

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: Way) -> None:
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(PIECES)
        arriving = self._loop.create_task(self._arrive(under_way, sink))
        piece = b" "
        while piece:
            try:
                piece = await source.read(PIECE_BYTES)
            except OSError:
                # Either end may leave first.
                piece = b""
            await under_way.put((way.arrival(len(piece), self._loop.time()), piece))
        await arriving

    async def _arrive(self, under_way: "asyncio.Queue[tuple[float, bytes]]", sink: asyncio.StreamWriter) -> None:
        is_there = True
        while True:
            due, piece = await under_way.get()
            if not piece:
                break
            await asyncio.sleep(max(0.0, due - self._loop.time()))
            try:
                if is_there:
                    sink.write(piece)
                    await sink.drain()
            except OSError:
                is_there = False
        sink.close()
