import ProofProver
package import ProofVerifier
import RISCVMachine
import RISCVProver

/// Why public values are not a statement about the toy machine.
package enum ToyStatementError: Error, Equatable, Sendable {
    /// The output has not exactly `ToyLayout.outputByteCount` bytes.
    case outputLength(Int)
}

extension ToyAIR {
    /// What the verifier sends and receives for a statement: "this program halts with exit code 0 and this output".
    ///
    /// It sends control at the entry and 32 zero registers; it receives one exit code 0 and each output word once. The
    /// halt row takes control without passing it on, so neither the halt's address nor its timestamp is public.
    ///
    /// - Parameters:
    ///   - program: The program that the key commits to.
    ///   - output: The public output, zero-padded to whole words here.
    /// - Returns: The fractions of the public boundary.
    /// - Throws: `ToyStatementError` when the output has another length.
    package static func publicFractions(
        program: ToyProgram,
        output: [UInt8]
    ) throws(ToyStatementError) -> [PublicFraction] {
        guard output.count == ToyLayout.outputByteCount else { throw .outputLength(output.count) }
        let firstTimestamp = Goldilocks(ToyLayout.firstTimestamp)
        var fractions: [PublicFraction] = [
            .sending([Goldilocks(program.entry), firstTimestamp], to: ToyBuses.execution)
        ]
        fractions += (0..<UInt64(32)).map { register in
            let space = Goldilocks(MemorySpace.register.rawValue)
            return .sending([space, Goldilocks(register), .zero, .zero, .zero], to: ToyBuses.memory)
        }
        fractions.append(.receiving([.zero, .zero], from: ToyBuses.halt))
        fractions += (0..<ToyLayout.outputWordCount).map { index in
            let word = (0..<8).reduce(UInt64(0)) { word, byte in
                let position = 8 * index + byte
                return position < output.count ? word | UInt64(output[position]) << UInt64(8 * byte) : word
            }
            return .receiving([Goldilocks(UInt64(index)), word.lowHalf, word.highHalf], from: ToyBuses.output)
        }
        return fractions
    }
}
