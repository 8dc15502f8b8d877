#!/usr/bin/env python3
"""Holds the documents to the tree that they describe.

usage: Tools/documents.py

Exits 1 when a Markdown file names a file, folder or suite of tests that does not exist, links to nothing, or has a line of
prose above 120 columns (tables, headings and code may), when a decision has no status or is not in the list of them, when
anything cites a document or a decision that does not exist, and when a comment in a Swift source is above 120 columns.

What counts as a name is what stands in backticks and looks like one: a path (`Sources/EVM`, `Block/Withdrawal.swift`), a
file (`KZGVerifier*.swift`, and `+Encoding.swift` for the end of one), a suite (`ForkTests`) or a test of it. A path may
leave its first folders out where the text around it says which they are.
"""

import fnmatch
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
DECISIONS = ROOT / "docs" / "decisions"
WIDTH = 120

EXTENSIONS = {"swift", "md", "py", "sh", "yaml", "yml", "vy", "json", "c", "h", "ld", "elf", "txt", "S"}
# Endings of texts that cite documents.
CITING = {".c", ".h", ".md", ".py", ".sh", ".swift", ".vy", ".yaml"}
# Names that no checkout has: of builds and their outputs, of public fixtures, of other repositories, of what a user gives.
ELSEWHERE = (
    ".build*", ".venv*", "fuzz-findings*", "../shared/*", "hoodi-*.json", "mainnet-*.json", "trusted_setup.txt",
    "specs/*", "rollupsim/program-image/*", "BLOCK.json",
    # Words of the scenario language.
    "rollupsim/1", "reexec/*", "proof/*",
)

FENCE = re.compile(r"^ *(```|~~~)")
SPAN = re.compile(r"(`+)((?:(?!\n[ \t]*\n).)+?)\1", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"[A-Za-z0-9_.+*-]+(?:/[A-Za-z0-9_.+*-]+)*/?")
LIST_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)?")
# A line of nothing but comment, unless it is a row of a table.
COMMENT = re.compile(r"[ \t]*//(?!/? *\|)")
SUITE = re.compile(r"([A-Z]\w*Tests)(?:\.(?!swift$)(\w+))?")


def tree() -> list[str]:
    """Every file of the package, and every folder with a trailing slash, as paths from the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    files = [name for name in listed if (ROOT / name).is_file()]
    folders = {f"{parent}/" for name in files for parent in PurePosixPath(name).parents if parent.name}
    return files + sorted(folders)


class Names:
    """What the tree has, looked up in the ways in which documents name it."""

    def __init__(self) -> None:
        self.paths = tree()
        self.suites: dict[str, set[str]] = {}
        for name in self.paths:
            if name.startswith("Tests/") and name.endswith(".swift"):
                text = (ROOT / name).read_text(encoding="utf-8")
                functions = set(re.findall(r"\bfunc (\w+)\(", text))
                for suite in re.findall(r"\b(?:struct|enum|class|extension) (\w+Tests)\b", text):
                    self.suites.setdefault(suite, set()).update(functions)

    def has_path(self, name: str) -> bool:
        name = re.sub(r"^(?:\.\./)+", "", name).rstrip("/")
        if name.startswith("+"):
            name = f"*{name}"
        patterns = [f"{name}{end}" for end in ("", "/", ".swift")]
        patterns += [f"*/{pattern}" for pattern in patterns]
        return any(fnmatch.fnmatchcase(path, pattern) for path in self.paths for pattern in patterns)

    def has_suite(self, suite: str, function: str | None) -> bool:
        return suite in self.suites and (function is None or function in self.suites[suite])


def is_path(word: str) -> bool:
    """Whether a word in backticks is meant as a path: it has a file's ending, or a folder's slash between names."""
    if not PATH.fullmatch(word) or not re.search("[A-Za-z]{2}", word):
        return False
    if any(fnmatch.fnmatchcase(word, pattern) for pattern in ELSEWHERE):
        return False
    last = PurePosixPath(word).name
    if "." in last.lstrip("."):
        return last.rsplit(".", 1)[1] in EXTENSIONS and not last.startswith(".")
    return "/" in word


def prose(text: str) -> list[tuple[int, str]]:
    """Numbered lines outside of fenced code."""
    lines, fenced = [], False
    for number, line in enumerate(text.splitlines(), start=1):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            lines.append((number, line))
    return lines


def faults(document: Path, names: Names) -> list[str]:
    lines = prose(document.read_text(encoding="utf-8"))
    found = []

    def report(number: int, fault: str) -> None:
        found.append(f"{document.relative_to(ROOT)}:{number}: {fault}")

    for number, line in lines:
        unbreakable = " " not in LIST_MARKER.sub("", line, count=1)
        if len(line) > WIDTH and not unbreakable and not line.lstrip().startswith(("|", "#")):
            report(number, f"is {len(line)} columns wide, above {WIDTH}")
        for target in LINK.findall(line):
            if not re.match(r"[a-z]+:|#", target) and not (document.parent / target.split("#")[0]).exists():
                report(number, f"links to {target}, which does not exist")
    text = "\n".join(line for _, line in lines)
    for match in SPAN.finditer(text):
        number = lines[text.count("\n", 0, match.start())][0]
        for word in match[2].split():
            suite = SUITE.fullmatch(word)
            if suite:
                if not names.has_suite(*suite.groups()) and not names.has_path(f"Tests/{suite[1]}"):
                    report(number, f"names {word}, which is no test")
            elif is_path(word) and not names.has_path(word):
                report(number, f"names {word}, which does not exist")
    return found


def decision_faults() -> list[str]:
    """Decisions that lack their head, and rows that the list of decisions lacks or has beside the files."""
    found, rows = [], set()
    index = DECISIONS / "README.md"
    for decision in sorted(DECISIONS.glob("[0-9]*.md")):
        lines = decision.read_text(encoding="utf-8").splitlines()
        title = re.fullmatch(r"# (\d{4}): (.+)", lines[0])
        status = re.match(r"Status: ([^.]+)\.", lines[2]) if len(lines) > 2 else None
        if not title or not decision.name.startswith(f"{title[1]}-") or not status:
            found.append(f"{decision.relative_to(ROOT)}:1: does not begin with `# NNNN: Title`, a blank line and `Status: …`")
        else:
            rows.add(f"[{title[1]}]({decision.name}) | {title[2]} | {status[1]}")
    for number, line in enumerate(index.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("| ["):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            row = " | ".join(cells[:1] + cells[2:])
            if row not in rows:
                found.append(f"{index.relative_to(ROOT)}:{number}: is not number, title and status of a decision")
            rows.discard(row)
    return found + [f"{index.relative_to(ROOT)}:1: lacks {row}" for row in sorted(rows)]


def citation_faults(paths: list[str]) -> list[str]:
    """Documents that a text of the package cites by path, and decisions that it cites by number, where there is none."""
    decisions = {decision.name[:4] for decision in DECISIONS.glob("[0-9]*.md")}
    found = []
    for name in paths:
        if name.endswith("/") or PurePosixPath(name).suffix not in CITING:
            continue
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), start=1):
            for cited in re.findall(r"\bdocs/[\w./-]+\.md\b", line):
                if not (ROOT / cited).is_file():
                    found.append(f"{name}:{number}: cites {cited}, which does not exist")
            for cited in re.findall(r"\bdecisions/(\d{4})\b", line):
                if cited not in decisions:
                    found.append(f"{name}:{number}: cites decision {cited}, which does not exist")
    return found


def comment_faults(paths: list[str]) -> list[str]:
    """Comments in Swift sources that are wider than prose may be, which the formatter lets pass."""
    found = []
    for name in paths:
        if name.endswith(".swift") and "/Generated/" not in name:
            for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1):
                if len(line) > WIDTH and COMMENT.match(line):
                    found.append(f"{name}:{number}: the comment is {len(line)} columns wide, above {WIDTH}")
    return found


def main() -> int:
    names = Names()
    documents = [ROOT / name for name in names.paths if name.endswith(".md")]
    found = [fault for document in documents for fault in faults(document, names)]
    found += decision_faults() + citation_faults(names.paths) + comment_faults(names.paths)
    for fault in found:
        print(f"documents: {fault}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
