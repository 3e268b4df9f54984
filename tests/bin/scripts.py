"""The scripts of bin/ as modules, for tests of their functions."""

from __future__ import annotations

import sys
from importlib import util
from types import ModuleType

from tests.servers import ROOT


def script(name: str) -> ModuleType:
    """A script as a module of its own, made anew: what a test changes in it ends with the test."""
    spec = util.spec_from_file_location(name, ROOT / "bin" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise LookupError(name)
    module = util.module_from_spec(spec)
    sys.modules[name] = module  # where its dataclasses look their types up
    spec.loader.exec_module(module)
    return module
