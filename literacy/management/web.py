"""The web server of `manage.py serve`, and the worker process it keeps alive beside itself."""

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from quizzes.jobs.family import end_all, end_with_parent, start_worker

_STOP_SECONDS = 2
_LONGEST_BACK_OFF = 30.0


class PortInUse(Exception):
    """Another program listens on the port; the text names the variable to change."""


def check_port(host: str, port: int) -> None:
    """Raises PortInUse when this machine cannot listen on host and port."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise PortInUse(
                f"The site cannot listen on {host} port {port}: {error.strerror}. "
                "Perhaps it is running already, or another program uses that port. "
                f"Set PORT to a free one, for example PORT={port % 65000 + 1}."
            ) from None


class WebProcess:
    """Granian in this process, one forked process that answers, and (where asked) one background worker."""

    def __init__(
        self, *, host: str, port: int, threads: int, with_worker: bool, say: Callable[[str], None]
    ) -> None:
        self.host = host
        self.port = port
        self.threads = threads
        self.with_worker = with_worker
        self.say = say
        self._ending = threading.Event()
        self._worker: subprocess.Popen[bytes] | None = None

    def serve(self) -> int:
        """Serve until SIGINT or SIGTERM, or until the process that answers dies; returns the exit status."""
        main = os.getpid()

        def load() -> Any:
            # Runs in the forked process. It must not outlive this one and keep the port; and Ctrl-C in a
            # terminal must reach it through this one only, for on two signals at once Granian's threads do
            # not always end.
            os.setpgid(0, 0)
            end_with_parent(main)
            from literacy.wsgi import application  # noqa: PLC0415 - Django is set up where it is used

            return application

        server = Granian(
            "literacy.wsgi:application",
            address=self.host,
            port=self.port,
            interface=Interfaces.WSGI,
            workers=1,
            blocking_threads=self.threads,
            websockets=False,
            log_level=LogLevels.warning,
            workers_kill_timeout=_STOP_SECONDS,
        )
        beside = threading.Thread(target=self._greet_and_keep_worker, name="worker-keeper", daemon=True)

        def started() -> None:
            # Granian would take a closed terminal for a wish to reload.
            signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
            beside.start()

        server.on_startup(started)
        code = 0
        try:
            server.serve(target_loader=load, wrap_loader=False)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        finally:
            self._ending.set()
            beside.join(timeout=1)
            if self._worker is not None:
                end_all([self._worker], grace=_STOP_SECONDS)
        if code:
            self.say("The web process ended by itself, so the site has stopped. The lines above say why.")
        return code

    def _greet_and_keep_worker(self) -> None:
        # The first answer also means that the web process has been forked: from then on this thread may do
        # as it likes.
        while not self._answers():
            if self._ending.wait(0.1):
                return
        shown = f"[{self._near()}]" if ":" in self._near() else self._near()
        self.say(f"Second Look is at http://{shown}:{self.port}/  (Ctrl-C stops it)")
        if not self.with_worker:
            self.say("Background work is done by Celery: start `celery -A literacy worker` for it.")
            return
        deaths = 0
        while not self._ending.is_set():
            self._worker = start_worker()
            started = time.monotonic()
            while self._worker.poll() is None:
                if self._ending.wait(0.2):
                    return
            if self._ending.is_set():
                return
            if time.monotonic() - started > 2 * _LONGEST_BACK_OFF:
                deaths = 0
            pause = min(_LONGEST_BACK_OFF, 0.5 * 2**deaths)
            self.say(
                f"The background worker ended (status {self._worker.returncode}); "
                f"starting another in {pause:g} s."
            )
            self._ending.wait(pause)
            deaths += 1

    def _near(self) -> str:
        """The address at which this machine itself reaches the site."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - read, not bound

    def _own_name(self) -> str:
        """A host name the site answers to: asking by any other would leave a complaint in its log."""
        names = [name for name in settings.ALLOWED_HOSTS if name != "*"]
        return names[0].lstrip(".") if names else "localhost"

    def _answers(self) -> bool:
        asking = http.client.HTTPConnection(self._near(), self.port, timeout=10)
        try:
            asking.request("HEAD", "/livez", headers={"Host": self._own_name()})
            asking.getresponse()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asking.close()
        return True
