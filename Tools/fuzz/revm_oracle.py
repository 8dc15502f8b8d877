#!/usr/bin/env python3
"""revm under Cancun rules, through pyrevm 0.3.7 (revm 8.0.0).

What pyrevm offers is not quite a transaction, so that a part of the work is done here:

- `deploy` executes a creation as a whole transaction. `message_call` leaves out the purchase of gas, the sender's nonce,
  the reimbursement and the payment of the fee recipient: these are done here, before and after.
- Both replace the base fee by zero and have no maximum fee: cases must have a zero base fee, and the greatest cost of a
  transaction is checked in a run of its own.
- Nothing is finalized: the accounts to delete and the slots are read from the text of the journal.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pyrevm import EVM, AccountInfo, BlockEnv, CfgEnv, Env, TxEnv  # noqa: E402

from oracle import Account, Excluded, outcome, pre_state, serve  # noqa: E402

GAS_PER_BLOB = 131_072

JOURNALED_ACCOUNT = re.compile(
    r"(0x[0-9a-f]{40}): Account \{ info: .*? storage: \{(.*?)\}, status: AccountStatus\((.*?)\) \}"
)
SLOT = re.compile(r"(\d+): StorageSlot \{ previous_or_original_value: \d+, present_value: (\d+) ")
END_OF_STATE = "}, transient_storage: {"


def answer(case):
    if case["fork"] != "Cancun":
        raise Excluded("pyrevm 0.3.7 is true to Cancun only")
    tx, block = case["tx"], case["block"]
    if int(block["baseFee"], 16) != 0:
        raise Excluded("pyrevm replaces the base fee by zero")
    if int(tx["priorityFee"], 16) > int(tx["maxFee"], 16):
        raise Excluded("pyrevm has no maximum fee beside the priority fee")
    before = pre_state(case)
    call = Call(case, before)
    sender = before.get(tx["sender"], Account(0, 0, "", {}))
    if call.needs_validation_run and not call.is_valid():
        return "invalid"
    if call.is_creation:
        return call.run_creation()
    if sender.nonce == 2**64 - 1:
        raise Excluded("revm 8 leaves the greatest nonce to the caller")
    return call.run_message(sender)


class Call:
    """A case in pyrevm's terms."""

    def __init__(self, case, before):
        tx = self.tx = case["tx"]
        self.block = case["block"]
        self.before = before
        self.is_creation = tx["to"] is None
        self.value = int(tx["value"], 16)
        self.max_fee = int(tx["maxFee"], 16)
        # The base fee is zero: the priority fee is all that is paid.
        self.price = min(self.max_fee, int(tx["priorityFee"], 16))
        self.max_blob_fee = int(tx["maxBlobFee"], 16)
        self.blob_gas = GAS_PER_BLOB * len(tx["blobHashes"])
        self.data = bytes.fromhex(tx["data"])
        self.sender = "0x" + tx["sender"]
        self.greatest_cost = tx["gas"] * self.max_fee + self.value + self.blob_gas * self.max_blob_fee
        account = before.get(tx["sender"])
        self.balance = account.balance if account else 0
        self.nonce = account.nonce if account else 0

    @property
    def needs_validation_run(self):
        """Whether a rule may refuse the transaction that the executing run does not check."""
        return self.nonce != self.tx["nonce"] or self.balance < 2 * self.greatest_cost

    def evm(self, accounts, nonce):
        tx, block = self.tx, self.block
        env = Env(
            CfgEnv(),
            BlockEnv(
                number=block["number"],
                coinbase="0x" + block["coinbase"],
                timestamp=block["timestamp"],
                prevrandao=bytes.fromhex(block["prevRandao"]),
                gas_limit=block["gasLimit"],
                excess_blob_gas=block["excessBlobGas"],
            ),
            TxEnv(
                caller=self.sender,
                chain_id=tx["chainId"],
                nonce=nonce,
                access_list=[
                    ("0x" + address, [int(slot, 16) for slot in slots]) for address, slots in tx["accessList"]
                ],
                blob_hashes=[bytes.fromhex(blob_hash) for blob_hash in tx["blobHashes"]],
                max_fee_per_blob_gas=self.max_blob_fee if tx["type"] == 3 else None,
            ),
        )
        evm = EVM(env, gas_limit=block["gasLimit"], spec_id="CANCUN")
        for address, account in accounts.items():
            prefixed = "0x" + address
            info = AccountInfo(balance=account.balance, nonce=account.nonce, code=bytes.fromhex(account.code) or None)
            evm.insert_account_info(prefixed, info)
            for slot, value in account.storage.items():
                # Insertion leaves the account loaded, hence warm, and the next slot too: only the database keeps it.
                checkpoint = evm.snapshot()
                evm.insert_account_storage(prefixed, slot, value)
                evm.revert(checkpoint)
        return evm

    def run(self, evm, price):
        """Runs the transaction; false when it cannot stand in the block."""
        try:
            if self.is_creation:
                evm.deploy(self.sender, self.data, self.value, self.tx["gas"], price)
            else:
                evm.message_call(self.sender, "0x" + self.tx["to"], self.data, self.value, self.tx["gas"], price)
        except RuntimeError as error:
            text = str(error)
            if evm.result is None:
                if text.startswith(("Transaction(", "Initial gas spend")):
                    return False
                raise
        return True

    def is_valid(self):
        """Asks with the true balance and the greatest price; what the run does is of no interest."""
        return self.run(self.evm(self.before, self.tx["nonce"]), self.max_fee)

    def run_creation(self):
        evm = self.evm(self.before, self.tx["nonce"])
        if not self.run(evm, self.price):
            return "invalid"
        after = self.state_after(evm, self.before)
        return self.line(evm, after)

    def run_message(self, sender):
        """Buys the gas, runs the message, and pays back and out."""
        blob_fee = self.blob_gas * self.blob_base_fee() if self.blob_gas else 0
        gas_fee = self.tx["gas"] * self.price
        accounts = dict(self.before)
        accounts[self.tx["sender"]] = Account(
            sender.nonce + 1, sender.balance - gas_fee - blob_fee, sender.code, sender.storage
        )
        price = self.price
        if accounts[self.tx["sender"]].balance < self.greatest_cost and self.needs_validation_run:
            # The balance no longer passes pyrevm's check of the price, which only GASPRICE sees beyond it.
            if self.blob_gas:
                raise Excluded("blob transaction with a balance that barely covers it")
            if self.mentions(0x3A):
                raise Excluded("GASPRICE with a balance that barely covers the transaction")
            price = 0
        evm = self.evm(accounts, None)
        if not self.run(evm, price):
            return "invalid"
        after = self.state_after(evm, accounts)
        used = evm.result.gas_used
        self.pay(after, self.tx["sender"], (self.tx["gas"] - used) * self.price)
        self.pay(after, self.block["coinbase"], used * self.price)
        return self.line(evm, after)

    def blob_base_fee(self):
        """Wei a unit of blob gas, by revm's own reckoning."""
        return BlockEnv(excess_blob_gas=self.block["excessBlobGas"]).blob_gasprice

    def mentions(self, byte):
        codes = [bytes.fromhex(account.code) for account in self.before.values()] + [self.data]
        return any(byte in code for code in codes)

    @staticmethod
    def pay(accounts, address, amount):
        account = accounts.get(address, Account(0, 0, "", {}))
        accounts[address] = Account(account.nonce, account.balance + amount, account.code, account.storage)

    @staticmethod
    def state_after(evm, before):
        """The state that revm would finalize to."""
        after = dict(before)
        journal = evm.journal_str
        journal = journal[: journal.index(END_OF_STATE) + 1]
        details = {address: (slots, flags) for address, slots, flags in JOURNALED_ACCOUNT.findall(journal)}
        for prefixed, info in evm.journal_state.items():
            address = prefixed[2:].lower()
            slots, flags = details[prefixed.lower()]
            if "Touched" not in flags:
                continue
            if "SelfDestructed" in flags:
                after.pop(address, None)
                continue
            old = before.get(address)
            storage = dict(old.storage) if old and "Created" not in flags else {}
            for slot, value in SLOT.findall(slots):
                storage[int(slot)] = int(value)
            after[address] = Account(info.nonce, info.balance, code_of(info, old), storage)
        return after

    def line(self, evm, after):
        result = evm.result
        status = "success" if result.is_success else "halt" if result.is_halt else "revert"
        logs = [
            (log.address[2:].lower(), [topic[2:] for topic in log.topics], log.data[1].hex()) for log in result.logs
        ]
        return outcome(status, result.gas_used, logs, self.before, after)


def code_of(info, old):
    """Code of an account in the journal, which stands there padded once it has been analysed, or not at all."""
    shown = re.search(r"code: Some\(Bytecode \{ bytecode: 0x([0-9a-f]*), state: (\w+)(?: \{ len: (\d+))?", str(info))
    if shown is None:
        return old.code if old else ""
    return shown[1][: 2 * int(shown[3])] if shown[3] is not None else shown[1]


if __name__ == "__main__":
    serve(answer)
