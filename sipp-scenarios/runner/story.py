"""What the server itself tells of a call, found by the Call-ID that we sent."""

import json
import subprocess
import time


def told(command, call_id, checks, folder):
    """Complaints; the answer is kept in `folder`. Each of `checks` is `keys 1 2`, `FIELD VALUE` such as `queue billing`, or `words TEXT` of a step."""
    if not command or not checks:
        return []
    end = time.monotonic() + 15
    while True:  # the record is written a moment after the call
        answer = subprocess.run(command + [call_id], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if answer.returncode == 0 and '"live"' not in answer.stdout or time.monotonic() > end:
            break
        time.sleep(0.5)
    (folder / "told.json").write_text(answer.stdout)
    if answer.returncode != 0:
        return [f"the server does not know the call: {(answer.stderr or answer.stdout).strip()[:200]}"]
    call = json.loads(answer.stdout)
    return [wrong for check in checks for wrong in [_compare(call, *check.split(maxsplit=1))] if wrong]


def _compare(call, field, wanted):
    if field == "words":
        found = any(wanted in step.get("words", "") for step in call.get("steps", []))
        return None if found else f"the server does not tell: {wanted}"
    value = call.get(field, "")
    found = " ".join(word(v) for v in value) if isinstance(value, list) else str(value)
    return None if (found or "none") == wanted else f"the server tells {field} {found or 'none'}, expected {wanted}"


def word(value):
    """A list's member: as it is, or the one that names it."""
    return str(value.get("key", value.get("name", value))) if isinstance(value, dict) else str(value)
