import Accelerators

// Precompiles 0x06 to 0x08 (EIP-196, EIP-197) at the prices of EIP-1108.
extension Precompiles {
    static let bn254AddGas: UInt64 = 150
    static let bn254MulGas: UInt64 = 6000
    static let bn254PairingBaseGas: UInt64 = 45000
    static let bn254PairGas: UInt64 = 34000
    static let bn254PairSizeInBytes = 192

    /// 0x06.
    static func bn254Add(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        guard gas >= bn254AddGas else { return .failure(.outOfGas) }
        let sum = scratch.zeros(64 + 128)
        let points = input.padded(to: 128, in: sum + 64)
        let status = zkvm_bn254_g1_add(points, points + 64, sum)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        return .success(sum, count: 64, gasUsed: bn254AddGas)
    }

    /// 0x07.
    static func bn254Mul(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        guard gas >= bn254MulGas else { return .failure(.outOfGas) }
        let product = scratch.zeros(64 + 96)
        let pointAndScalar = input.padded(to: 96, in: product + 64)
        let status = zkvm_bn254_g1_mul(pointAndScalar, pointAndScalar + 64, product)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        return .success(product, count: 64, gasUsed: bn254MulGas)
    }

    /// 0x08.
    static func bn254Pairing(
        _ input: UnsafeRawBufferPointer,
        gas: UInt64,
        _ scratch: inout ByteBuffer
    ) -> PrecompileRun {
        let count = input.count / bn254PairSizeInBytes
        // Below 2^32 bytes of input: no overflow.
        let cost = bn254PairingBaseGas &+ bn254PairGas &* UInt64(count)
        guard gas >= cost else { return .failure(.outOfGas) }
        guard input.count == count &* bn254PairSizeInBytes else { return .failure(.invalidInput) }
        var isOne = false
        let status = zkvm_bn254_pairing(input.bytes, count, &isOne)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        let output = scratch.zeros(32)
        output[31] = isOne ? 1 : 0
        return .success(output, count: 32, gasUsed: cost)
    }
}
