/// What the inventory's own changes and forgeries leave over, each with its reason: the list to be reviewed.
enum InventoryExceptions {
    /// Rules of a chip, and the test that has a forgery which each alone refuses.
    struct Rules {
        /// The chip; `*` means any.
        let chip: String
        /// The rule; what follows a last `*` may be anything.
        let rule: String
        /// `Suite.function`.
        let test: String

        init(_ chip: String, _ rule: String, test: String) {
            (self.chip, self.rule, self.test) = (chip, rule, test)
        }

        func fits(_ chip: String, _ rule: String) -> Bool {
            InventoryExceptions.fits(self.chip, chip) && InventoryExceptions.fits(self.rule, rule)
        }
    }

    /// Cells that may be others in some rows.
    struct Cells {
        let chip: String
        let column: String
        let reason: String

        init(_ chip: String, _ column: String, _ reason: String) {
            (self.chip, self.column, self.reason) = (chip, column, reason)
        }

        func fits(_ chip: String, _ column: String) -> Bool {
            InventoryExceptions.fits(self.chip, chip) && InventoryExceptions.fits(self.column, column)
        }
    }

    private static func fits(_ pattern: String, _ name: String) -> Bool {
        pattern.hasSuffix("*") ? name.hasPrefix(pattern.dropLast()) : name == pattern
    }

    /// Rules, the first that fits.
    ///
    /// A test that is named for all rules of a chip fails by itself when a rule has no forgery.
    static let rules: [Rules] =
        ["a", "b", "c", "e", "f", "g", "word 1", "word 14"].map { word in
            Rules("sha256 round", "\(word) bit *", test: "SHA256RoundTests.bits")
        } + otherRules

    private static let otherRules: [Rules] = [
        Rules("*", "used is boolean", test: "RISCVForgeryTests.attacksAreRefusedByTheirRule"),
        Rules("divide", "divides is boolean", test: "DeclarationTests.freeSelector"),
        Rules("add", "*", test: "AddForgeryTests.everyRule"),
        Rules("compare", "*", test: "OrderForgeryTests.comparisons"),
        Rules("bitwise", "*", test: "BitwiseChipTests.forgeries"),
        Rules("shift", "*", test: "ShiftChipTests.forgeries"),
        Rules("multiply", "*", test: "MultiplyForgeryTests.everyRule"),
        Rules("divide", "*", test: "DivideForgeryTests.everyRule"),
        Rules("load", "*", test: "LoadChipTests.forgeries"),
        Rules("store", "*", test: "StoreChipTests.forgeries"),
        Rules("branch", "*", test: "OrderForgeryTests.branches"),
        Rules("jump", "*", test: "JumpForgeryTests.jumps"),
        Rules("upper", "*", test: "JumpForgeryTests.upperImmediates"),
        Rules("keccak round", "parity *", test: "KeccakRoundTests.parityBits"),
        Rules("keccak round", "parities *", test: "KeccakRoundTests.parities"),
        Rules("keccak round", "constant bit *", test: "KeccakRoundTests.constants"),
        Rules(
            "secp256k1 point",
            "other is y1 when doubling: *",
            test: "Secp256k1PointForgeryTests.doublingByAnotherY"
        ),
        Rules("secp256k1 point", "y equation: group *", test: "Secp256k1PointForgeryTests.everyGroup"),
        Rules("secp256k1 point", "x equation: group *", test: "Secp256k1PointForgeryTests.wrongResult"),
        Rules("image", "used words exist", test: "RISCVForgeryTests.attacksAreRefusedByTheirRule"),
    ]

    private static let notRead = "the row makes no such access"

    /// Cells that may be others in some rows; in others they are bound.
    ///
    /// Where an operand is not read, its access is free; its value is not, but for the upper half of `jal`'s base.
    static let cells: [Cells] =
        [("add", "second"), ("compare", "second"), ("bitwise", "second"), ("shift", "second"), ("jump", "base")]
        .flatMap { chip, operand in
            ["previous timestamp", "gap low"].map { Cells(chip, "\(operand) \($0)", notRead) }
        } + otherCells

    private static let otherCells: [Cells] = [
        Cells("jump", "base high", "of `jal` 2^32 more, which is the carry out of the sum"),
        Cells("secp256k1 point", "a1 *", notRead), Cells("secp256k1 point", "q *", notRead),
        Cells("secp256k1 point", "y2 *", notRead), Cells("modular arithmetic", "a3 *", notRead),
        Cells("modular arithmetic", "b *", notRead), Cells("transfer word", "source *", notRead),
        Cells(
            "multiply",
            "carry 1 limb",
            "multiples of 16 may go from the limb to the rest, or back, while both are in range (`CarryColumn`)"
        ),
        Cells("divide", "borrow", "nothing is compared when the divisor is 0"),
        Cells("divide", "excess *", "nothing is compared when the divisor is 0"),
        Cells("divide", "quotient sign", "nothing is multiplied when the divisor is 0"),
        Cells("load", "is signed", "a load of all 64 bits has nothing to extend"),
        Cells("stack", "*", "the word is not accessed"), Cells("image", "*", "the word is not accessed"),
        Cells("ram", "*", "the word is not accessed"),
        Cells("input", "*", "the word is not accessed, or the prover's to choose"),
    ]

    /// Cells of which another number is left to a row that reduces it, or is an answer to another question: the bits of
    /// the next round and the limbs of the call hold numbers below 2^32, and the swap of other bytes is true too.
    static let followed: [Cells] = [
        Cells("sha256 round", "next *", "more by a multiple of 2^32, which the next row's bits or limbs do not hold"),
        Cells("byte swap", "byte *", "another number with its swapped form, which is true"),
    ]
}
