"""Stands between browser and server and counts the bytes of the wire that the server sends over web sockets."""

import socket
import threading
from types import TracebackType


class Tap:
    """A relay on a port of its own; `sent` counts what web sockets carried to the browser since it was set to 0."""

    def __init__(self, port: int) -> None:
        self.server_port = port
        self.sent = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://localhost:{self._listener.getsockname()[1]}"

    def __enter__(self) -> "Tap":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, at: TracebackType | None
    ) -> None:
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._relay, args=(browser,), daemon=True).start()

    def _relay(self, browser: socket.socket) -> None:
        first = browser.recv(65536)
        server = socket.create_connection(("127.0.0.1", self.server_port))
        server.sendall(first)
        is_socket = b"upgrade: websocket" in first.lower()
        threading.Thread(target=self._pump, args=(browser, server, False), daemon=True).start()
        self._pump(server, browser, is_socket)

    def _pump(self, source: socket.socket, sink: socket.socket, counted: bool) -> None:
        try:
            while piece := source.recv(65536):
                if counted:
                    self.sent += len(piece)
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            # Either end may leave first.
            return
