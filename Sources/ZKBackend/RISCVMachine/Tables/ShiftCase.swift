/// How one shift operation by one amount is computed from the halves of the shifted word.
///
/// Each half h times a power of two P splits into `low` = h P mod 2^32 and `high` = h P div 2^32; the result's halves
/// are sums of those pieces. Shifts to the right multiply too: by 32 - s bits to the left and one half to the right.
package struct ShiftCase: Hashable, Sendable {
    /// Which pieces make the result.
    ///
    /// Pieces of the lower half have number 0, those of the upper half number 1.
    package enum Kind: Int, CaseIterable, Hashable, Sendable {
        /// To the left by less than 32, or not at all: (low 0, low 1 + high 0).
        case nearLeft
        /// To the left by 32 or more: (0, low 0).
        case farLeft
        /// To the right by 1 to 32: (low 1 + high 0, high 1).
        case nearRight
        /// To the right by more than 32: (high 1, nothing but the sign).
        case farRight
        /// 32 bits to the left, or not at all: low 0, extended.
        case wordLeft
        /// 32 bits to the right: high 0, extended.
        case wordRight
    }

    /// The operation.
    package let operation: MachineOperation
    /// The six lowest bits of the second operand.
    package let amount: UInt64
    /// Which pieces make the result.
    package let kind: Kind
    /// log2 of P, below 32.
    package let logPower: UInt64
    /// Whether bits that a shift to the right leaves free take the sign of what is shifted.
    package let isArithmetic: Bool

    /// Whether the amount is the immediate.
    package let isImmediate: Bool

    private enum Direction { case left, right, arithmeticRight }

    /// How an operation shifts; nil for one that does not.
    ///
    /// - Parameters:
    ///   - operation: A shift.
    ///   - operand: The second operand, of which six bits count, or five for 32-bit operations.
    package init?(_ operation: MachineOperation, by operand: UInt64) {
        let direction: Direction
        switch operation {
        case .sll, .slli, .sllw, .slliw: direction = .left
        case .srl, .srli, .srlw, .srliw: direction = .right
        case .sra, .srai, .sraw, .sraiw: direction = .arithmeticRight
        default: return nil
        }
        let isWord: Bool
        switch operation {
        case .sllw, .slliw, .srlw, .srliw, .sraw, .sraiw: isWord = true
        default: isWord = false
        }
        switch operation {
        case .slli, .srli, .srai, .slliw, .srliw, .sraiw: isImmediate = true
        default: isImmediate = false
        }
        self.operation = operation
        amount = operand & 63
        let distance = isWord ? operand & 31 : operand & 63
        let isRight = direction != .left && distance > 0
        isArithmetic = direction == .arithmeticRight && isRight
        kind =
            switch (isWord, isRight) {
            case (false, false): distance < 32 ? .nearLeft : .farLeft
            case (false, true): distance <= 32 ? .nearRight : .farRight
            case (true, false): .wordLeft
            case (true, true): .wordRight
            }
        logPower = (isRight ? 64 - distance : distance) & 31
    }

    /// Every shift operation by every amount: the rows of the table.
    package static var all: [ShiftCase] {
        MachineOperation.allCases.flatMap { operation in
            (UInt64(0)..<64).compactMap { ShiftCase(operation, by: $0) }
        }
    }

    /// P.
    package var power: UInt64 { 1 << logPower }
}
