import Accelerators
import Primitives

extension Precompiles {
    /// Longest operand that the accelerator takes, in bytes.
    private static let modexpOperandLimit = UInt256(1 << 24)

    /// 0x05: base ^ exponent mod modulus, each of a length that the input claims (EIP-198).
    ///
    /// Lengths are 256-bit numbers from outside; no memory is reserved by them before they are paid for. An exponent beyond
    /// 16 MiB, which would cost more than a block's gas, is not computed and not guessed either.
    static func modexp(_ input: [UInt8], gas: UInt64, rules: ModularExponentiationRules) -> PrecompileTable.Run {
        let baseLength = word(input, at: .zero)
        let exponentLength = word(input, at: 32)
        let modulusLength = word(input, at: 64)
        if let limit = rules.lengthLimit {
            guard baseLength <= limit, exponentLength <= limit, modulusLength <= limit else {
                return .ran(.failure(.invalidInput))
            }
        }
        let (exponentOffset, overflow) = baseLength.addingReportingOverflow(96)
        var head = overflow ? .zero : word(input, at: exponentOffset)
        if exponentLength < 32 { head = head >> (256 &- 8 &* Int(exponentLength.l0)) }
        let price = rules.gas(
            baseLength: baseLength,
            exponentLength: exponentLength,
            modulusLength: modulusLength,
            exponentHead: head
        )
        guard let cost = price, cost <= gas else { return .ran(.failure(.outOfGas)) }
        if modulusLength.isZero { return .ran(.success(output: [], gasUsed: cost)) }
        guard baseLength <= modexpOperandLimit, exponentLength <= modexpOperandLimit,
            modulusLength <= modexpOperandLimit
        else { return .notImplemented }

        let baseCount = Int(baseLength.l0)
        let exponentCount = Int(exponentLength.l0)
        let modulusCount = Int(modulusLength.l0)
        let base = padded(input, from: 96, count: baseCount)
        let exponent = padded(input, from: 96 &+ baseCount, count: exponentCount)
        let modulus = padded(input, from: 96 &+ baseCount &+ exponentCount, count: modulusCount)
        var output = [UInt8](repeating: 0, count: modulusCount)
        let status = zkvm_modexp(base, baseCount, exponent, exponentCount, modulus, modulusCount, &output)
        guard status == ZKVM_EOK else { return .ran(.failure(.invalidInput)) }
        return .ran(.success(output: output, gasUsed: cost))
    }

    /// The 32 bytes at an offset, zero beyond the end of the input.
    private static func word(_ input: [UInt8], at offset: UInt256) -> UInt256 {
        guard let start = offset.asUInt64, start < UInt64(input.count) else { return .zero }
        return UInt256(truncatingBigEndian: padded(input, from: Int(start), count: 32))
    }
}
