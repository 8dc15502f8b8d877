/// Declaration of one table: the only source of its trace layout, its constraints, its degree and its bus accounts.
package struct Chip: Sendable {
    /// A polynomial that is zero on every row, padding included.
    package struct Constraint: Sendable {
        /// Name, unique in the chip.
        package let name: String
        /// What must vanish.
        package let expression: Expression
    }

    /// An interaction whose multiplicity no rule of the chip bounds, and why a prover gains nothing by it.
    package struct Exemption: Sendable {
        /// Name of the interaction.
        package let interaction: String
        /// What bounds it instead, for the reader of the declaration.
        package let reason: String
    }

    /// log2 of the most rows that any declaration may allow; the field's domains end far below.
    package static let greatestLogHeight = 61
    /// Most program columns of a chip.
    package static let greatestProgramColumnCount = 1 << 16

    /// Which heights the verifier accepts.
    package enum Height: Hashable, Sendable {
        /// From the used rows, at most 2^maximumLogHeight.
        case dynamic(maximumLogHeight: Int)
        /// Exactly 2^logHeight rows, all of them used.
        case fixed(logHeight: Int)
        /// The height that the program's rows need, at most 2^maximumLogHeight.
        case program(maximumLogHeight: Int)
    }

    /// Name, unique in the machine.
    package let name: String
    /// Names of the committed columns in order, unique in the chip.
    package let columnNames: [String]
    /// The fixed columns in order.
    package let fixedColumns: [FixedColumn]
    /// The constraints in order.
    package internal(set) var constraints: [Constraint]
    /// The interactions in order.
    package internal(set) var interactions: [Interaction]
    /// The interactions for whose multiplicities the chip answers by itself.
    package let exemptions: [Exemption]
    /// Bits below which the machine's clock must keep all timestamps for the chip's accesses to be ordered; nil when it
    /// has none.
    package let timestampBits: Int?
    /// The accepted heights.
    package let height: Height

    /// The committed column of a name; nil when the chip has none.
    package func column(named name: String) -> Column? {
        columnNames.firstIndex(of: name).map(Column.init)
    }

    /// Number of columns that the machine's program gives to the chip.
    package var programColumnCount: Int {
        fixedColumns.reduce(0) { count, column in
            if case .program(let index) = column { max(count, index + 1) } else { count }
        }
    }

    /// log2 of the most rows that a verifier accepts.
    package var maximumLogHeight: Int {
        switch height {
        case .dynamic(let maximum), .program(let maximum): maximum
        case .fixed(let logHeight): logHeight
        }
    }

    /// Whether rows beyond the used ones may exist.
    package var hasPadding: Bool {
        if case .fixed = height { false } else { true }
    }
}
