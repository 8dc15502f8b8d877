import Cryptography
import Groth16
import Primitives
import TestSupport

/// A search for variables that a circuit does not hold to their values.
struct ConstraintHunt {
    private let system: R1CS
    private let values: [BN254.Fr]
    /// The products of A, B and C with the values, row by row.
    private let products: [(a: BN254.Fr, b: BN254.Fr, c: BN254.Fr)]
    /// For each row, the coefficients of each column in A, B and C.
    private let rows: [[Int: (a: BN254.Fr, b: BN254.Fr, c: BN254.Fr)]]

    init(_ system: R1CS, _ assignment: Assignment) {
        self.system = system
        let values = assignment.values
        self.values = values
        var rows: [[Int: (a: BN254.Fr, b: BN254.Fr, c: BN254.Fr)]] = []
        for index in 0..<system.constraintCount {
            var row: [Int: (a: BN254.Fr, b: BN254.Fr, c: BN254.Fr)] = [:]
            for (column, coefficient) in system.a.row(index) {
                row[column, default: (.zero, .zero, .zero)].a = coefficient
            }
            for (column, coefficient) in system.b.row(index) {
                row[column, default: (.zero, .zero, .zero)].b = coefficient
            }
            for (column, coefficient) in system.c.row(index) {
                row[column, default: (.zero, .zero, .zero)].c = coefficient
            }
            rows.append(row)
        }
        self.rows = rows
        products = rows.map { row in
            row.reduce((a: .zero, b: .zero, c: .zero)) { sum, entry in
                let value = values[entry.key]
                return (
                    sum.a + entry.value.a * value, sum.b + entry.value.b * value, sum.c + entry.value.c * value
                )
            }
        }
    }

    /// Whether all constraints hold.
    var isSatisfied: Bool { products.allSatisfy { $0.a * $0.b == $0.c } }

    /// Number of constraints that do not hold.
    var violationCount: Int { products.count { $0.a * $0.b != $0.c } }

    /// The names of the constraints that do not hold.
    var violations: Set<String> {
        Set(products.indices.filter { products[$0].a * products[$0].b != products[$0].c }.map { system.names[$0] })
    }

    private var rowsOfColumns: [[Int]] {
        var result = [[Int]](repeating: [], count: values.count)
        for (index, row) in rows.enumerated() {
            for column in row.keys { result[column].append(index) }
        }
        return result
    }

    /// The columns, the constant one apart, that can be changed alone: by one, or by a random element, without that any
    /// constraint breaks.
    func changeableColumns(using random: inout SplitMix64) -> [Int] {
        let rowsOfColumns = rowsOfColumns
        return (1..<values.count).filter { column in
            [BN254.Fr.one, BN254.Fr.random(using: &random)].contains { change in
                rowsOfColumns[column].allSatisfy { row in
                    let (entry, product) = (rows[row][column] ?? (.zero, .zero, .zero), products[row])
                    return (product.a + entry.a * change) * (product.b + entry.b * change)
                        == product.c + entry.c * change
                }
            }
        }
    }

    /// The columns that may move when the given ones stand still, as far as the constraints say in first order.
    ///
    /// Around a solution a constraint ab = c holds the changes to b da + a db = dc. A column is at rest when a
    /// constraint has it as the only one that may move. Where no column is left, no solution with the same inputs is
    /// near this one, however many values change together.
    func movableColumns(inputs: Set<Int>) -> Set<Int> {
        var movable = Set(1..<values.count).subtracting(inputs)
        settle(&movable, rows: Array(rows.indices), rowsOfColumns)
        return movable
    }

    /// The columns that have to be stopped, the lowest first, until none moves any more: the freedom of a prover.
    ///
    /// What a circuit computes is at rest as soon as what it computes from is, so that only values are left that the
    /// circuit takes from its witness.
    func freeColumns(inputs: Set<Int>) -> [Int] {
        let rowsOfColumns = rowsOfColumns
        var movable = Set(1..<values.count).subtracting(inputs)
        var free: [Int] = []
        settle(&movable, rows: Array(rows.indices), rowsOfColumns)
        while let column = movable.min() {
            movable.remove(column)
            free.append(column)
            settle(&movable, rows: rowsOfColumns[column], rowsOfColumns)
        }
        return free
    }

    /// Takes columns out that cannot move while all others outside of the set stand still.
    private func settle(_ movable: inout Set<Int>, rows changed: [Int], _ rowsOfColumns: [[Int]]) {
        var pending = changed
        while let index = pending.popLast() {
            let product = products[index]
            let moving = rows[index].filter { column, entry in
                movable.contains(column) && !(product.b * entry.a + product.a * entry.b - entry.c).isZero
            }
            guard moving.count == 1, let column = moving.first?.key else { continue }
            movable.remove(column)
            pending += rowsOfColumns[column]
        }
    }
}

extension BN254.Fr {
    /// An element that is as good as uniform.
    static func random(using random: inout SplitMix64) -> BN254.Fr {
        random.bytes(32).withUnsafeBytes { bytes in
            bytes.baseAddress.map { BN254.Fr(reducing: UInt256(bigEndianAt: $0)) } ?? .zero
        }
    }
}
