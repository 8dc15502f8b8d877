"""What the oracles share: the line protocol of `rollupsim fuzz` and the text of an outcome.

A batch of cases is a line of JSON each and an empty line; the answer is a line for each case, in order (the forms are
described in docs/fuzzing.md).
"""

import json
import sys


class Excluded(Exception):
    """The oracle cannot be compared on a case; the argument is the category that the report counts."""


class Account:
    """An account as the comparison sees it."""

    __slots__ = ("nonce", "balance", "code", "storage")

    def __init__(self, nonce, balance, code, storage):
        self.nonce = nonce
        self.balance = balance
        self.code = code
        self.storage = storage

    @property
    def is_empty(self):
        return self.nonce == 0 and self.balance == 0 and not self.code


def pre_state(case):
    """The accounts before the transaction, by address in hexadecimal without prefix."""
    return {
        address: Account(nonce, int(balance, 16), code, {int(slot, 16): int(value, 16) for slot, value in storage})
        for address, nonce, balance, code, storage in case["pre"]
    }


def outcome(status, gas, logs, before, after):
    """The line of an executed transaction; logs are (address, topics, data) in hexadecimal without prefix."""
    entries = ";".join(f"{address}:{','.join(topics)}:{data}" for address, topics, data in logs)
    words = [f"status={status} gas={gas} logs=[{entries}]"]
    for address in sorted(before.keys() | after.keys()):
        old, new = before.get(address), after.get(address)
        if new is None or new.is_empty:
            if old is not None:
                words.append(f"{address}:deleted")
            continue
        slots = changed_slots(old.storage if old else {}, new.storage)
        is_same_code = new.code == (old.code if old else "")
        if old and not slots and is_same_code and new.nonce == old.nonce and new.balance == old.balance:
            continue
        code = "" if is_same_code else f":code={new.code}"
        words.append(f"{address}:nonce={new.nonce}:balance={new.balance:x}{code}{slots}")
    return " ".join(words)


def changed_slots(before, after):
    """The slots that differ, in ascending order."""
    changed = [slot for slot in before.keys() | after.keys() if before.get(slot, 0) != after.get(slot, 0)]
    return "".join(f":{slot:x}={after.get(slot, 0):x}" for slot in sorted(changed))


def serve(answer):
    """Answers batches from standard input until it ends."""
    batch = []
    for line in sys.stdin:
        if line != "\n":
            batch.append(line)
            continue
        for request in batch:
            try:
                reply = answer(json.loads(request))
            except Excluded as reason:
                reply = f"excluded={reason}"
            except KeyboardInterrupt:
                return
            except BaseException as error:  # An oracle that panics says so; the campaign goes on.
                reply = f"failed={type(error).__name__}: {error}".replace("\n", " ")
            sys.stdout.write(reply + "\n")
        sys.stdout.flush()
        batch.clear()
