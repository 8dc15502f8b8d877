import ProofProver
import ProofVerifier
import RISCVMachine
import Testing

/// Rows of `copy` and `fill` that lie: each is refused by one rule, and accepted without it.
@Suite("RISC-V accelerators: forged transfers")
struct TransferForgeryTests {
    private typealias Transfer = TransferMachine.Transfer
    private let transfers: TransferMachine

    init() throws {
        transfers = try TransferMachine()
    }

    private func place(_ name: String, of chip: Chip) throws -> Int {
        try #require(chip.columnNames.firstIndex(of: name))
    }

    private func set(_ row: inout [Goldilocks], _ chip: Chip, _ name: String, to value: Goldilocks) throws {
        row[try place(name, of: chip)] = value
    }

    /// Expects that one rule refuses the rows, and none without it.
    private func expect(_ rows: TransferMachine.Rows, refusedBy rule: String, of chip: Chip) throws {
        #expect(try transfers.broken(rows) == [rule])
        #expect(try transfers.broken(rows, without: [(rule, chip)]) == [])
    }

    private static let fill = Transfer(copies: false, content: 0x7_0000_0009, count: 2)

    @Test("Honest rows break nothing: copies, fills, the input's words, no words")
    func honest() throws {
        let rows = try transfers.rows(
            Transfer(),
            Transfer(content: 0x3000_0000, isInput: true, timestamp: 45),
            Transfer(copies: false, content: 0x7_0000_0009, count: 2, timestamp: 49),
            Transfer(count: 0, timestamp: 53),
            Transfer(copies: false, content: .max, count: 0, timestamp: 57)
        )
        #expect(try transfers.broken(rows) == [])
    }

    @Test("A fill writes its value", arguments: ["low", "high"])
    func fillValue(half: String) throws {
        var rows = try transfers.rows(Self.fill)
        let column = try place("value \(half)", of: transfers.word.chip)
        rows.words[1][column] += .one
        let rule = "a fill writes its value: \(half == "low" ? "lower" : "upper") half"
        try expect(rows, refusedBy: rule, of: transfers.word.chip)
    }

    @Test("A source with an upper half is not one of the input")
    func sourceAddress() throws {
        var rows = try transfers.rows(Transfer(content: 0x3000_0000, isInput: true))
        try set(&rows.calls[0], transfers.call.chip, "content high", to: .one)
        try set(&rows.calls[0], transfers.call.chip, "is input", to: .zero)
        try expect(rows, refusedBy: "a source's address is below 2^32", of: transfers.call.chip)
    }

    @Test("A fill's value is a1, not a1 with a flag in its upper half")
    func fillFlag() throws {
        var rows = try transfers.rows(Self.fill)
        try set(&rows.calls[0], transfers.call.chip, "is input", to: .one)
        for row in rows.words.indices {
            for name in ["second", "value high"] {
                try set(&rows.words[row], transfers.word.chip, name, to: Goldilocks(8))
            }
        }
        try expect(rows, refusedBy: "a fill has no source", of: transfers.call.chip)
    }

    /// With a flag of -1 the source would be in the space of registers.
    @Test("Registers are no source")
    func registersAsSource() throws {
        var rows = try transfers.rows(Transfer(content: 0))
        try set(&rows.calls[0], transfers.call.chip, "is input", to: -.one)
        for row in rows.words.indices { try set(&rows.words[row], transfers.word.chip, "second", to: -.one) }
        try expect(rows, refusedBy: "is input is boolean", of: transfers.call.chip)
    }

    /// A flag of 2 makes `multiply_add_modulo` of the number in a7, and of a call without words nothing at all.
    @Test("Another accelerator's number is no copy")
    func otherNumber() throws {
        var rows = try transfers.rows(Transfer(count: 0))
        try set(&rows.calls[0], transfers.call.chip, "copies", to: Goldilocks(2))
        try expect(rows, refusedBy: "copies is boolean", of: transfers.call.chip)
    }

    /// It would be a read outside every call, at a time that no clock bounds.
    @Test("A row that counts for nothing reads nothing")
    func unusedRead() throws {
        var rows = try transfers.rows(Transfer())
        var row = [Goldilocks](repeating: .zero, count: transfers.word.chip.columnNames.count)
        let time: UInt64 = 1 << 33
        for (name, value) in [
            ("copies", 1), ("call", time), ("source previous timestamp", time - 1), ("first", 0x1800_0000),
            ("value low", 0x1800_0000),
        ] as [(String, UInt64)] { try set(&row, transfers.word.chip, name, to: Goldilocks(value)) }
        rows.words.append(row)
        #expect(try transfers.broken(rows) == ["copies only on used rows"])
    }

    @Test("A row counts once or not at all")
    func multiplicities() throws {
        var rows = try transfers.rows(Self.fill)
        rows.words.append(rows.words[1])
        let used = try place("used", of: transfers.word.chip)
        (rows.words[1][used], rows.words[2][used]) = (Goldilocks(2), -.one)
        #expect(try transfers.broken(rows) == ["used is boolean"])
        // Half a copy, half a fill.
        var mixed = try transfers.rows(Transfer())
        try set(&mixed.words[0], transfers.word.chip, "copies", to: Goldilocks(2))
        #expect(try transfers.broken(mixed).contains("copies is boolean"))
        var calls = try transfers.rows(Transfer(count: 0))
        try set(&calls.calls[0], transfers.call.chip, "used", to: Goldilocks(2))
        #expect(try transfers.broken(calls) == ["used is boolean"])
    }

    @Test("As many rows as words: none missing, none too many, none twice", arguments: [true, false])
    func rowCount(copies: Bool) throws {
        let honest = try transfers.rows(copies ? Transfer() : Self.fill)
        for row in honest.words.indices {
            var fewer = honest
            fewer.words.remove(at: row)
            #expect(try transfers.broken(fewer) == ["transfer"])
            var twice = honest
            twice.words.append(honest.words[row])
            #expect(try transfers.broken(twice) == ["transfer"])
        }
        var answeredTwice = honest
        answeredTwice.words += honest.words
        #expect(try transfers.broken(answeredTwice) == ["transfer"])
        // The chain goes on below 0, as far as the forger likes.
        var further = honest
        let (remaining, destination, first) = (
            try place("remaining", of: transfers.word.chip), try place("destination", of: transfers.word.chip),
            try place("first", of: transfers.word.chip)
        )
        for _ in 0..<20 {
            var row = further.words[further.words.count - 1]
            row[remaining] -= .one
            row[destination] += Goldilocks(8)
            if copies { row[first] += Goldilocks(8) }
            further.words.append(row)
        }
        #expect(try transfers.broken(further) == ["transfer"])
    }

    @Test(
        "A row's place in the call is the call's",
        arguments: ["call", "remaining", "destination", "first", "second", "copies"]
    )
    func place(column: String) throws {
        let index = try place(column, of: transfers.word.chip)
        for row in 0..<3 {
            var rows = try transfers.rows(Transfer())
            // `copies` and `second` are flags; the others are off by one word.
            rows.words[row][index] =
                ["copies", "second"].contains(column)
                ? .one - rows.words[row][index] : rows.words[row][index] + Goldilocks(8)
            #expect(try transfers.broken(rows).contains("transfer"))
        }
        // The same lie in every row meets the call.
        var all = try transfers.rows(Transfer())
        for row in all.words.indices { all.words[row][index] += Goldilocks(16) }
        #expect(try transfers.broken(all).contains("transfer"))
    }

    @Test("Two calls cannot take each other's words")
    func swappedCalls() throws {
        let honest = try transfers.rows(
            Transfer(timestamp: 41),
            Transfer(destination: 0x1800_1000, timestamp: 81)
        )
        #expect(try transfers.broken(honest) == [])
        let (call, chip) = (try place("call", of: transfers.word.chip), transfers.word.chip)
        var swapped = honest
        for row in 0..<3 {
            swapped.words[row][call] = honest.words[row + 3][call]
            swapped.words[row + 3][call] = honest.words[row][call]
            // Times of accesses follow, so that nothing else is wrong.
            for name in ["source gap low", "destination gap low"] {
                let gap = try place(name, of: chip)
                swapped.words[row][gap] = honest.words[row + 3][gap]
                swapped.words[row + 3][gap] = honest.words[row][gap]
            }
        }
        #expect(try transfers.broken(swapped) == ["transfer"])
    }

    @Test("An access before its old entry is refused by the range table", arguments: ["source", "destination"])
    func order(access: String) throws {
        var rows = try transfers.rows(Transfer())
        let now = Goldilocks(access == "source" ? 41 : 43)
        try set(&rows.words[1], transfers.word.chip, "\(access) previous timestamp", to: now)
        try set(&rows.words[1], transfers.word.chip, "\(access) gap low", to: Goldilocks(0xffff))
        #expect(try transfers.broken(rows) == ["range"])
    }
}
