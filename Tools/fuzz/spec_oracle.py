#!/usr/bin/env python3
"""The executable specification, ethereum-execution 2.20.0, under Cancun, Prague or Osaka rules.

A case is run as the specification's own state-test runner does it: `process_transaction` on a block environment, without
system calls.
"""

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from ethereum.crypto.hash import keccak256  # noqa: E402
from ethereum.exceptions import EthereumException  # noqa: E402
from ethereum_rlp import rlp  # noqa: E402
from ethereum_rlp.exceptions import RLPException  # noqa: E402
from ethereum_types.bytes import Bytes, Bytes20, Bytes32  # noqa: E402
from ethereum_types.numeric import U64, U256, Uint  # noqa: E402

from oracle import Account, Excluded, outcome, pre_state, serve  # noqa: E402

CHAIN_ID = 1


class Specification:
    """One fork of the specification."""

    def __init__(self, fork):
        package = f"ethereum.forks.{fork.lower()}"
        self.fork = importlib.import_module(package + ".fork")
        self.state = importlib.import_module(package + ".state")
        self.vm = importlib.import_module(package + ".vm")
        self.blocks = importlib.import_module(package + ".blocks")
        self.transactions = importlib.import_module(package + ".transactions")
        self.trie = importlib.import_module(package + ".trie")
        self.types = importlib.import_module(package + ".fork_types")

    def answer(self, case):
        before = pre_state(case)
        state = self.state_of(before)
        output = self.vm.BlockOutput()
        try:
            transaction = self.decode(bytes.fromhex(case["tx"]["encoded"]))
            self.fork.process_transaction(self.environment(case["block"], state), output, transaction, Uint(0))
        except (EthereumException, RLPException):
            return "invalid"
        receipt = self.blocks.decode_receipt(self.trie.trie_get(output.receipts_trie, rlp.encode(Uint(0))))
        logs = [
            (bytes(log.address).hex(), [bytes(topic).hex() for topic in log.topics], bytes(log.data).hex())
            for log in output.block_logs
        ]
        status = "success" if receipt.succeeded else "failure"
        return outcome(status, int(output.block_gas_used), logs, before, self.accounts(state))

    def decode(self, encoded):
        """A typed transaction is bytes to the specification, a legacy one a list."""
        if encoded[0] < 0x80:
            return self.transactions.decode_transaction(Bytes(encoded))
        return rlp.decode_to(self.transactions.LegacyTransaction, encoded)

    def state_of(self, accounts):
        state = self.state.State()
        for text, account in accounts.items():
            address = self.types.Address(bytes.fromhex(text))
            self.state.set_account(
                state,
                address,
                self.types.Account(
                    nonce=Uint(account.nonce), balance=U256(account.balance), code=Bytes(bytes.fromhex(account.code))
                ),
            )
            for slot, value in account.storage.items():
                self.state.set_storage(state, address, Bytes32(slot.to_bytes(32, "big")), U256(value))
        return state

    def environment(self, block, state):
        number = block["number"]
        return self.vm.BlockEnvironment(
            chain_id=U64(CHAIN_ID),
            state=state,
            block_gas_limit=Uint(block["gasLimit"]),
            block_hashes=[keccak256(str(ancestor).encode()) for ancestor in range(max(0, number - 256), number)],
            coinbase=self.types.Address(bytes.fromhex(block["coinbase"])),
            number=Uint(number),
            base_fee_per_gas=Uint(int(block["baseFee"], 16)),
            time=U256(block["timestamp"]),
            prev_randao=Bytes32(bytes.fromhex(block["prevRandao"])),
            excess_blob_gas=U64(block["excessBlobGas"]),
            parent_beacon_block_root=Bytes32(bytes(32)),
        )

    @staticmethod
    def accounts(state):
        result = {}
        for address, account in state._main_trie._data.items():
            storage = state._storage_tries.get(address)
            slots = {} if storage is None else storage._data
            result[bytes(address).hex()] = Account(
                int(account.nonce),
                int(account.balance),
                bytes(account.code).hex(),
                {int.from_bytes(slot, "big"): int(value) for slot, value in slots.items()},
            )
        return result


SPECIFICATIONS = {}


def answer(case):
    if case["tx"]["chainId"] not in (None, CHAIN_ID):
        raise Excluded("the specification 2.20.0 does not compare the chain id of typed transactions")
    fork = case["fork"]
    if fork not in SPECIFICATIONS:
        SPECIFICATIONS[fork] = Specification(fork)
    return SPECIFICATIONS[fork].answer(case)


if __name__ == "__main__":
    sys.setrecursionlimit(20_000)
    serve(answer)
