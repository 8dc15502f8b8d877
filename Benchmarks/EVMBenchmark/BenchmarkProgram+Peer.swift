import EVM
import Primitives
import StateTransition
import StateTrie
import TextOutput

extension BenchmarkProgram {
    /// What a peer needs to run the program, as one line of JSON.
    ///
    /// Each transaction carries the accounts that differ when its turn comes, because a peer's binding may not be able
    /// to go from one transaction to the next. These are computed under Cancun's rules, those of the comparison.
    func peerDescription() throws -> String {
        var changes = try BenchmarkRun(self, fork: .cancun).changesBeforeTransactions().makeIterator()
        let description: JSONTree = [
            "name": .text(name), "group": .text(group), "fork": .text(fork.name),
            "accounts": .list(accounts.map { Self.description($0, $1) }),
            "blocks": .list(
                blocks.map { block in
                    [
                        "number": .number(block.header.number), "timestamp": .number(block.header.timestamp),
                        "coinbase": .text(block.header.feeRecipient.hex),
                        "baseFee": .text(block.header.baseFeePerGas.hexQuantity),
                        "prevRandao": .text(Hex.encode(block.header.prevRandao.bytes)),
                        "transactions": .list(
                            zip(block.transactions, block.senders).map { transaction, sender in
                                Self.description(transaction, from: sender, in: block.header, changes.next() ?? [])
                            }
                        ),
                    ]
                }
            ),
        ]
        return try JSONText.line(description)
    }

    private static func description(
        _ transaction: Transaction,
        from sender: Address,
        in header: BlockHeader,
        _ changes: [(Address, GenesisAccount)]
    ) -> JSONTree {
        [
            "from": .text(sender.hex), "to": .text(transaction.to?.hex ?? ""),
            "value": .text(transaction.value.hexQuantity), "data": .text(Hex.encode(transaction.data)),
            "gas": .number(transaction.gasLimit),
            "gasPrice": .text(transaction.effectiveGasPrice(baseFee: header.baseFeePerGas).hexQuantity),
            "changes": .list(changes.map { description($0, $1) }),
        ]
    }

    private static func description(_ address: Address, _ account: GenesisAccount) -> JSONTree {
        [
            "address": .text(address.hex), "balance": .text(account.balance.hexQuantity),
            "nonce": .number(account.nonce), "code": .text(Hex.encode(account.code)),
            "storage": .list(
                account.storage.sorted { $0.key < $1.key }
                    .map { [.text($0.key.hexQuantity), .text($0.value.hexQuantity)] }
            ),
        ]
    }
}
