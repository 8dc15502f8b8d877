import EVM
import Foundation
import Primitives
import StateTransition
import StateTrie

extension BenchmarkProgram {
    /// What a peer needs to run the program, as one line of JSON.
    ///
    /// Each transaction carries the accounts that differ when its turn comes, because a peer's binding may not be able to go from
    /// one transaction to the next. These are computed under Cancun's rules, those of the comparison.
    func peerDescription() throws -> String {
        var changes = try BenchmarkRun(self, fork: .cancun).changesBeforeTransactions().makeIterator()
        let description: [String: Any] = [
            "name": name, "group": group, "fork": fork.name,
            "accounts": accounts.map { Self.description($0, $1) },
            "blocks": blocks.map { block in
                [
                    "number": Int(block.header.number), "timestamp": Int(block.header.timestamp),
                    "coinbase": block.header.feeRecipient.hex, "baseFee": block.header.baseFeePerGas.hexQuantity,
                    "prevRandao": Hex.encode(block.header.prevRandao.bytes),
                    "transactions": zip(block.transactions, block.senders).map { transaction, sender in
                        [
                            "from": sender.hex, "to": transaction.to?.hex ?? "", "value": transaction.value.hexQuantity,
                            "data": Hex.encode(transaction.data), "gas": Int(transaction.gasLimit),
                            "gasPrice": transaction.effectiveGasPrice(baseFee: block.header.baseFeePerGas).hexQuantity,
                            "changes": (changes.next() ?? []).map { Self.description($0, $1) },
                        ] as [String: Any]
                    },
                ] as [String: Any]
            },
        ]
        let data = try JSONSerialization.data(withJSONObject: description, options: [.sortedKeys])
        return String(decoding: data, as: UTF8.self)
    }

    private static func description(_ address: Address, _ account: GenesisAccount) -> [String: Any] {
        [
            "address": address.hex, "balance": account.balance.hexQuantity, "nonce": Int(account.nonce),
            "code": Hex.encode(account.code),
            "storage": account.storage.sorted { $0.key < $1.key }.map { [$0.key.hexQuantity, $0.value.hexQuantity] },
        ]
    }
}
