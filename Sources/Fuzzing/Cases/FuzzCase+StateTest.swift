import EVM
import HostAccelerators
import Primitives
import StateTransition
import StateTrie
import TextOutput

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
        var postEntry: [String: JSONTree] = [
            "hash": .text(post.stateRoot.hex),
            "logs": .text(post.logsHash.hex),
            "txbytes": .text(Hex.encode(signedTransaction.encoded)),
            "indexes": ["data": 0, "gas": 0, "value": 0],
            "state": FuzzCase.json(post.accounts),
        ]
        if line == "invalid" { postEntry["expectException"] = "TransactionException.UNDEFINED" }
        let test: JSONTree = [
            "env": environmentJSON,
            "pre": FuzzCase.json(accounts),
            "transaction": transactionJSON,
            "post": .object([forkName: [.object(postEntry)]]),
            "config": ["chainid": "0x01", "blobSchedule": .object([forkName: blobScheduleJSON])],
            "_info": ["comment": .text(comment), "ours": .text(expected.ours), "oracle": .text(expected.theirs)],
        ]
        // Texts and whole numbers always have a JSON form.
        return (try? JSONText.document(JSONTree.object([name: test]))) ?? ""
    }

    private var environmentJSON: JSONTree {
        [
            "currentCoinbase": .text(block.coinbase.hex),
            "currentGasLimit": .quantity(block.gasLimit),
            "currentNumber": .quantity(block.number),
            "currentTimestamp": .quantity(block.timestamp),
            "currentRandom": .text(block.prevRandao.hex),
            "currentDifficulty": "0x00",
            "currentBaseFee": .quantity(block.baseFee),
            "currentExcessBlobGas": .quantity(block.excessBlobGas),
        ]
    }

    private var blobScheduleJSON: JSONTree {
        let blobs = ForkRules(fork: fork).blobs
        return [
            "target": .quantity(blobs.target),
            "max": .quantity(blobs.max),
            "baseFeeUpdateFraction": .quantity(blobs.updateFraction),
        ]
    }

    private var transactionJSON: JSONTree {
        var json: [String: JSONTree] = [
            "nonce": .quantity(transaction.nonce),
            "gasLimit": [.quantity(transaction.gasLimit)],
            "to": .text(transaction.to?.hex ?? ""),
            "value": [.quantity(transaction.value)],
            "data": [.text(Hex.encode(transaction.data))],
            "sender": .text(senderKey.address.hex),
            "secretKey": .text(senderKey.scalar.hex),
        ]
        switch transaction.type {
        case .legacy, .accessList:
            json["gasPrice"] = .quantity(transaction.maxFeePerGas)
        case .dynamicFee, .blob, .setCode, .proofCarrying:
            json["maxFeePerGas"] = .quantity(transaction.maxFeePerGas)
            json["maxPriorityFeePerGas"] = .quantity(transaction.maxPriorityFeePerGas)
        }
        if transaction.type != .legacy {
            json["accessLists"] = [.list(transaction.accessList.map(FuzzCase.json))]
        }
        if transaction.type == .blob {
            json["maxFeePerBlobGas"] = .quantity(transaction.maxFeePerBlobGas)
            json["blobVersionedHashes"] = .list(transaction.blobVersionedHashes.map { .text($0.hex) })
        }
        if transaction.type == .setCode {
            json["authorizationList"] = .list(transaction.authorizationList.map(FuzzCase.json))
        }
        return .object(json)
    }

    private static func json(_ entry: AccessListEntry) -> JSONTree {
        [
            "address": .text(entry.address.hex),
            "storageKeys": .list(entry.storageKeys.map { .text(Bytes32($0).hex) }),
        ]
    }

    private static func json(_ authorization: Authorization) -> JSONTree {
        [
            "chainId": .quantity(authorization.chainId),
            "address": .text(authorization.address.hex),
            "nonce": .quantity(authorization.nonce),
            "v": .quantity(UInt64(authorization.yParity)),
            "r": .quantity(authorization.r),
            "s": .quantity(authorization.s),
            "signer": .text(authorization.authority()?.hex ?? ""),
            "yParity": .quantity(UInt64(authorization.yParity)),
        ]
    }

    private static func json(_ accounts: [FuzzAccount]) -> JSONTree {
        var json: [String: JSONTree] = [:]
        for account in accounts {
            var storage: [String: JSONTree] = [:]
            for entry in account.storage { storage[entry.slot.hexQuantity] = .quantity(entry.value) }
            json[account.address.hex] = [
                "nonce": .quantity(account.nonce),
                "balance": .quantity(account.balance),
                "code": .text(Hex.encode(account.code)),
                "storage": .object(storage),
            ]
        }
        return .object(json)
    }
}

extension JSONTree {
    /// A number as fixtures write numbers: hexadecimal behind `0x`.
    fileprivate static func quantity(_ number: UInt256) -> JSONTree { .text(number.hexQuantity) }

    fileprivate static func quantity(_ number: UInt64) -> JSONTree { quantity(UInt256(number)) }
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
