import EVM
import Foundation
import HostAccelerators
import Primitives
import StateTransition
import StateTrie

extension FuzzCase {
    /// The case as a state test of execution-spec-tests, in JSON, that expects what the oracle says.
    ///
    /// - Parameters:
    ///   - name: Name of the test.
    ///   - expected: The outcomes; where the oracle's is none, the test expects the outcome here.
    ///   - comment: What to know about the test.
    /// - Returns: The text of the file.
    package func stateTest(name: String, expected: Difference, comment: String) -> String {
        let line =
            expected.theirs.hasPrefix("status=") || expected.theirs == "invalid" ? expected.theirs : expected.ours
        let post = ExpectedPost(line: line, accounts: accounts)
        var postEntry: [String: Any] = [
            "hash": post.stateRoot.hex,
            "logs": post.logsHash.hex,
            "txbytes": Hex.encode(signedTransaction.encoded),
            "indexes": ["data": 0, "gas": 0, "value": 0],
            "state": FuzzCase.json(post.accounts),
        ]
        if line == "invalid" { postEntry["expectException"] = "TransactionException.UNDEFINED" }
        let test: [String: Any] = [
            "env": environmentJSON,
            "pre": FuzzCase.json(accounts),
            "transaction": transactionJSON,
            "post": [forkName: [postEntry]],
            "config": ["chainid": "0x01", "blobSchedule": [forkName: blobScheduleJSON]],
            "_info": ["comment": comment, "ours": expected.ours, "oracle": expected.theirs],
        ]
        let options: JSONSerialization.WritingOptions = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Strings, numbers, arrays and dictionaries of them are always JSON.
        let data = (try? JSONSerialization.data(withJSONObject: [name: test], options: options)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private var environmentJSON: [String: Any] {
        [
            "currentCoinbase": block.coinbase.hex,
            "currentGasLimit": UInt256(block.gasLimit).hexQuantity,
            "currentNumber": UInt256(block.number).hexQuantity,
            "currentTimestamp": UInt256(block.timestamp).hexQuantity,
            "currentRandom": block.prevRandao.hex,
            "currentDifficulty": "0x00",
            "currentBaseFee": block.baseFee.hexQuantity,
            "currentExcessBlobGas": UInt256(block.excessBlobGas).hexQuantity,
        ]
    }

    private var blobScheduleJSON: [String: Any] {
        let blobs = ForkRules(fork: fork).blobs
        return [
            "target": UInt256(blobs.target).hexQuantity,
            "max": UInt256(blobs.max).hexQuantity,
            "baseFeeUpdateFraction": UInt256(blobs.updateFraction).hexQuantity,
        ]
    }

    private var transactionJSON: [String: Any] {
        var json: [String: Any] = [
            "nonce": UInt256(transaction.nonce).hexQuantity,
            "gasLimit": [UInt256(transaction.gasLimit).hexQuantity],
            "to": transaction.to?.hex ?? "",
            "value": [transaction.value.hexQuantity],
            "data": [Hex.encode(transaction.data)],
            "sender": senderKey.address.hex,
            "secretKey": senderKey.scalar.hex,
        ]
        switch transaction.type {
        case .legacy, .accessList:
            json["gasPrice"] = transaction.maxFeePerGas.hexQuantity
        case .dynamicFee, .blob, .setCode:
            json["maxFeePerGas"] = transaction.maxFeePerGas.hexQuantity
            json["maxPriorityFeePerGas"] = transaction.maxPriorityFeePerGas.hexQuantity
        }
        if transaction.type != .legacy {
            json["accessLists"] = [
                transaction.accessList.map { entry in
                    [
                        "address": entry.address.hex,
                        "storageKeys": entry.storageKeys.map { Bytes32($0).hex },
                    ] as [String: Any]
                }
            ]
        }
        if transaction.type == .blob {
            json["maxFeePerBlobGas"] = transaction.maxFeePerBlobGas.hexQuantity
            json["blobVersionedHashes"] = transaction.blobVersionedHashes.map(\.hex)
        }
        if transaction.type == .setCode {
            json["authorizationList"] = transaction.authorizationList.map { authorization in
                [
                    "chainId": authorization.chainId.hexQuantity,
                    "address": authorization.address.hex,
                    "nonce": UInt256(authorization.nonce).hexQuantity,
                    "v": UInt256(UInt64(authorization.yParity)).hexQuantity,
                    "r": authorization.r.hexQuantity,
                    "s": authorization.s.hexQuantity,
                    "signer": authorization.authority()?.hex ?? "",
                    "yParity": UInt256(UInt64(authorization.yParity)).hexQuantity,
                ]
            }
        }
        return json
    }

    private static func json(_ accounts: [FuzzAccount]) -> [String: Any] {
        var json: [String: Any] = [:]
        for account in accounts {
            var storage: [String: String] = [:]
            for entry in account.storage { storage[entry.slot.hexQuantity] = entry.value.hexQuantity }
            json[account.address.hex] = [
                "nonce": UInt256(account.nonce).hexQuantity,
                "balance": account.balance.hexQuantity,
                "code": Hex.encode(account.code),
                "storage": storage,
            ]
        }
        return json
    }
}

/// What an outcome's line says about the state after a transaction.
struct ExpectedPost {
    private(set) var accounts: [FuzzAccount]
    private(set) var logs: [Log] = []

    init(line: String, accounts: [FuzzAccount]) {
        self.accounts = accounts
        for word in line.split(separator: " ") {
            if word.hasPrefix("logs=[") {
                logs = word.dropFirst(6).dropLast().split(separator: ";").compactMap(ExpectedPost.log)
            } else if !word.contains("=") || word.contains(":nonce=") {
                change(word.split(separator: ":"))
            }
        }
        self.accounts.sort { $0.address < $1.address }
    }

    /// Root of the state trie.
    var stateRoot: Bytes32 {
        var database = NodeDatabase()
        let allocation = accounts.map { account in
            var storage: [UInt256: UInt256] = [:]
            for entry in account.storage { storage[entry.slot] = entry.value }
            return (
                account.address,
                GenesisAccount(balance: account.balance, nonce: account.nonce, code: account.code, storage: storage)
            )
        }
        // A database that starts empty holds nothing malformed.
        return (try? WorldState.genesisRoot(of: allocation, into: &database)) ?? .zero
    }

    /// Keccak-256 of the logs' RLP.
    var logsHash: Bytes32 {
        let bytes = RLPEncoder.encodeList { list in
            for log in logs {
                list.appendList { entry in
                    entry.append(log.address)
                    entry.appendList { topics in
                        for topic in log.topics { topics.append(topic) }
                    }
                    entry.append(bytes: log.data)
                }
            }
        }
        return Keccak256.hash(bytes)
    }

    private mutating func change(_ parts: [Substring]) {
        guard let first = parts.first, let address = Address(hex: String(first)) else { return }
        let old = accounts.first { $0.address == address }
        accounts.removeAll { $0.address == address }
        guard parts.count > 2 else { return }
        var account = old ?? FuzzAccount(address: address)
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            switch pair[0] {
            case "nonce": account.nonce = UInt64(pair[1]) ?? 0
            case "balance": account.balance = UInt256(hex: String(pair[1])) ?? .zero
            case "code": account.code = Hex.decode(String(pair[1])) ?? []
            default:
                guard let slot = UInt256(hex: String(pair[0])), let value = UInt256(hex: String(pair[1])) else {
                    continue
                }
                account.storage.removeAll { $0.slot == slot }
                if !value.isZero { account.storage.append(FuzzAccount.StorageEntry(slot: slot, value: value)) }
            }
        }
        account.storage.sort { $0.slot < $1.slot }
        accounts.append(account)
    }

    private static func log(_ text: Substring) -> Log? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let address = Address(hex: String(parts[0])) else { return nil }
        return Log(
            address: address,
            topics: parts[1].split(separator: ",").compactMap { Bytes32(hex: String($0)) },
            data: Hex.decode(String(parts[2])) ?? []
        )
    }
}
