"""Prepare this checkout: the private environment, the page assets, and what the machine must have.

Run by `make setup` with the machine's own Python; needs only the standard library. Every step looks first
and does nothing when its answer is already there, so a second run takes a moment.

Why:    docs/running/set-up.md
Tests:  tests/house/test_set_up.py
"""

from __future__ import annotations

import argparse
import base64
import ctypes
import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / ".build"
LOCK = ROOT / "requirements.lock"
PYTHON = VENV / "bin" / "python"
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
# Where Linux keeps the authorities that this machine trusts; each client has its own name for being told so.
AUTHORITIES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
TOLD_BY = ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_JAVA = "There is no Java on this machine, so the sums are not compared with Spark (Debian: openjdk-17-jre-headless)."


class CannotSetUp(Exception):
    """Something the person at the keyboard has to put right; the text says what."""


def say(text: str) -> None:
    """Print a line at once, so that a slow step is not silent."""
    print(text, flush=True)


def run(*command: str | Path) -> None:
    """Run a command quietly; on failure show what it said."""
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, env=_trusting())
    if done.returncode:
        raise CannotSetUp(f"This failed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def _trusting() -> dict[str, str]:
    """Our environment, with pip, uv and npm told to trust what the machine trusts (a council's own proxy, say)."""
    bundle = next((path for path in AUTHORITIES if Path(path).exists()), None)
    return {**(dict.fromkeys(TOLD_BY, bundle) if bundle else {}), **os.environ}


# --- the private environment ---


def environment() -> None:
    """Make `.venv` hold exactly what the lock says."""
    stamp = VENV / ".made-from"
    wanted = _fingerprint(LOCK, VENV)
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if not _works(PYTHON):
        say("Making the private environment in .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        run(sys.executable, "-m", "venv", VENV)
    uv = VENV / "bin" / "uv"
    if not uv.exists():
        _install_uv()
    say("Installing the locked packages")
    run(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, LOCK)
    _command()
    stamp.write_text(wanted)


def peers() -> None:
    """Make `.build/bench` hold what measurements are taken against. Nothing of it is ever in `.venv`."""
    _aside("bench", "what we measure against")


def spark() -> bool:
    """Make `.build/spark` hold Spark, where Java is; say so where it is not, and answer whether it is."""
    if not has_java():
        say(NO_JAVA)
        return False
    _aside("spark", "Spark, which is built from source once: about a minute")
    return True


def has_java() -> bool:
    """Is there a Java on this machine that starts? Spark runs on it."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    return bool(java) and Path(java).exists() and not subprocess.run([java, "-version"], capture_output=True).returncode


def _aside(name: str, what: str) -> None:
    """Make an environment beside the program's own, with exactly what its lock says."""
    folder, lock, uv = BUILD / name, ROOT / f"requirements-{name}.lock", VENV / "bin" / "uv"
    stamp = folder / ".made-from"
    wanted = _fingerprint(lock, folder)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Installing in .build/{name}: {what}")
    shutil.rmtree(folder, ignore_errors=True)
    run(uv, "venv", "--quiet", "--python", PYTHON, folder)
    python = folder / "bin" / "python"
    run(uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock)
    stamp.write_text(wanted)


def _fingerprint(lock: Path, folder: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + str(folder).encode() + b"1").hexdigest()


def _works(python: Path) -> bool:
    """Does this environment's Python still start, and can it install? (A moved checkout breaks it.)"""
    if not python.exists():
        return False
    answer = subprocess.run([python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True)
    has_installer = (VENV / "bin" / "uv").exists() or (VENV / "bin" / "pip").exists()
    return answer.returncode == 0 and answer.stdout.strip() == str(VENV) and has_installer


def _install_uv() -> None:
    """Install the installer with pip, by the hashes that the lock itself records for it."""
    found = re.search(r"^uv==.*?(?=^\S|\Z)", LOCK.read_text(), re.MULTILINE | re.DOTALL)
    if not found:
        raise CannotSetUp("requirements.lock does not name uv, which set-up installs everything with.")
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.lock"
        only_uv.write_text(found.group())
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        run(*pip, "--require-hashes", "-r", only_uv)


def _command() -> None:
    """Put a `selfdirect` command in the environment that runs this checkout."""
    command = VENV / "bin" / "selfdirect"
    command.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{PYTHON}" -m selfdirect "$@"\n')
    command.chmod(0o755)


# --- the page assets ---


def assets() -> None:
    """Fetch the design system's compiled files with npm, check them, and unpack them in `.build`."""
    for name, wanted in tomllib.loads((ROOT / "tools" / "assets.toml").read_text()).items():
        folder = BUILD / name
        stamp = folder / ".made-from"
        if stamp.exists() and stamp.read_text() == repr(wanted):
            _squeeze(folder)
            continue
        say(f"Fetching {name} {wanted['version']}")
        package = _npm_pack(f"{name}@{wanted['version']}")
        if base64.b64encode(hashlib.sha512(package).digest()).decode() != wanted["sha512"]:
            raise CannotSetUp(f"{name} {wanted['version']} is not the package we pinned. Nothing was unpacked.")
        shutil.rmtree(folder, ignore_errors=True)
        _unpack(package, wanted["keep"], folder)
        _squeeze(folder)
        stamp.write_text(repr(wanted))


def _squeeze(folder: Path) -> None:
    """Put a compressed copy beside each style sheet and script: the site serves it to browsers that take it."""
    for plain in [*folder.rglob("*.css"), *folder.rglob("*.js")]:
        small = plain.with_name(f"{plain.name}.gz")
        if not small.exists():
            small.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))


def _npm_pack(what: str) -> bytes:
    if not shutil.which("npm"):
        raise CannotSetUp(
            f"npm is needed to fetch {what} and is not on this machine.\n"
            "Install Node.js (Debian: apt-get install npm) and run this again."
        )
    with tempfile.TemporaryDirectory() as folder:
        run("npm", "pack", "--silent", "--pack-destination", folder, what)
        return next(Path(folder).glob("*.tgz")).read_bytes()


def _unpack(package: bytes, keep: list[str], folder: Path) -> None:
    """Write only the plain files we named; fonts and images go where the site serves `/assets/` from."""
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for member in archive.getmembers():
            inside = member.name.removeprefix("package/")
            if not member.isfile() or ".." in inside or not inside.startswith(tuple(keep)):
                continue
            target = folder / inside.replace("dist/govuk/assets/", "whitenoise-root/assets/")
            target.parent.mkdir(parents=True, exist_ok=True)
            source = archive.extractfile(member)
            assert source is not None
            target.write_bytes(source.read())


# --- what the machine must have ---


def libraries() -> None:
    """The shared libraries that draw PDF letters."""
    missing = [package for library, package in LIBRARIES.items() if not _loads(library)]
    if missing and not _apt(*missing):
        raise CannotSetUp(
            "PDF letters need libraries that this machine does not have.\n"
            f"Ask an administrator to run: apt-get install {' '.join(missing)}"
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def chromium() -> Path:
    """Where Chromium is: named, found, or installed. The browser tests cannot run without it."""
    named = os.environ.get("SELFDIRECT_CHROMIUM")
    if named and not Path(named).exists():
        raise CannotSetUp(f"SELFDIRECT_CHROMIUM says {named}, and there is no such file.")
    found = find_chromium()
    if found is None and not _apt("chromium", "fonts-liberation"):
        subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"], cwd=ROOT, env=_trusting())
    found = found or find_chromium()
    if found is None:
        raise CannotSetUp(
            "The browser tests need Chromium, and it could not be installed here.\n"
            "Ask an administrator to run: apt-get install chromium fonts-liberation\n"
            "or set SELFDIRECT_CHROMIUM to the path of a Chromium you have."
        )
    return found


def find_chromium() -> Path | None:
    """The first Chromium among: SELFDIRECT_CHROMIUM, the machine's, the one Playwright fetched."""
    named = os.environ.get("SELFDIRECT_CHROMIUM")
    if named:
        return Path(named)
    for name in CHROMIUM_NAMES:
        path = shutil.which(name)
        if path:
            return Path(path)
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return next(iter(sorted(cache.glob("chromium-*/chrome-linux*/chrome"), reverse=True)), None)


def _apt(*packages: str) -> bool:
    """Install Debian packages if we are allowed to; say whether that worked."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"Installing {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-qq", *command], env=quiet, stdout=subprocess.DEVNULL)
    return done.returncode == 0


def main() -> int:
    """Do what was asked for; answer 1 with a plain message when a person has to act."""
    parser = argparse.ArgumentParser(description="Prepare this checkout.")
    parser.add_argument("--browser", action="store_true", help="also make sure that Chromium is here")
    parser.add_argument("--bench", action="store_true", help="also what measurements are taken against")
    parser.add_argument("--spark", action="store_true", help="also Spark, where there is a Java to run it on")
    asked = parser.parse_args()
    try:
        environment()
        assets()
        libraries()
        if asked.browser:
            chromium()
        if asked.bench:
            peers()
        if asked.spark:
            spark()
    except CannotSetUp as problem:
        print(f"\nSet-up stopped.\n{problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
