package import ProofVerifier

/// Decodes instruction words: one row for each word of the program that is executed, however often.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used` | 1 on rows that decode a word, else 0 | 1 | boolean |
/// | `pc` | address of the word | 32 | the program table |
/// | `executions` | rows of instruction chips with the address | 32 | the instruction bus; 0 on rows that are not used |
/// | `opcode` | bits 0 to 6 | 7 | the table of operations |
/// | `bit 7`, `bits 8 to 11` | rd, or parts of an immediate | 1, 4 | boolean; the byte table |
/// | `function 3` | bits 12 to 14 | 3 | the byte table |
/// | `rs1` | bits 15 to 19 | 5 | the byte table |
/// | `bit 20`, `bits 21 to 24` | rs2, or parts of an immediate | 1, 4 | boolean; the byte table |
/// | `bit 25`, `bits 26 to 30`, `sign` | funct7, or parts of an immediate | 1, 5, 1 | boolean; the byte table |
/// | `operation` | number of the `MachineOperation` | 6 | the table of operations |
/// | `format NAME` | one of the formats, none for `fence` | 1 each | boolean; their number is in the table of operations |
/// | `keeps result` | whether there is a destination other than x0 | 1 | the constraints of its name |
/// | `inverse of rd` | shows that the destination is not x0 | 64 | the same |
///
/// The pieces are range checked, so they are the bits of the word that the program table has at `pc`, and a word has
/// one decoding at most. A number below 2^k is looked up as its own bitwise and with 2^k - 1.
///
/// Interactions: `word` (program), `encoding` (operation), five `NAME width` (byte operation), `instruction`
/// (receives).
package struct DecodeChip: Sendable {
    package let used: Column
    package let programCounter: Column
    package let executions: Column
    package let opcode: Column
    package let pieces: Pieces
    package let operation: Column
    /// One a format, `fence` aside, in the formats' order.
    package let formats: [Column]
    package let keepsResult: Column
    package let inverse: Column
    /// The declaration.
    package let chip: Chip

    /// The word's bits above the opcode.
    package struct Pieces: Sendable {
        package let bit7: Column
        package let bits8To11: Column
        package let function3: Column
        package let rs1: Column
        package let bit20: Column
        package let bits21To24: Column
        package let bit25: Column
        package let bits26To30: Column
        package let sign: Column

        init(in builder: inout ChipBuilder) {
            bit7 = builder.column("bit 7")
            bits8To11 = builder.column("bits 8 to 11")
            function3 = builder.column("function 3")
            rs1 = builder.column("rs1")
            bit20 = builder.column("bit 20")
            bits21To24 = builder.column("bits 21 to 24")
            bit25 = builder.column("bit 25")
            bits26To30 = builder.column("bits 26 to 30")
            sign = builder.column("sign")
        }

        /// Each piece with its first bit and its width.
        package var places: [(column: Column, name: String, low: UInt64, width: UInt64)] {
            [
                (bit7, "bit 7", 7, 1), (bits8To11, "bits 8 to 11", 8, 4), (function3, "function 3", 12, 3),
                (rs1, "rs1", 15, 5), (bit20, "bit 20", 20, 1), (bits21To24, "bits 21 to 24", 21, 4),
                (bit25, "bit 25", 25, 1), (bits26To30, "bits 26 to 30", 26, 5), (sign, "sign", 31, 1),
            ]
        }

        /// Bits 7 to 11.
        var rd: Expression { bit7 + 2 * bits8To11 }
        /// Bits 20 to 24.
        var rs2: Expression { bit20 + 2 * bits21To24 }
        /// Bits 25 to 30, at the place that most immediates have them.
        var upperImmediate: Expression { 32 * bit25 + 64 * bits26To30 }
        /// All bits, at their places in the word.
        var upperWord: Expression {
            places.reduce(Expression(0)) { $0 + Expression(1 << $1.low) * $1.column }
        }
    }

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("decode", height: .dynamic(maximumLogHeight: MachineMap.maximumLogTextWords))
        used = builder.column("used")
        programCounter = builder.column("pc")
        executions = builder.column("executions")
        opcode = builder.column("opcode")
        pieces = Pieces(in: &builder)
        operation = builder.column("operation")
        let formats = InstructionFormat.allCases.filter { $0 != .fence }
        self.formats = formats.map { builder.column("format \($0)") }
        keepsResult = builder.column("keeps result")
        inverse = builder.column("inverse of rd")
        builder.require("used is boolean", isBoolean: used)
        let fields = FormatFields(pieces: pieces, formats: Array(zip(formats, self.formats)))
        fields.require(in: &builder)
        Self.checkPieces(pieces, used: used, in: &builder)

        let word = opcode + pieces.upperWord
        builder.send("word", to: RISCVBuses.program, times: used, [Expression(1), programCounter, word])
        let encoding: [any ExpressionConvertible] = [opcode, fields.key, operation, fields.formatNumber]
        builder.send("encoding", to: RISCVBuses.operation, times: used, encoding)

        builder.require("a kept result has a destination", isZero: fields.rd * inverse - keepsResult)
        builder.require("a destination's result is kept", isZero: (1 - keepsResult) * fields.rd)
        builder.require("no hint for x0", isZero: (1 - keepsResult) * inverse)
        builder.require("only used rows serve", isZero: executions * (1 - used))
        builder.exempt(
            "instruction",
            because: "the tuple is the decoding of the program's word at its address, whose rows may be any number"
        )
        builder.receive(
            "instruction",
            from: RISCVBuses.instruction,
            times: executions,
            [
                programCounter, operation, fields.rd, keepsResult, fields.rs1, fields.rs2, fields.immediate.low,
                fields.immediate.high,
            ]
        )
        chip = builder.build()
    }

    private static func checkPieces(_ pieces: Pieces, used: Column, in builder: inout ChipBuilder) {
        for piece in pieces.places {
            if piece.width == 1 {
                builder.require("\(piece.name) is boolean", isBoolean: piece.column)
            } else {
                let mask = Expression((1 << piece.width) - 1)
                let lookup: [any ExpressionConvertible] = [piece.column, mask, piece.column]
                builder.send("\(piece.name) width", to: RISCVBuses.byteOperation, times: used, lookup)
            }
        }
    }
}

/// What the pieces of a word are in its format.
private struct FormatFields {
    let pieces: DecodeChip.Pieces
    let formats: [(format: InstructionFormat, column: Column)]

    /// Formats are flags; `ecall` has no other bits.
    func require(in builder: inout ChipBuilder) {
        for (format, column) in formats { builder.require("format \(format) is boolean", isBoolean: column) }
        builder.require("system words have no fields", isZero: sum { $0 == .system } * pieces.upperWord)
    }

    /// The sum of the flags of some formats.
    func sum(where isIncluded: (InstructionFormat) -> Bool) -> Expression {
        formats.filter { isIncluded($0.format) }.reduce(Expression(0)) { $0 + $1.column }
    }

    /// The flags as one number.
    var formatNumber: Expression {
        formats.reduce(Expression(0)) { $0 + Expression(1 << UInt64($1.format.rawValue)) * $1.column }
    }

    /// The fields that tell operations apart, as `InstructionEncoding.key` has them.
    var key: Expression {
        let function3 = (1 - sum { !$0.hasFunction3 }) * pieces.function3
        let function6 = sum(where: \.hasFunction6) * (pieces.bits26To30 + 32 * pieces.sign)
        return function3 + 8 * function6 + 512 * (sum(where: \.hasBit25) * pieces.bit25)
    }

    var rd: Expression { sum(where: \.hasDestination) * pieces.rd }
    var rs1: Expression { sum(where: \.readsFirst) * pieces.rs1 }
    var rs2: Expression { sum(where: \.readsSecond) * pieces.rs2 }

    /// The immediate, sign-extended.
    var immediate: WordExpression {
        var low = Expression(0)
        var high = Expression(0)
        for (format, column) in formats {
            guard let (bits, signPlace) = bits(of: format) else { continue }
            guard let signPlace else {
                low = low + column * bits
                continue
            }
            low = low + column * (bits + Expression((1 << 32) - (1 << signPlace)) * pieces.sign)
            high = high + column
        }
        return WordExpression(low: low, high: high * (Expression((1 << 32) - 1) * pieces.sign))
    }

    /// The immediate's bits below its sign, and the sign's place; no place for amounts, which have no sign.
    private func bits(of format: InstructionFormat) -> (Expression, sign: UInt64?)? {
        switch format {
        case .register, .system, .fence: return nil
        case .immediate: return (pieces.rs2 + pieces.upperImmediate, 11)
        case .shift, .wordShift: return (pieces.rs2 + 32 * pieces.bit25, nil)
        case .store: return (pieces.rd + pieces.upperImmediate, 11)
        case .branch: return (2 * pieces.bits8To11 + pieces.upperImmediate + 2048 * pieces.bit7, 12)
        case .upper:
            let lower = Expression(1 << 12) * pieces.function3 + Expression(1 << 15) * pieces.rs1
            let middle = Expression(1 << 20) * pieces.rs2
            let upper = Expression(1 << 25) * pieces.bit25 + Expression(1 << 26) * pieces.bits26To30
            return (lower + middle + upper, 31)
        case .jump:
            let lower = 2 * pieces.bits21To24 + pieces.upperImmediate + 2048 * pieces.bit20
            return (lower + Expression(1 << 12) * (pieces.function3 + 8 * pieces.rs1), 20)
        }
    }
}
