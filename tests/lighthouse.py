"""Lighthouse, as the stories and the benchmarks ask it: one address, one report, in the browser of tests/browser.py."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests import browser as chromium

PROGRAM = chromium.ROOT / "node_modules" / "lighthouse" / "cli" / "index.js"


def report(address: str, folder: Path, *flags: str) -> dict[str, Any]:
    """What it says of this address; `flags` are Lighthouse's own. Without any: a phone of middle price, slow network."""
    launch = chromium.launch_arguments()
    chrome = ["--headless", *map(str, launch["args"])]  # type: ignore[call-overload]
    command = [
        *(str(chromium.NODE), str(PROGRAM), address, "--quiet", "--output=json", "--disable-full-page-screenshot"),
        *(f"--output-path={folder / 'report.json'}", f"--chrome-flags={' '.join(chrome)}", *flags),
    ]
    environment = {
        **os.environ,
        **launch.get("env", {}),  # type: ignore[dict-item]
        "CHROME_PATH": str(launch["executable_path"]),
        "TMPDIR": str(folder),
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-800:]
    return dict(json.loads((folder / "report.json").read_text()))
