"""Leads from a source's name to its code: a new source is a folder, and no line here changes."""

import importlib
from pathlib import Path

import connectors
from connectors.base import Connector


def connector(name: str) -> Connector:
    """Return the connector of a source: its package, which has a ``pull`` function."""
    module: Connector = importlib.import_module(f"connectors.{name}")
    return module


def folder(name: str) -> Path:
    """Return the folder of a source, where its manifest and README stand."""
    roots = (Path(root) / name for root in connectors.__path__)
    return next(root for root in roots if (root / "manifest.toml").is_file())
