import Accelerators
import Primitives

// Precompiles 0x01 to 0x04 (Yellow Paper, appendix E).
extension Precompiles {
    static let ecrecoverGas: UInt64 = 3000

    static func sha256Gas(_ byteCount: Int) -> UInt64 { linearGas(byteCount, base: 60, word: 12) }
    static func ripemd160Gas(_ byteCount: Int) -> UInt64 { linearGas(byteCount, base: 600, word: 120) }
    static func identityGas(_ byteCount: Int) -> UInt64 { linearGas(byteCount, base: 15, word: 3) }

    /// 0x01: the address whose key signed a hash, or nothing when there is none.
    static func ecrecover(_ input: [UInt8], gas: UInt64) -> PrecompileOutcome {
        guard gas >= ecrecoverGas else { return .failure(.outOfGas) }
        let words = padded(input, count: 128)
        let hasCanonicalV = words[32..<63].allSatisfy { $0 == 0 } && (words[63] == 27 || words[63] == 28)
        guard hasCanonicalV else { return .success(output: [], gasUsed: ecrecoverGas) }
        var publicKey = [UInt8](repeating: 0, count: 64)
        let signature = Array(words[64...])
        guard zkvm_secp256k1_ecrecover(words, signature, words[63] &- 27, &publicKey) == ZKVM_EOK else {
            return .success(output: [], gasUsed: ecrecoverGas)
        }
        let address = Address(truncating: Keccak256.hash(publicKey).uint256)
        return .success(output: address.uint256.bigEndianBytes, gasUsed: ecrecoverGas)
    }

    /// 0x02.
    static func sha256(_ input: [UInt8], gas: UInt64) -> PrecompileOutcome {
        let cost = sha256Gas(input.count)
        guard gas >= cost else { return .failure(.outOfGas) }
        var digest = [UInt8](repeating: 0, count: 32)
        guard zkvm_sha256(input, input.count, &digest) == ZKVM_EOK else { return .failure(.invalidInput) }
        return .success(output: digest, gasUsed: cost)
    }

    /// 0x03.
    static func ripemd160(_ input: [UInt8], gas: UInt64) -> PrecompileOutcome {
        let cost = ripemd160Gas(input.count)
        guard gas >= cost else { return .failure(.outOfGas) }
        var digest = [UInt8](repeating: 0, count: 32)
        guard zkvm_ripemd160(input, input.count, &digest) == ZKVM_EOK else { return .failure(.invalidInput) }
        return .success(output: digest, gasUsed: cost)
    }

    /// 0x04.
    static func identity(_ input: [UInt8], gas: UInt64) -> PrecompileOutcome {
        let cost = identityGas(input.count)
        guard gas >= cost else { return .failure(.outOfGas) }
        return .success(output: input, gasUsed: cost)
    }
}
