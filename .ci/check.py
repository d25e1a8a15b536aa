"""Every check that reads the code instead of running it, two at a time, each shown with the time it took."""

import os
import secrets
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "manage.py")
PRODUCTION = {
    "MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "ALLOWED_HOSTS": "school.example",
    "DEBUG": "",
    "DEMO": "",
}


@dataclass(frozen=True)
class Check:
    """One check: its name on the screen, its command, and what its environment has besides ours."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)


def _tool(name: str, *words: str) -> tuple[str, ...]:
    return (str(BIN / name), *words)


def checks() -> list[Check]:
    """All of them, the slowest first."""
    templates = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("templates/**/*.html"))]
    scripts = [str(path.relative_to(ROOT)) for path in sorted((ROOT / ".ci").glob("*.py"))]
    return [
        Check("types", (sys.executable, "-m", "mypy", ".")),
        *[Check(f"types of {script}", (sys.executable, "-m", "mypy", script)) for script in scripts],
        Check("deployment", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
        Check("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
        Check("import rules", _tool("lint-imports", "--no-logo")),
        Check("translations", (*MANAGE, "messages", "--check")),
        Check("settings' page", (*MANAGE, "settings", "--check")),
        Check("lint", _tool("ruff", "check", ".")),
        Check("format", _tool("ruff", "format", "--check", ".")),
        Check("templates", _tool("djlint", "--lint", "--quiet", "templates")),
        Check("templates' form", _tool("djade", "--check", "--target-version", "5.2", *templates)),
    ]


def _run(check: Check) -> tuple[int, str, float]:
    begun = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, "LOG_LEVEL": "WARNING", **check.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, time.monotonic() - begun


def main() -> int:
    """Run them all, even after a failure; 1 when any failed."""
    wanted = sys.argv[1:]
    chosen = [check for check in checks() if not wanted or check.name in wanted]
    if not chosen:
        print(f"There is no check of that name. There are: {', '.join(check.name for check in checks())}.")
        return 2
    failed: list[str] = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        running = {pool.submit(_run, check): check for check in chosen}
        for number, future in enumerate(as_completed(running), 1):
            check, (code, said, took) = running[future], future.result()
            print(
                f"[{number}/{len(chosen)}] {'ok  ' if code == 0 else 'FAIL'} {check.name} ({took:.1f} s)",
                flush=True,
            )
            if code:
                failed.append(check.name)
                print("    " + said.strip().replace("\n", "\n    "), flush=True)
    print(
        f"{len(failed)} of {len(chosen)} checks failed: {', '.join(failed)}."
        if failed
        else f"All {len(chosen)} checks are in order."
    )
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")
