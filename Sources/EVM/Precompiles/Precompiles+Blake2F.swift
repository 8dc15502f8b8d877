import Accelerators

extension Precompiles {
    static let blake2fInputSizeInBytes = 213

    /// 0x09: one gas for each round (EIP-152).
    static func blake2f(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        guard input.count == blake2fInputSizeInBytes, let bytes = input.bytes else { return .failure(.invalidInput) }
        let rounds = UInt32(bigEndian: input.loadUnaligned(as: UInt32.self))
        guard gas >= UInt64(rounds) else { return .failure(.outOfGas) }
        let state = scratch.zeros(64)
        state.update(from: bytes + 4, count: 64)
        let status = zkvm_blake2f(rounds, state, bytes + 68, bytes + 196, bytes[212])
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        return .success(state, count: 64, gasUsed: UInt64(rounds))
    }
}
