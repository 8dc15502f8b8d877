import EVM
import HostAccelerators
import Primitives
import StateTransition

extension FuzzCase {
    /// The case as the oracles read it: one line of JSON.
    ///
    /// Numbers are decimal up to 64 bits and hexadecimal strings above; bytes are hexadecimal strings; neither has a prefix.
    package var oracleLine: String {
        var json = JSONWriter()
        json.object { case_ in
            case_.field("fork", forkName)
            case_.key("block")
            block.write(to: &case_)
            case_.key("pre")
            case_.array(accounts) { $1.write(to: &$0) }
            case_.key("tx")
            write(transaction, to: &case_)
        }
        return json.text
    }

    /// Name of the fork in test fixtures and in the executable specification.
    package var forkName: String {
        switch fork {
        case .shanghai: "Shanghai"
        case .cancun: "Cancun"
        case .prague: "Prague"
        case .osaka: "Osaka"
        }
    }

    private func write(_ transaction: Transaction, to json: inout JSONWriter) {
        json.object { tx in
            tx.field("type", UInt64(transaction.type.rawValue))
            tx.field("encoded", signedTransaction.encoded)
            tx.field("sender", senderKey.address.bytes)
            tx.field("chainId", transaction.chainId)
            tx.field("nonce", transaction.nonce)
            tx.field("gas", transaction.gasLimit)
            tx.field("maxFee", transaction.maxFeePerGas)
            tx.field("priorityFee", transaction.maxPriorityFeePerGas)
            tx.field("to", transaction.to?.bytes)
            tx.field("value", transaction.value)
            tx.field("data", transaction.data)
            tx.key("accessList")
            tx.array(transaction.accessList) { list, entry in
                list.array { pair in
                    pair.value(entry.address.bytes)
                    pair.array(entry.storageKeys) { $0.value($1) }
                }
            }
            tx.field("maxBlobFee", transaction.maxFeePerBlobGas)
            tx.key("blobHashes")
            tx.array(transaction.blobVersionedHashes) { $0.value($1.bytes) }
        }
    }
}

extension FuzzBlock {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { block in
            block.field("number", number)
            block.field("timestamp", timestamp)
            block.field("coinbase", coinbase.bytes)
            block.field("gasLimit", gasLimit)
            block.field("baseFee", baseFee)
            block.field("prevRandao", prevRandao.bytes)
            block.field("excessBlobGas", excessBlobGas)
        }
    }
}

extension FuzzAccount {
    fileprivate func write(to json: inout JSONWriter) {
        json.array { account in
            account.value(address.bytes)
            account.value(nonce)
            account.value(balance)
            account.value(code)
            account.array(storage) { list, entry in
                list.array { pair in
                    pair.value(entry.slot)
                    pair.value(entry.value)
                }
            }
        }
    }
}
