/// Why a proof is refused: one case per rule, with the place in the protocol.
public enum VerificationError: Error, Equatable, Sendable {
    /// The proof is of another version of the format.
    case unknownVersion(UInt32)
    /// The key is for another machine than the verifier's.
    case foreignMachine
    /// The key promises fewer bits than are required.
    case securityLevel(required: Int, got: Int)
    /// No parameters reach the key's level for a table of this size.
    case levelOutOfReach(securityBits: Int, logSize: Int)
    /// The used rows in the header do not fit the machine and its program.
    case shape(ShapeError)
    /// The public values are not ones that a run can have.
    case publicValues
    /// The proof ends before the named field.
    case truncated(label: String, index: Int)
    /// Bytes follow the last field.
    case trailingBytes(count: Int)
    /// A field element at this byte is not below the order.
    case nonCanonicalElement(label: String, index: Int, offset: Int)
    /// A proof of work lacks the required bits.
    case grinding(label: String, index: Int, bits: Int)
    /// Opened rows and paths do not lead to the commitment.
    case merkleRoot(round: Int)
    /// The final table of WHIR does not take the folded value of an opened row of the last codeword.
    case finalTable(row: Int)
    /// A sumcheck round's polynomial does not sum to the claim.
    case sumcheck(label: String, round: Int)
    /// The root's or the public fractions' common denominator is zero.
    case zeroDenominator
    /// The fractions of all interactions and of the public values do not add up to zero.
    case unbalancedBuses
    /// Constraints and interactions on the claimed column values are not what the joint sumcheck has led to.
    case columnValues
    /// WHIR's last claim is not the final table's value times the weight there.
    case openedValue
    /// Two lists of the verifier's own making differ in length: a fault of this program, which no proof can cause.
    ///
    /// It cannot decide, so it refuses.
    case verifierFault(expected: Int, got: Int)
}
