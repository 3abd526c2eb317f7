"""What a script may not need, as the browsers of docs/explanation/browsers.md do not all know it."""

import re
from pathlib import Path

# What is newer than Safari 15.4 or Firefox 100, and what to write instead.
NEWER = {
    r"\.(findLast|findLastIndex)\(": "filter(…).pop()",
    r"\.(toSorted|toReversed|toSpliced|with)\(": "a copy",
    r"\b(Object|Map)\.groupBy\b": "a loop",
    r"\bArray\.fromAsync\b": "a loop",
    r"\bPromise\.(withResolvers|try)\b": "new Promise",
    r"\.(isWellFormed|toWellFormed)\(": "nothing",
    r"\.(union|intersection|difference|isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(": "a filter",
    r"\(\?<[=!]": "a group",
    r"/[a-z]*v[a-z]*\.(test|exec)": "the u flag",
    r"\.requestSubmit\(": "the button's click()",
    r"\bURL\.(canParse|parse)\(": "try new URL",
    r"\bstartViewTransition\(|\bnavigation\.(navigate|addEventListener)\(|\bCompressionStream\b|\bURLPattern\b": "nothing",
    r"\.(showPopover|hidePopover|togglePopover)\(|\bsetHTMLUnsafe\(|\bparseHTMLUnsafe\(": "nothing",
    r"\bscheduler\.|\bAbortSignal\.any\(|\bIterator\b|\bimport\s+\w+\s+with\b|\bsource\.(map|filter)\(": "nothing",
    r"\bstatic\s*\{|\b#\w+ in \b|\busing \b": "a plain function",
}
# There since Safari 15.4 or not in all of these: asked for with `?.` or in an `if`.
ASKED_FIRST = {
    r"AbortSignal\.timeout(?!\?\.)": "AbortSignal.timeout?.(…)",
    r"\.checkVisibility(?!\?\.)": "checkVisibility?.()",
    r"navigator\.wakeLock(?!\?\.)": "navigator.wakeLock?.request(…)",
    r"requestIdleCallback(?!\?\.)": "requestIdleCallback?.(…)",
    r"navigator\.(share|locks|storage|vibrate)(?!\?\.)\.?\w*\(": "navigator.share?.(…)",
    r"structuredClone(?!\?\.)\(": "JSON",
}


def what_to_write(script: Path, newer: str) -> str | None:
    """What to write instead, where this script needs what is newer."""
    code = re.sub(r"(?m)^\s*//.*$|\s//\s.*$", "", script.read_text())
    return (NEWER | ASKED_FIRST)[newer] if re.search(newer, code) else None
