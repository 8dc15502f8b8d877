import Accelerators
import Primitives

// Precompiles 0x01 to 0x04 (Yellow Paper, appendix E).
extension Precompiles {
    static let ecrecoverGas: UInt64 = 3000

    /// 0x01: the address whose key signed a hash, or nothing when there is none.
    static func ecrecover(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        guard gas >= ecrecoverGas else { return .failure(.outOfGas) }
        // The public key, and the input when it is short.
        let room = scratch.zeros(64 + 128)
        let words = input.padded(to: 128, in: room + 64)
        guard let parity = UInt256(bigEndianAt: words + 32).subtracting27, parity <= 1 else {
            return .empty(gasUsed: ecrecoverGas)
        }
        switch zkvm_secp256k1_ecrecover(words, words + 64, UInt8(parity), room) {
        case ZKVM_EOK: break
        case ZKVM_ENOTSUP: return .unavailable
        default: return .empty(gasUsed: ecrecoverGas)
        }
        let hash = Keccak256.hash(UnsafeRawBufferPointer(start: room, count: 64))
        Address(truncating: hash.uint256).uint256.storeBigEndian(to: room)
        return .success(room, count: 32, gasUsed: ecrecoverGas)
    }

    /// 0x02.
    static func sha256(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        let cost = linearGas(input.count, base: 60, word: 12)
        guard gas >= cost else { return .failure(.outOfGas) }
        let digest = scratch.zeros(32)
        let status = zkvm_sha256(input.bytes, input.count, digest)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        return .success(digest, count: 32, gasUsed: cost)
    }

    /// 0x03.
    static func ripemd160(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        let cost = linearGas(input.count, base: 600, word: 120)
        guard gas >= cost else { return .failure(.outOfGas) }
        let digest = scratch.zeros(32)
        let status = zkvm_ripemd160(input.bytes, input.count, digest)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        return .success(digest, count: 32, gasUsed: cost)
    }

    /// 0x04.
    static func identity(_ input: UnsafeRawBufferPointer, gas: UInt64) -> PrecompileRun {
        let cost = linearGas(input.count, base: 15, word: 3)
        guard gas >= cost else { return .failure(.outOfGas) }
        return .success(output: input, gasUsed: cost)
    }

    /// Price of a hash or copy; input is in memory, so its size is below 2^32.
    private static func linearGas(_ byteCount: Int, base: UInt64, word: UInt64) -> UInt64 {
        base &+ word &* Gas.words(UInt64(byteCount))
    }
}

extension UInt256 {
    /// The word less 27, nil when it is below that or above 64 bits.
    fileprivate var subtracting27: UInt64? {
        guard let low = asUInt64, low >= 27 else { return nil }
        return low &- 27
    }
}
