import Accelerators

// Precompiles 0x06 to 0x08 (EIP-196, EIP-197) at the prices of EIP-1108.
extension Precompiles {
    static let bn254AddGas: UInt64 = 150
    static let bn254MulGas: UInt64 = 6000
    static let bn254PairingBaseGas: UInt64 = 45000
    static let bn254PairGas: UInt64 = 34000
    static let bn254PairSizeInBytes = 192

    static func bn254PairingGas(_ byteCount: Int) -> UInt64 {
        bn254PairingBaseGas &+ bn254PairGas &* UInt64(byteCount / bn254PairSizeInBytes)
    }

    /// 0x06.
    static func bn254Add(_ input: [UInt8], gas: UInt64) -> PrecompileOutcome {
        guard gas >= bn254AddGas else { return .failure(.outOfGas) }
        var sum = [UInt8](repeating: 0, count: 64)
        let p = padded(input, count: 64)
        let q = padded(input, from: 64, count: 64)
        guard zkvm_bn254_g1_add(p, q, &sum) == ZKVM_EOK else { return .failure(.invalidInput) }
        return .success(output: sum, gasUsed: bn254AddGas)
    }

    /// 0x07.
    static func bn254Mul(_ input: [UInt8], gas: UInt64) -> PrecompileOutcome {
        guard gas >= bn254MulGas else { return .failure(.outOfGas) }
        var product = [UInt8](repeating: 0, count: 64)
        let p = padded(input, count: 64)
        let scalar = padded(input, from: 64, count: 32)
        guard zkvm_bn254_g1_mul(p, scalar, &product) == ZKVM_EOK else { return .failure(.invalidInput) }
        return .success(output: product, gasUsed: bn254MulGas)
    }

    /// 0x08.
    static func bn254Pairing(_ input: [UInt8], gas: UInt64) -> PrecompileOutcome {
        let count = input.count / bn254PairSizeInBytes
        let cost = bn254PairingGas(input.count)
        guard gas >= cost else { return .failure(.outOfGas) }
        guard input.count == count &* bn254PairSizeInBytes else { return .failure(.invalidInput) }
        var isOne = false
        guard zkvm_bn254_pairing(input, count, &isOne) == ZKVM_EOK else { return .failure(.invalidInput) }
        var output = [UInt8](repeating: 0, count: 32)
        output[31] = isOne ? 1 : 0
        return .success(output: output, gasUsed: cost)
    }
}
