#!/usr/bin/env python3
"""Finds display names of tests and suites that begin like the middle of a sentence.

usage: Tools/test-names.py [--fix]

A display name is a sentence and begins with a capital, unless its first word is an identifier or a number: a single letter
other than the article, or a word with a digit, a capital, `_`, `.`, `^` or the like in it. Exits 1 when a name breaks the
rule; with `--fix` it rewrites them.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# The string may stand on the line after the parenthesis.
NAME = re.compile(r'(@(?:Test|Suite)\(\s*")((?:[^"\\]|\\.)*)"')
# An English word that only lacks its capital.
UNCAPITALIZED = re.compile(r"(?:a|[a-z][a-z'-]+)[,:;]?(?:\s|$)")


def main() -> int:
    fixes = sys.argv[1:] == ["--fix"]
    if sys.argv[1:] and not fixes:
        sys.exit("usage: Tools/test-names.py [--fix]")
    failed = False
    for source in sorted((ROOT / "Tests").rglob("*.swift")):
        text = source.read_text(encoding="utf-8")

        def capitalized(match: re.Match) -> str:
            nonlocal failed
            if not UNCAPITALIZED.match(match[2]):
                return match[0]
            if not fixes:
                failed = True
                line = text.count("\n", 0, match.start(2)) + 1
                print(f'test-names: {source.relative_to(ROOT)}:{line}: "{match[2]}" lacks its capital', file=sys.stderr)
            return f'{match[1]}{match[2][0].upper()}{match[2][1:]}"'

        changed = NAME.sub(capitalized, text)
        if fixes and changed != text:
            source.write_text(changed, encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
