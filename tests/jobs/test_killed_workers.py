"""Real worker processes, killed in the middle of a job: the job is done exactly once in effect."""

import os
import signal
import subprocess
from pathlib import Path

from tests.jobs.conftest import start_redis
from tests.jobs.site import Site, eventually, free_port, is_alive


def start_celery(site: Site, port: int) -> subprocess.Popen[bytes]:
    return site.start(
        "-m",
        "celery",
        "-A",
        "literacy",
        "worker",
        "--concurrency=1",
        "--loglevel=warning",
        BROKER_URL=f"redis://127.0.0.1:{port}/0",
    )


def assert_done_once_in_effect(site: Site, target: str, *, starts: int) -> None:
    eventually(lambda: site.states() == ["done"], why=f"job done\n{site.output()}")
    assert len(site.lines(target, "starts")) == starts
    assert len(site.lines(target, "ends")) == 1
    assert site.rows(f"SELECT count(*) FROM auth_group WHERE name = '{target}'") == [(1,)]
    assert site.rows("SELECT tries, progress, lease_key, error FROM jobs_job") == [(starts, 100, "", "")]


def test_job_of_a_killed_worker_is_done_by_another(site: Site) -> None:
    site.enqueue("mark", "m1")
    site.hold("m1")
    first = site.manage("worker")
    eventually(lambda: site.lines("m1", "starts"), why="the first worker began")
    first.kill()
    second = site.manage("worker")
    eventually(lambda: len(site.lines("m1", "starts")) == 2, why="the second worker took over")
    site.let_go("m1")
    assert_done_once_in_effect(site, "m1", starts=2)
    assert site.lines("m1", "starts") == [first.pid, second.pid]


def test_job_of_a_killed_celery_pool_process_is_done_by_the_next(site: Site, redis_port: int) -> None:
    site.hold("m1")
    worker = start_celery(site, redis_port)
    site.enqueue("mark", "m1", BROKER_URL=f"redis://127.0.0.1:{redis_port}/0")
    [killed] = eventually(lambda: site.lines("m1", "starts"), why="Celery began")
    assert killed != worker.pid
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: len(site.lines("m1", "starts")) == 2, why="another pool process took over")
    site.let_go("m1")
    assert_done_once_in_effect(site, "m1", starts=2)


def test_job_of_a_killed_celery_worker_is_done_by_another_worker(site: Site, redis_port: int) -> None:
    site.hold("m1")
    worker = start_celery(site, redis_port)
    site.enqueue("mark", "m1", BROKER_URL=f"redis://127.0.0.1:{redis_port}/0")
    eventually(lambda: site.lines("m1", "starts"), why="Celery began")
    os.killpg(worker.pid, signal.SIGKILL)
    start_celery(site, redis_port)
    eventually(lambda: len(site.lines("m1", "starts")) == 2, why="the second worker took over")
    site.let_go("m1")
    assert_done_once_in_effect(site, "m1", starts=2)


def test_job_asked_for_while_the_broker_is_down_is_done_when_it_is_back(site: Site, tmp_path: Path) -> None:
    port = free_port()
    site.enqueue("mark", "m1", BROKER_URL=f"redis://127.0.0.1:{port}/0")
    assert site.states() == ["waiting"]
    with start_redis(port, tmp_path):
        start_celery(site, port)
        assert_done_once_in_effect(site, "m1", starts=1)


def test_job_that_kills_every_worker_is_failed_with_a_sentence(site: Site) -> None:
    site.enqueue("always-dies", "m1")
    for _ in range(3):
        assert site.manage("worker").wait(30) == -signal.SIGKILL
    site.manage("worker")
    eventually(lambda: site.states() == ["failed"], why="swept")
    [(error,)] = site.rows("SELECT error FROM jobs_job")
    assert error.startswith("“Dying” was cut off 3 times")
    assert len(site.lines("m1", "starts")) == 3


def test_worker_asked_to_stop_gives_its_job_back_without_counting_the_try(site: Site) -> None:
    site.enqueue("mark", "m1")
    site.hold("m1")
    worker = site.manage("worker")
    eventually(lambda: site.rows("SELECT progress FROM jobs_job") == [(40,)], why="progress shows")
    worker.terminate()
    assert worker.wait(5) == 0
    assert site.rows("SELECT state, tries, lease_key FROM jobs_job") == [("running", 0, "")]
    site.let_go("m1")
    assert site.manage("worker", "--until-empty").wait(20) == 0
    assert site.rows("SELECT state, tries FROM jobs_job") == [("done", 1)]


def test_worker_gives_back_even_a_job_that_does_not_listen(site: Site) -> None:
    site.enqueue("deaf-mark", "m1")
    site.hold("m1")
    worker = site.manage("worker")
    eventually(lambda: site.lines("m1", "starts"), why="began")
    worker.send_signal(signal.SIGINT)
    assert worker.wait(5) == 0
    assert site.rows("SELECT state, tries, lease_key FROM jobs_job") == [("running", 0, "")]
    assert "Traceback" not in site.output()


def test_worker_ends_when_the_process_that_started_it_is_killed(site: Site) -> None:
    parent = site.start(
        "-c",
        "import django; django.setup()\nimport time\nfrom quizzes.jobs.family import start_worker\n"
        "print('worker', start_worker().pid, flush=True); time.sleep(60)",
    )
    eventually(lambda: "worker" in site.output(), why="started")
    pid = int(site.output().split("worker")[1].split()[0])
    eventually(lambda: b"--parent" in Path(f"/proc/{pid}/cmdline").read_bytes(), why="runs")
    parent.kill()
    eventually(lambda: not is_alive(pid), seconds=15, why="the worker ended too")


def test_several_workers_start_each_job_once(site: Site) -> None:
    targets = [f"m{number}" for number in range(12)]
    site.enqueue("mark", *targets)
    workers = [site.manage("worker", "--until-empty") for _ in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0], site.output()
    assert set(site.states()) == {"done"}
    assert [len(site.lines(target, "starts")) for target in targets] == [1] * 12


def test_draining_survives_a_worker_that_dies_and_tells_how_far_it_is(site: Site) -> None:
    site.enqueue("mark", "m1", "m2", "m3")
    site.enqueue("first-try-dies", "d1")
    site.enqueue("refused-mark", "r1")
    site.run(
        "from quizzes.jobs.drain import drain\n"
        "told = []\n"
        "kinds = ['mark', 'first-try-dies', 'refused-mark']\n"
        "last = drain(kinds=kinds, processes=2, on_change=told.append)\n"
        "assert (last.waiting, last.running, last.done, last.failed) == (0, 0, 4, 1), last\n"
        "assert told[0].waiting == 5 and told[-1] == last and last.share == 1.0, told\n"
        "assert [t.share for t in told] == sorted(t.share for t in told), told\n"
    )
    assert len(site.lines("d1", "starts")) == 2
    assert len(site.lines("d1", "ends")) == 1
