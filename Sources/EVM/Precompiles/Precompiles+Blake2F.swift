import Accelerators

extension Precompiles {
    static let blake2fInputSizeInBytes = 213

    /// 0x09: one gas for each round (EIP-152).
    static func blake2f(_ input: [UInt8], gas: UInt64) -> PrecompileOutcome {
        guard input.count == blake2fInputSizeInBytes else { return .failure(.invalidInput) }
        let rounds = input[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard gas >= UInt64(rounds) else { return .failure(.outOfGas) }
        var state = Array(input[4..<68])
        let message = Array(input[68..<196])
        let offset = Array(input[196..<212])
        guard zkvm_blake2f(rounds, &state, message, offset, input[212]) == ZKVM_EOK else {
            return .failure(.invalidInput)
        }
        return .success(output: state, gasUsed: UInt64(rounds))
    }
}
