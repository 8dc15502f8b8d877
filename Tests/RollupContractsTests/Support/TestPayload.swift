import EVM
import Primitives

/// EXECUTE's input, written by hand to the published offsets, with each field to be set.
struct TestPayload {
    var schema: [UInt8] = [0x12, 0x81]
    var chainId: UInt64 = 1_234_321
    var parentHash = Bytes32.zero
    var stateRoot = Bytes32.zero
    var number: UInt64 = 1
    var gasLimit: UInt64 = 15_000_000
    var timestamp: UInt64 = 0
    var extraData: [UInt8] = []
    var blockHash = Bytes32.zero
    var anchorHash = Bytes32.zero
    /// Offsets of the payload request, the execution payload and the extra data.
    var offsets: [UInt32] = [16, 44, 528]
    /// Bytes of `rest` that the offset of the withdrawals says are transactions.
    var transactionByteCount: UInt32 = 0
    /// Follows the execution payload; stands for transactions and witness.
    var rest: [UInt8] = []

    static let feeRecipient = Address(hex: "0x" + String(repeating: "22", count: 20)) ?? .zero
    static let prevRandao = Bytes32(hex: "0x" + String(repeating: "44", count: 32)) ?? .zero
    var feeRecipient = TestPayload.feeRecipient
    var prevRandao = TestPayload.prevRandao

    /// The whole input.
    var bytes: [UInt8] {
        let filler = [UInt8](repeating: 0x44, count: 32)
        var payload = parentHash.bytes + feeRecipient.bytes + stateRoot.bytes + filler
        payload += [UInt8](repeating: 0, count: 256) + prevRandao.bytes
        payload += little(number) + little(gasLimit) + little(UInt64(21_000)) + little(timestamp) + little(offsets[2])
        payload += UInt256(1_000_000_000).bigEndianBytes.reversed() + blockHash.bytes
        let transactions = UInt32(528 + extraData.count)
        payload += little(transactions) + little(transactions &+ transactionByteCount)
        payload += little(UInt64(0)) + little(UInt64(0)) + extraData
        let payloadEnd = UInt32(44 + payload.count)
        var request = little(offsets[1]) + little(payloadEnd) + anchorHash.bytes + little(payloadEnd) + payload
        request += rest
        let requestEnd = UInt32(16 + request.count)
        return schema + little(offsets[0]) + little(requestEnd) + little(chainId) + request
    }
}

/// EXECUTE's input in proof mode, written by hand to the header form's offsets, with each field to be set.
struct TestProofPayload {
    var common: TestPayload
    var key = Bytes32(UInt256(0x4b))
    /// Offsets of request, key and body; of payload and versioned hashes; of the extra data.
    var offsets: [UInt32] = [20, 684, 716, 72, 664, 584]
    /// Versioned hashes of the blobs that hold the transactions; none for transactions in the input.
    var blobHashes: [Bytes32] = [] {
        didSet {
            let byteCount = UInt32(32 * blobHashes.count)
            (offsets[1], offsets[2]) = (684 + byteCount, 716 + byteCount)
        }
    }

    /// The whole input.
    var bytes: [UInt8] {
        let filler = [UInt8](repeating: 0x44, count: 32)
        var payload = common.parentHash.bytes + common.feeRecipient.bytes + common.stateRoot.bytes + filler
        payload += [UInt8](repeating: 0, count: 256) + common.prevRandao.bytes
        payload += little(common.number) + little(common.gasLimit) + little(UInt64(21_000)) + little(common.timestamp)
        payload += little(offsets[5]) + UInt256(1_000_000_000).bigEndianBytes.reversed() + common.blockHash.bytes
        payload += filler + filler + little(UInt64(0)) + little(UInt64(0)) + common.extraData
        let request = little(offsets[3]) + little(offsets[4]) + common.anchorHash.bytes + filler + payload
        let schema: [UInt8] = [0x12, blobHashes.isEmpty ? 0xf1 : 0xf2]
        return schema + little(offsets[0]) + little(offsets[1]) + little(common.chainId) + little(offsets[2])
            + request + blobHashes.flatMap(\.bytes) + key.bytes + common.rest
    }
}

private func little(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}

/// Stands in for EXECUTE, so that the contract is tested apart from it.
enum StandInExecute {
    static let address = Address(0x0101)

    /// Accepts every input, at EXECUTE's price for an L2 block of `gasLimit`.
    static func accepting(gasLimit: UInt64 = 0) -> PrecompileTable.Extension {
        { call in
            let input = call.input
            let charge = gasLimit + 16 * UInt64(input.count)
            guard call.gas >= charge else { return .failure(.outOfGas) }
            return .success(
                output: result(root: Keccak256.hash(input), chainId: Array(input[10..<18])),
                gasUsed: charge
            )
        }
    }

    /// Returns these bytes for every input.
    static func returning(_ output: [UInt8]) -> PrecompileTable.Extension {
        { _ in .success(output: output, gasUsed: 0) }
    }

    /// Halts for every input.
    static let failing: PrecompileTable.Extension = { _ in .failure(.extensionFailure(code: 2)) }

    /// The 43 bytes of a validation result.
    static func result(
        root: Bytes32,
        flag: UInt8 = 1,
        chainId: [UInt8] = [0x91, 0xd5, 0x12, 0, 0, 0, 0, 0],
        schema: [UInt8] = [0x81, 0x12]
    ) -> [UInt8] {
        root.bytes + [flag] + chainId + schema
    }
}
