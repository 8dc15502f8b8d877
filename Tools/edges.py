#!/usr/bin/env python3
"""Compares the edges of the package's graph with what the sources import.

usage: Tools/edges.py

Exits 1 when a target depends on a module that none of its sources imports and that is not marked as linked only, imports
one that it does not depend on, marks one as linked only that it imports, or is listed above one that it depends on; and
when a module reaches through a wall: what L1 verifies proofs by knows no prover, no kernel and no thread.

Targets, folders and edges are those of the evaluated manifest. There an edge that only links (`linkOnly` in
Package.swift) is a dependency by target, an ordinary edge one by name or by product.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_FOLDER = {"test": "Tests"}

# Modules that come with the toolchain, which no manifest names. Any other import has to be an edge.
TOOLCHAIN = {"Dispatch", "Foundation", "Glibc", "Swift", "Synchronization", "Testing"}

# What a module may reach through all of its edges, itself included, and which modules of the toolchain it may import.
VERIFIER = {"ProofVerifier", "Primitives", "Accelerators"}
REACH = {"ProofVerifier": (VERIFIER, {"Glibc"}), "RISCVMachine": (VERIFIER | {"RISCVMachine"}, set())}

# Modules that none of those on the left may reach: they are what a chain runs.
FORBIDDEN = [({"ExecutePrecompile", "L1Sim", "RollupContracts", "GuestProofs"}, {"ProofProver", "ProofKernels"})]

# Modules in which no file may import another for the package: one such import and the EVM is not specialized in other modules
# any more (docs/decisions/0003-cross-module-optimization.md).
NO_PACKAGE_IMPORT = {"EVM"}
PACKAGE_IMPORT = re.compile(r"^[ \t]*package[ \t]+import\b", re.MULTILINE)

IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?"
    r"import[ \t]+(?:(?:struct|class|enum|protocol|typealias|func|let|var)[ \t]+)?(\w+)",
    re.MULTILINE,
)


def manifest_targets() -> list[dict]:
    """The package's targets in the order of the manifest."""
    # A scratch folder of its own, so that a running build does not keep it waiting.
    with tempfile.TemporaryDirectory() as scratch:
        command = ["swift", "package", "--scratch-path", scratch, "dump-package"]
        dump = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(dump.stdout)["targets"]


def edges(target: dict) -> tuple[set[str], set[str]]:
    """The modules that a target may import, and those that it only links."""
    imported, linked = set(), set()
    for dependency in target["dependencies"]:
        (kind, arguments), = dependency.items()
        (linked if kind == "target" else imported).add(arguments[0])
    return imported, linked


def folder(target: dict) -> Path:
    return ROOT / (target.get("path") or f"{DEFAULT_FOLDER.get(target['type'], 'Sources')}/{target['name']}")


def imports(target: dict, other_folders: set[Path]) -> dict[str, Path]:
    """Each module that the target's Swift sources import, with the first file that does."""
    outside = {folder(target) / name for name in target["exclude"]} | (other_folders - {folder(target)})
    found = {}
    for source in sorted(folder(target).rglob("*.swift")):
        if not outside.isdisjoint([source, *source.parents][: len(source.relative_to(folder(target)).parts)]):
            continue
        for module in IMPORT.findall(source.read_text(encoding="utf-8")):
            found.setdefault(module, source.relative_to(ROOT))
    return found


def reach(name: str, edges_of: dict[str, set[str]]) -> set[str]:
    """A module and all that it depends on, directly or not."""
    reached, pending = set(), [name]
    while pending:
        module = pending.pop()
        if module not in reached:
            reached.add(module)
            pending += edges_of.get(module, ())
    return reached


def walls(edges_of: dict[str, set[str]], toolchain_imports: dict[str, dict[str, Path]]) -> list[str]:
    """The walls of the house that an edge or an import goes through."""
    faults = []
    for name, (allowed, toolchain) in REACH.items():
        if name not in edges_of:
            faults.append(f"{name}, which has a wall, is no module")
        for module in sorted(reach(name, edges_of) - allowed):
            faults.append(f"{name} reaches {module}, behind its wall")
        for module, source in sorted(toolchain_imports.get(name, {}).items()):
            if module not in toolchain:
                faults.append(f"{name} may not import {module}, which {source} does")
    for names, forbidden in FORBIDDEN:
        for module in sorted((names | forbidden) - edges_of.keys()):
            faults.append(f"{module}, which a wall names, is no module")
        for name in sorted(names):
            for module in sorted(reach(name, edges_of) & forbidden):
                faults.append(f"{name} reaches {module}, behind its wall")
    return faults


def main() -> int:
    targets = manifest_targets()
    names = [target["name"] for target in targets]
    folders = {folder(target) for target in targets}
    faults = []
    edges_of, toolchain_imports = {}, {}
    for position, target in enumerate(targets):
        name = target["name"]
        if not folder(target).is_dir():
            sys.exit(f"edges: {name} has no folder {folder(target).relative_to(ROOT)}")
        may_import, linked = edges(target)
        found = imports(target, folders)
        edges_of[name] = may_import | linked
        toolchain_imports[name] = {module: source for module, source in found.items() if module in TOOLCHAIN}
        for module in sorted(may_import - found.keys()):
            faults.append(f"{name} depends on {module}, which none of its sources imports; delete it or mark it linkOnly")
        for module in sorted(linked & found.keys()):
            faults.append(f"{name} marks {module} as linkOnly, which {found[module]} imports")
        for module in sorted(found.keys() - may_import - linked - TOOLCHAIN):
            faults.append(f"{name} does not depend on {module}, which {found[module]} imports")
        for module in sorted((may_import | linked) & set(names[position:])):
            faults.append(f"{name} stands above {module} in Package.swift, on which it depends")
        if name in NO_PACKAGE_IMPORT:
            for source in sorted(folder(target).rglob("*.swift")):
                if PACKAGE_IMPORT.search(source.read_text(encoding="utf-8")):
                    faults.append(f"{source.relative_to(ROOT)}: no package import in {name}")
    faults += walls(edges_of, toolchain_imports)
    for fault in faults:
        print(f"edges: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
