import Accelerators
import Primitives

extension Precompiles {
    /// Longest modulus that is computed with, in bytes: a longer one costs more than 10^12 gas before Osaka, and is
    /// invalid since.
    private static let modexpModulusLimit = UInt256(1 << 24)

    /// 0x05: base ^ exponent mod modulus, each of a length that the input claims (EIP-198).
    ///
    /// Lengths are 256-bit numbers from outside; no memory is reserved by them before they are paid for. The operands
    /// lie one behind the other, and what is behind the input's end is zero. So a modulus that is not zero begins
    /// within the input, base and exponent are then all there, and nothing but the modulus is ever completed.
    static func modexp(
        _ input: UnsafeRawBufferPointer,
        gas: UInt64,
        rules: ModularExponentiationRules,
        _ scratch: inout ByteBuffer
    ) -> PrecompileRun {
        let baseLength = word(input, at: .zero)
        let exponentLength = word(input, at: 32)
        let modulusLength = word(input, at: 64)
        if let limit = rules.lengthLimit {
            guard baseLength <= limit, exponentLength <= limit, modulusLength <= limit else {
                return .failure(.invalidInput)
            }
        }
        let (exponentStart, baseOverflow) = baseLength.addingReportingOverflow(96)
        var head = baseOverflow ? .zero : word(input, at: exponentStart)
        if exponentLength < 32 { head = head >> (256 &- 8 &* Int(exponentLength.l0)) }
        let price = rules.gas(
            baseLength: baseLength,
            exponentLength: exponentLength,
            modulusLength: modulusLength,
            exponentHead: head
        )
        guard let cost = price, cost <= gas else { return .failure(.outOfGas) }
        if modulusLength.isZero { return .empty(gasUsed: cost) }
        guard modulusLength <= modexpModulusLimit else { return .unavailable }
        let modulusCount = Int(modulusLength.l0)

        let (modulusStart, exponentOverflow) = exponentStart.addingReportingOverflow(exponentLength)
        guard !baseOverflow, !exponentOverflow, let bytes = input.bytes, let start = modulusStart.asUInt64,
            start < UInt64(input.count)
        else { return .success(scratch.zeros(modulusCount), count: modulusCount, gasUsed: cost) }
        let output = scratch.zeros(2 &* modulusCount)
        let modulus = UnsafeRawBufferPointer(rebasing: input[Int(start)...])
            .padded(to: modulusCount, in: output + modulusCount)
        // Both begin and end before the modulus does.
        let baseCount = Int(baseLength.l0)
        let exponentCount = Int(exponentLength.l0)
        let base = bytes + 96
        let status = zkvm_modexp(base, baseCount, base + baseCount, exponentCount, modulus, modulusCount, output)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        return .success(output, count: modulusCount, gasUsed: cost)
    }

    /// The 32 bytes at an offset, zero beyond the end of the input.
    private static func word(_ input: UnsafeRawBufferPointer, at offset: UInt256) -> UInt256 {
        guard let start = offset.asUInt64, start < UInt64(input.count), let base = input.baseAddress else {
            return .zero
        }
        let available = input.count &- Int(start)
        if available >= 32 { return UInt256(bigEndianAt: base + Int(start)) }
        let rest = UnsafeRawBufferPointer(rebasing: input[Int(start)...])
        return UInt256(truncatingBigEndian: rest) << (256 &- 8 &* available)
    }
}
