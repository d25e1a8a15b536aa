"""The one command that starts the site: what it starts, it ends."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.jobs.site import ROOT, Site, eventually, free_port, is_alive


def all_below(pid: int) -> list[int]:
    """Children of a process that uses threads: each thread lists its own."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def is_worker(pid: int) -> bool:
    try:
        return b"worker" in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/static/nothing-here", timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def serve(site: Site, port: int, **environment: str) -> tuple[subprocess.Popen[bytes], list[int]]:
    """Start the site; returns its process and those below it, the worker last, once all are there."""
    process = site.manage("serve", PORT=str(port), **environment)
    wanted = 1 if environment.get("BROKER_URL") else 2

    def below() -> list[int]:
        assert process.poll() is None, site.output()
        return sorted(all_below(process.pid), key=is_worker) if len(all_below(process.pid)) == wanted else []

    eventually(lambda: f"http://127.0.0.1:{port}/" in site.output(), why="it says where to go")
    return process, eventually(below, why="all processes are there")


def test_serve_says_which_variable_to_change_when_the_port_is_in_use(site: Site) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = site.manage("serve", PORT=str(other.getsockname()[1]))
        assert process.wait(20) == 1
    assert "Set PORT to a free one" in site.output()
    assert "Traceback" not in site.output()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_serve_ends_everything_it_started_within_five_seconds(site: Site, number: signal.Signals) -> None:
    port = free_port()
    process, below = serve(site, port)
    assert answers(port)
    began = time.monotonic()
    if number == signal.SIGINT:
        os.killpg(process.pid, number)  # as Ctrl-C does: every process of the terminal gets it
    else:
        process.send_signal(number)
    assert process.wait(10) == 0, site.output()
    assert time.monotonic() - began < 5
    eventually(lambda: not any(map(is_alive, below)), seconds=1, why="all ended")
    assert "Traceback" not in site.output()
    assert not answers(port)


def test_nothing_is_left_when_serve_itself_is_killed(site: Site) -> None:
    process, below = serve(site, free_port())
    process.kill()
    eventually(lambda: not any(map(is_alive, below)), seconds=10, why="all ended")


def test_a_killed_worker_is_replaced_while_the_site_goes_on_answering(site: Site) -> None:
    port = free_port()
    process, [web, worker] = serve(site, port)
    os.kill(worker, signal.SIGKILL)
    eventually(
        lambda: [pid for pid in all_below(process.pid) if is_worker(pid) and pid != worker], why="a new one"
    )
    assert is_alive(web)
    assert answers(port)
    site.enqueue("mark", "m1")
    eventually(lambda: site.states() == ["done"], why="the new worker works")


def test_the_site_ends_with_a_sentence_when_its_web_process_dies(site: Site) -> None:
    process, [web, worker] = serve(site, free_port())
    os.kill(web, signal.SIGKILL)
    assert process.wait(10) == 1
    assert not is_alive(worker)
    assert "The web process ended by itself" in site.output()


def test_with_a_broker_serve_leaves_background_work_to_celery(site: Site) -> None:
    process, below = serve(site, free_port(), BROKER_URL=f"redis://127.0.0.1:{free_port()}/0")
    time.sleep(1)
    assert all_below(process.pid) == below
    assert not is_worker(below[0])
    assert "celery -A literacy worker" in site.output()


def test_serve_asks_for_migrate_on_an_empty_database(tmp_path: Path) -> None:
    site = Site(tmp_path / "var")
    try:
        assert site.manage("serve", PORT=str(free_port())).wait(30) == 1
        assert "manage.py migrate" in site.output()
    finally:
        site.end()


def test_a_site_without_a_broker_never_loads_celery(site: Site) -> None:
    code = (
        "import sys, literacy.wsgi, literacy.urls, quizzes.jobs.actions\n"
        "sys.exit('kombu' in sys.modules or 'celery' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=site.environment, check=False, timeout=60
    )
    assert done.returncode == 0
