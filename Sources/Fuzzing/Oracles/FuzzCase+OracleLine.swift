import EVM
import HostAccelerators
import Primitives
import StateTransition
import TextOutput

extension FuzzCase {
    /// The case as the oracles read it: one line of JSON.
    ///
    /// Numbers are decimal up to 64 bits and hexadecimal strings above; bytes are hexadecimal strings; neither has a
    /// prefix.
    package var oracleLine: String {
        // Texts and whole numbers always have a JSON form.
        (try? JSONText.line(oracleTree)) ?? ""
    }

    private var oracleTree: JSONTree {
        [
            "fork": .text(forkName),
            "block": block.oracleTree,
            "pre": .list(accounts.map(\.oracleTree)),
            "tx": transactionTree,
        ]
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

    private var transactionTree: JSONTree {
        [
            "type": .number(UInt64(transaction.type.rawValue)),
            "encoded": .hex(signedTransaction.encoded),
            "sender": .hex(senderKey.address.bytes),
            "chainId": transaction.chainId.map(JSONTree.number) ?? .null,
            "nonce": .number(transaction.nonce),
            "gas": .number(transaction.gasLimit),
            "maxFee": .hex(transaction.maxFeePerGas),
            "priorityFee": .hex(transaction.maxPriorityFeePerGas),
            "to": transaction.to.map { .hex($0.bytes) } ?? .null,
            "value": .hex(transaction.value),
            "data": .hex(transaction.data),
            "accessList": .list(
                transaction.accessList.map { entry in
                    [.hex(entry.address.bytes), .list(entry.storageKeys.map { .hex($0) })]
                }
            ),
            "maxBlobFee": .hex(transaction.maxFeePerBlobGas),
            "blobHashes": .list(transaction.blobVersionedHashes.map { .hex($0.bytes) }),
        ]
    }
}

extension FuzzBlock {
    fileprivate var oracleTree: JSONTree {
        [
            "number": .number(number),
            "timestamp": .number(timestamp),
            "coinbase": .hex(coinbase.bytes),
            "gasLimit": .number(gasLimit),
            "baseFee": .hex(baseFee),
            "prevRandao": .hex(prevRandao.bytes),
            "excessBlobGas": .number(excessBlobGas),
        ]
    }
}

extension FuzzAccount {
    fileprivate var oracleTree: JSONTree {
        [
            .hex(address.bytes), .number(nonce), .hex(balance), .hex(code),
            .list(storage.map { [.hex($0.slot), .hex($0.value)] }),
        ]
    }
}

extension JSONTree {
    fileprivate static func hex(_ bytes: [UInt8]) -> JSONTree { .text(Hex.encodeUnprefixed(bytes)) }

    fileprivate static func hex(_ number: UInt256) -> JSONTree { .text(OutcomeText.digits(number)) }
}
