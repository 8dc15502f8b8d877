import Cryptography
import Primitives

/// One of a system's matrices while it grows, with variables by their codes.
struct SparseRows: Sendable {
    private var rowEnds: [Int] = []
    private var codes: [UInt32] = []
    private var valueNumbers: [UInt32] = []
    private var values: [BN254.Fr] = []
    /// The place in `values` of each value but the two that nearly all entries have.
    private var numbers: [UInt256: UInt32] = [:]
    private var numberOfOne: UInt32?
    private var numberOfMinusOne: UInt32?

    private static let minusOne = -BN254.Fr.one

    /// Number of rows.
    var count: Int { rowEnds.count }

    /// Adds a row.
    mutating func append(_ row: LinearCombination) {
        for term in row.terms {
            codes.append(term.variable.code)
            valueNumbers.append(number(of: term.coefficient))
        }
        rowEnds.append(codes.count)
    }

    private mutating func number(of value: BN254.Fr) -> UInt32 {
        if value == .one { return Self.number(of: value, &numberOfOne, &values) }
        if value == Self.minusOne { return Self.number(of: value, &numberOfMinusOne, &values) }
        return Self.number(of: value, &numbers[value.value], &values)
    }

    /// The number that is known of a value, or the next.
    @inline(__always)
    private static func number(of value: BN254.Fr, _ known: inout UInt32?, _ values: inout [BN254.Fr]) -> UInt32 {
        if let known { return known }
        // Values are no more than entries, which memory bounds far below 2^32.
        let number = UInt32(values.count)
        values.append(value)
        known = number
        return number
    }

    /// The matrix of all rows.
    func matrix(publicCount: Int) -> SparseMatrix {
        SparseMatrix(
            rowEnds: rowEnds,
            columns: codes.map { code in
                let variable = Variable(code: code)
                return UInt32(variable.isPublic ? variable.position : publicCount + variable.position)
            },
            valueNumbers: valueNumbers,
            values: values
        )
    }
}
