import Accelerators

extension Precompiles {
    static let p256VerifyGas: UInt64 = 6900
    static let p256VerifyInputSizeInBytes = 160

    /// 0x0100: one as a word when an ECDSA signature on P-256 is valid, else nothing; never a failure (EIP-7951).
    static func p256Verify(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        guard gas >= p256VerifyGas else { return .failure(.outOfGas) }
        guard input.count == p256VerifyInputSizeInBytes, let bytes = input.bytes else {
            return .empty(gasUsed: p256VerifyGas)
        }
        var isValid = false
        let status = zkvm_secp256r1_verify(bytes, bytes + 32, bytes + 96, &isValid)
        if status == ZKVM_ENOTSUP { return .unavailable }
        guard status == ZKVM_EOK, isValid else { return .empty(gasUsed: p256VerifyGas) }
        let output = scratch.zeros(32)
        output[31] = 1
        return .success(output, count: 32, gasUsed: p256VerifyGas)
    }
}
