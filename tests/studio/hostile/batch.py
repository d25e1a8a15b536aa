"""Cleans every file of a folder, each in a process of its own that is limited and shut in as in earnest.

Run as `python -m tests.studio.hostile.batch FOLDER [open]`; N.in becomes N.out, and results.json says what was
answered, with each process's end and memory. With `open` the processes are limited but not shut in, so that what
the pinned formats alone are worth can be seen. Forking saves starting Python anew for each.
"""

import json
import os
import sys
import traceback
from pathlib import Path

from quizzes.studio import child, jail


def main(folder: Path, *, shut: bool) -> None:
    if not shut:
        jail.close = lambda source: ()
    results = {}
    for path in sorted(folder.glob("*.in")):
        source = os.open(path, os.O_RDONLY)
        target = os.open(path.with_suffix(".out"), os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        said, say = os.pipe()
        pid = os.fork()
        if pid == 0:
            _answer(source, target, say)
        os.close(say)
        with os.fdopen(said, "rb") as pipe:
            answer = pipe.read()
        _, status, used = os.wait4(pid, 0)
        os.close(source)
        os.close(target)
        results[path.stem] = {
            "code": os.waitstatus_to_exitcode(status),
            "said": answer.decode(),
            "memory": used.ru_maxrss * 1024,
            "cpu": used.ru_utime + used.ru_stime,
        }
    (folder / "results.json").write_text(json.dumps(results), encoding="utf-8")


def _answer(source: int, target: int, say: int) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)
    try:
        os.write(say, json.dumps(child.answer_for(source, target)).encode())
    except BaseException:
        os.write(say, json.dumps({"ok": False, "escaped": traceback.format_exc()}).encode())
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), shut="open" not in sys.argv[2:])
