import EVM
import HostAccelerators
import Primitives
import StateTransition
import StrictJSON

/// The transaction of a state test.
enum FixtureTransaction {
    /// As it stands in a block.
    case encoded([UInt8])
    /// Fields with the sender, in files of tools that leave the signing to the reader.
    case fields(Transaction, sender: Address)
    /// Fields that no transaction can have.
    case impossible(InvalidTransaction)

    /// Reads `txbytes` of the post-state, or the fields of `transaction` that its `indexes` choose.
    init(_ test: JSONValue, post: JSONValue, chainId: UInt64) throws(JSONError) {
        if let bytes = try post.optional("txbytes") {
            self = .encoded(try bytes.bytes)
            return
        }
        let json = try test["transaction"]
        let indexes = try post["indexes"]
        let data = try Self.element(of: json["data"], at: indexes["data"])
        let body = Body(
            nonce: try json["nonce"].uint64,
            gasLimit: try Self.element(of: json["gasLimit"], at: indexes["gas"]).uint64,
            to: try Self.recipient(json),
            value: try Self.element(of: json["value"], at: indexes["value"]).uint256,
            data: try data.bytes,
            accessList: try Self.accessList(json, index: indexes["data"])
        )
        let sender = try Self.sender(json)
        if let gasPrice = try json.optional("gasPrice") {
            let price = try gasPrice.uint256
            self = .fields(body.priced(at: price, chainId: chainId), sender: sender)
            return
        }
        let fees = (
            priority: try json["maxPriorityFeePerGas"].uint256,
            max: try json["maxFeePerGas"].uint256
        )
        var transaction = body.dynamicFee(priority: fees.priority, max: fees.max, chainId: chainId)
        if let hashes = try json.optional("blobVersionedHashes") {
            transaction.type = .blob
            transaction.maxFeePerBlobGas = try json["maxFeePerBlobGas"].uint256
            for hash in try hashes.elements { transaction.blobVersionedHashes.append(try hash.bytes32) }
        }
        if let list = try json.optional("authorizationList") {
            transaction.type = .setCode
            for entry in try list.elements { transaction.authorizationList.append(try Self.authorization(entry)) }
        }
        if transaction.to == nil, transaction.type == .blob || transaction.type == .setCode {
            self = .impossible(.creationNotAllowed(transaction.type))
        } else {
            self = .fields(transaction, sender: sender)
        }
    }

    private static func element(of list: JSONValue, at index: JSONValue) throws(JSONError) -> JSONValue {
        let wanted = try index.wholeNumber
        var position: UInt64 = 0
        for element in try list.elements {
            if position == wanted { return element }
            position += 1
        }
        throw index.mismatch(expected: "an index below \(position)")
    }

    private static func recipient(_ json: JSONValue) throws(JSONError) -> Address? {
        let value = try json["to"]
        guard try !value.text.isEmpty else { return nil }
        return try value.address
    }

    private static func sender(_ json: JSONValue) throws(JSONError) -> Address {
        if let sender = try json.optional("sender") { return try sender.address }
        let secret = try json["secretKey"]
        guard let key = PrivateKey(try secret.bytes32) else { throw secret.mismatch(expected: "a private key") }
        return key.address
    }

    /// One list for each entry of `data`, or one for the transaction.
    private static func accessList(_ json: JSONValue, index: JSONValue) throws(JSONError) -> [AccessListEntry]? {
        let list: JSONValue
        if let lists = try json.optional("accessLists") {
            let chosen = try element(of: lists, at: index)
            guard chosen.kind != .null else { return nil }
            list = chosen
        } else if let single = try json.optional("accessList") {
            list = single
        } else {
            return nil
        }
        var entries: [AccessListEntry] = []
        for entry in try list.elements {
            var keys: [UInt256] = []
            for key in try entry["storageKeys"].elements { keys.append(try key.uint256) }
            entries.append(AccessListEntry(address: try entry["address"].address, storageKeys: keys))
        }
        return entries
    }

    private static func authorization(_ json: JSONValue) throws(JSONError) -> Authorization {
        let parity: JSONValue
        if let yParity = try json.optional("yParity") {
            parity = yParity
        } else {
            parity = try json["v"]
        }
        guard let yParity = UInt8(exactly: try parity.uint64) else {
            throw parity.mismatch(expected: "a parity of one byte")
        }
        return Authorization(
            chainId: try json["chainId"].uint256,
            address: try json["address"].address,
            nonce: try json["nonce"].uint64
        )
        .signed(r: try json["r"].uint256, s: try json["s"].uint256, yParity: yParity)
    }

    /// Fields that transactions of all types have.
    private struct Body {
        var nonce: UInt64
        var gasLimit: UInt64
        var to: Address?
        var value: UInt256
        var data: [UInt8]
        var accessList: [AccessListEntry]?

        func priced(at price: UInt256, chainId: UInt64) -> Transaction {
            guard let accessList else {
                return .legacy(
                    chainId: nil,
                    nonce: nonce,
                    gasPrice: price,
                    gasLimit: gasLimit,
                    to: to,
                    value: value,
                    data: data
                )
            }
            return .accessList(
                chainId: chainId,
                nonce: nonce,
                gasPrice: price,
                gasLimit: gasLimit,
                to: to,
                value: value,
                data: data,
                accessList: accessList
            )
        }

        func dynamicFee(priority: UInt256, max: UInt256, chainId: UInt64) -> Transaction {
            .dynamicFee(
                chainId: chainId,
                nonce: nonce,
                maxPriorityFeePerGas: priority,
                maxFeePerGas: max,
                gasLimit: gasLimit,
                to: to,
                value: value,
                data: data,
                accessList: accessList ?? []
            )
        }
    }
}
