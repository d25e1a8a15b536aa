"""What the kernel keeps the process that opens an upload from, whatever the file makes its decoder do.

On Linux: no other file is opened (Landlock), none made, moved or removed, no socket made and no program started
(a seccomp filter). Where a kernel has neither, the pinned formats and the limits still hold.
"""

import ctypes
import os
import platform
import struct
import sys
import sysconfig
from pathlib import Path

_SET_DEATH_SIGNAL, _NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 1, 38, 22, 2
_KILL = 9
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_ENFORCE = 444, 445, 446
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# Everything that the first version of Landlock knows: run, write, read, list, remove, make.
_ALL_ACCESS = (1 << 13) - 1

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_OTHER_NUMBERING = 0x40000000
_ALLOW, _REFUSE, _KILL_PROCESS = 0x7FFF0000, 0x00050000 | 13, 0x80000000
_NUMBER_AT, _MACHINE_AT = 0, 4
# By machine: its word in a filter, then the numbers of socket, socketpair, connect, bind, execve, execveat, ptrace,
# kill, process_vm_readv and _writev, io_uring_setup, openat2, and of all that makes, moves or removes a file by name.
_X86 = "41 53 42 49 59 322 101 62 310 311 425 437 76 82 83 84 85 86 87 88 90 92 133 258 259 260 263 264 265 266 268 316"
_ARM = "198 199 203 200 221 281 117 129 270 271 425 437 33 34 35 36 37 38 45 53 54 276"
_MACHINES = {
    "x86_64": (0xC000003E, tuple(map(int, _X86.split()))),
    "aarch64": (0xC00000B7, tuple(map(int, _ARM.split()))),
}


def close(source: int) -> tuple[str, ...]:
    """Shut this process in: beside the code it runs it can open the one file open as `source`. Returns what holds."""
    if sys.platform != "linux":
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    # Should the worker be killed, this process goes with it.
    libc.prctl(_SET_DEATH_SIGNAL, _KILL, 0, 0, 0)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return ()
    held = []
    if _landlock(libc, source):
        held.append("landlock")
    if _filter(libc):
        held.append("seccomp")
    return tuple(held)


def _landlock(libc: ctypes.CDLL, source: int) -> bool:
    handled = struct.pack("Q", _ALL_ACCESS)
    rules = libc.syscall(_LANDLOCK_CREATE, handled, len(handled), 0)
    if rules < 0:
        return False
    try:
        # Much of Python is imported only when it is needed, so its code must stay within reach.
        code = [os.open(folder, os.O_RDONLY | os.O_DIRECTORY) for folder in _code()]
        rights = {source: _READ_FILE} | dict.fromkeys(code, _READ_FILE | _READ_FOLDER)
        for number, right in rights.items():
            libc.syscall(_LANDLOCK_ADD, rules, 1, struct.pack("=Qi", right, number), 0)
        for number in code:
            os.close(number)
        return bool(libc.syscall(_LANDLOCK_ENFORCE, rules, 0) == 0)
    finally:
        os.close(rules)


def _code() -> set[str]:
    """The folders of Python, of what is installed beside it, and of this program's own rooms."""
    paths = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    return {path for path in (*paths, str(Path(__file__).parents[1])) if Path(path).is_dir()}


def _filter(libc: ctypes.CDLL) -> bool:
    known = _MACHINES.get(platform.machine())
    if known is None:
        return False
    machine, refused = known
    steps = [_step(_LOAD, _MACHINE_AT), _step(_EQUAL, machine, 1, 0), _step(_RETURN, _KILL_PROCESS)]
    steps.append(_step(_LOAD, _NUMBER_AT))
    steps.append(_step(_AT_LEAST, _OTHER_NUMBERING, len(refused) + 1, 0))
    for at, number in enumerate(refused):
        steps.append(_step(_EQUAL, number, len(refused) - at, 0))
    steps += [_step(_RETURN, _ALLOW), _step(_RETURN, _REFUSE)]
    program = ctypes.create_string_buffer(b"".join(steps))
    header = struct.pack("@HP", len(steps), ctypes.addressof(program))
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.create_string_buffer(header), 0, 0) == 0)


def _step(code: int, value: int, when: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, when, otherwise, value)
