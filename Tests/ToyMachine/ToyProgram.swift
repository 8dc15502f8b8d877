package import Primitives
import ProofProver
import ProofVerifier

/// A program of the toy machine: what a verification key commits to.
package struct ToyProgram: Hashable, Sendable {
    /// The text, from `ToyLayout.text` on.
    package var instructions: [ToyInstruction]
    /// The initialised data, from `ToyLayout.image` on.
    package var image: [UInt64]
    /// Address of the first instruction to run.
    package var entry: UInt64

    /// Why a program is refused.
    package enum LoadError: Error, Equatable {
        /// More instructions than the program table may have.
        case tooManyInstructions
        /// More words than the image may have.
        case imageTooLarge
        /// A register number above 31.
        case register(instruction: Int)
        /// An entry or a target from 2^32 on, which the program table could not tell from its residue.
        case address(UInt64)
    }

    /// A checked program.
    ///
    /// - Parameters:
    ///   - instructions: The text.
    ///   - image: The initialised data.
    ///   - entry: Address of the first instruction to run; by default the first one.
    /// - Throws: `LoadError` when it does not fit the machine.
    package init(
        _ instructions: [ToyInstruction],
        image: [UInt64] = [],
        entry: UInt64 = ToyLayout.text
    ) throws(LoadError) {
        guard instructions.count <= 1 << ToyLayout.maximumLogInstructions else { throw .tooManyInstructions }
        guard image.count <= 1 << ToyLayout.maximumLogRegionWords else { throw .imageTooLarge }
        for (index, instruction) in instructions.enumerated() {
            let fields = instruction.fields
            guard max(fields.rd, fields.rs1, fields.rs2) < 32 else { throw .register(instruction: index) }
            guard fields.target <= UInt32.max else { throw .address(fields.target) }
        }
        guard entry <= UInt32.max else { throw .address(entry) }
        self.instructions = instructions
        self.image = image
        self.entry = entry
    }

    /// One encoding a program: counts, entry, the fields of each instruction, the image; 8 little-endian bytes each.
    package var canonicalBytes: [UInt8] {
        var words = [UInt64(instructions.count), UInt64(image.count), entry]
        for fields in instructions.map(\.fields) {
            words += [
                fields.opcode, fields.rd, fields.keepsResult, fields.rs1, fields.rs2, fields.immediate, fields.target,
            ]
        }
        return Array("rollupsim toy program 1".utf8) + (words + image).flatMap(\.littleEndianBytes)
    }

    /// Keccak-256 of the canonical bytes.
    package var identity: Bytes32 { Keccak256.hash(canonicalBytes) }

    /// The instruction at an address; nil outside the text and between instructions.
    package func instruction(at programCounter: UInt64) -> ToyInstruction? {
        guard programCounter >= ToyLayout.text, programCounter % 4 == 0 else { return nil }
        let index = (programCounter - ToyLayout.text) / 4
        return index < UInt64(instructions.count) ? instructions[Int(index)] : nil
    }
}
