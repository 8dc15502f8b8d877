import EVM
import Primitives

/// Deposits of validators, read from the logs of the deposit contract (EIP-6110).
enum DepositRequests {
    /// Topic of `DepositEvent(bytes,bytes,bytes,bytes,bytes)`.
    static let eventTopic = Bytes32(
        w0: 0x649b_bc62_d0e3_1342,
        w1: 0xafea_4e5c_d82d_4049,
        w2: 0xe7e1_ee91_2fc0_889a,
        w3: 0xa790_803b_e390_38c5
    )

    /// Length of the event's data, in bytes.
    static let eventByteCount = 576

    /// Each field's offset from the start of the event's data and its length, in bytes: public key, withdrawal
    /// credentials, amount, signature, index.
    private static var fields: [(offset: Int, length: Int)] {
        [(160, 48), (256, 32), (320, 8), (384, 96), (512, 8)]
    }

    /// Appends the request, 192 bytes, that a log stands for; a log of another contract or event adds nothing.
    ///
    /// - Throws: `InvalidBlock.invalidDepositLog` when offsets or lengths are not the deposit contract's.
    static func append(_ log: Log, depositContract: Address, to requests: inout [UInt8]) throws(InvalidBlock) {
        guard log.address == depositContract, log.topics.first == eventTopic else { return }
        guard log.data.count == eventByteCount else { throw .invalidDepositLog }
        for (index, field) in fields.enumerated() {
            guard
                word(log.data, at: index &* 32) == UInt256(UInt64(field.offset)),
                word(log.data, at: field.offset) == UInt256(UInt64(field.length))
            else { throw .invalidDepositLog }
            let start = field.offset &+ 32
            requests.append(contentsOf: log.data[start..<start &+ field.length])
        }
    }

    private static func word(_ data: [UInt8], at offset: Int) -> UInt256 {
        UInt256(truncatingBigEndian: data[offset..<offset &+ 32])
    }
}
