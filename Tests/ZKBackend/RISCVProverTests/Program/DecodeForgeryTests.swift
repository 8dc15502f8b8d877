import GuestExecutor
import MachineTestSupport
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Words that are decoded to something else: each is refused by one rule alone.
@Suite("RISC-V program: forged decodings")
struct DecodeForgeryTests {
    /// Words whose bits can be taken for others, each executed once.
    private static let words: [(name: String, word: UInt32)] = [
        ("add", Assembly.register(.add, 5, 20, 3)),
        ("addi x0", Assembly.immediate(.addi, 0, 5, 1)),
        ("addi", Assembly.immediate(.addi, 7, 5, -1)),
        ("lui", Assembly.upper(.lui, 6, 0xff)),
        ("mul", Assembly.register(.mul, 6, 5, 7)),
        ("srai", Assembly.immediate(.srai, 6, 5, 3)),
        ("bne", Assembly.branch(.bne, 0, 0, 8)),
        ("jal", Assembly.jal(0, 4)),
        ("jal over a word", Assembly.jal(0, 8)),
        ("ebreak", Assembly.ebreak),
    ]

    private static func word(_ name: String) -> Int { words.firstIndex { $0.name == name } ?? 0 }

    /// The forgeries with the rules that they show.
    static func forgeries() throws -> StoredForgeries {
        let run = try GuestRun(words.map(\.word) + Assembly.exit())
        var list = try StoredForgeries("decode", in: run)
        let honest = list
        func row(_ name: String) throws -> Int {
            let address = Goldilocks(MachineMap.text + 4 * UInt64(word(name)))
            return try honest.row { $0["pc"] == address }
        }
        try forgeWidths(&list, row)
        try forgeBits(&list, row)
        try forgeFormats(&list, row)
        let add = try row("add")
        try list.forge("a destination's result is kept", row: add, ["keeps result": .zero, "inverse of rd": .zero])
        // `ebreak` is `ecall` with a field.
        let halt = try list.row { $0["operation"] == Goldilocks(MachineOperation.ecall.rawValue) }
        let ebreak = Goldilocks(MachineMap.text + 4 * UInt64(word("ebreak")))
        let believed: Set = ["instruction"]
        try list.forge("system words have no fields", row: halt, granted: believed, ["pc": ebreak, "bit 20": .one])
        return list
    }

    private static func number(_ operation: MachineOperation) -> Goldilocks { Goldilocks(operation.rawValue) }

    /// Pieces that hold bits of the piece above.
    private static func forgeWidths(_ list: inout StoredForgeries, _ row: (String) throws -> Int) throws {
        // lui x6 becomes lui x38.
        let lui = try row("lui")
        var cells = try list.cells(row: lui)
        let inverse = Goldilocks(38).inverse ?? .zero
        try list.forge(
            "bits 8 to 11 width",
            row: lui,
            [
                "bits 8 to 11": cells.plus("bits 8 to 11", 16), "function 3": cells.plus("function 3", -.one),
                "inverse of rd": inverse,
            ]
        )
        // add x5, x20, x3 becomes sub x5, x4, x3: 2^7 in funct3 is bit 5 of funct7.
        let add = try row("add")
        cells = try list.cells(row: add)
        try list.forge(
            "function 3 width",
            row: add,
            ["function 3": Goldilocks(128), "rs1": cells.plus("rs1", -Goldilocks(16)), "operation": number(.sub)]
        )
        try list.forge("rs1 width", row: add, ["rs1": cells.plus("rs1", 32), "bit 20": .zero])
        // mul becomes add with a register beyond the last.
        let mul = try row("mul")
        cells = try list.cells(row: mul)
        try list.forge(
            "bits 21 to 24 width",
            row: mul,
            ["bits 21 to 24": cells.plus("bits 21 to 24", 16), "bit 25": .zero, "operation": number(.add)]
        )
        // A negative immediate becomes a positive one.
        let addi = try row("addi")
        cells = try list.cells(row: addi)
        try list.forge(
            "bits 26 to 30 width",
            row: addi,
            ["bits 26 to 30": cells.plus("bits 26 to 30", 32), "sign": .zero]
        )
    }

    /// Bits that are 2 or more, or a fraction.
    private static func forgeBits(_ list: inout StoredForgeries, _ row: (String) throws -> Int) throws {
        let branch = try row("bne")
        var cells = try list.cells(row: branch)
        try list.forge(
            "bit 7 is boolean",
            row: branch,
            ["bit 7": cells.plus("bit 7", 2), "bits 8 to 11": cells.plus("bits 8 to 11", -.one)]
        )
        let jal = try row("jal")
        cells = try list.cells(row: jal)
        try list.forge(
            "bit 20 is boolean",
            row: jal,
            ["bit 20": cells.plus("bit 20", 2), "bits 21 to 24": cells.plus("bits 21 to 24", -.one)]
        )
        // srai becomes srli by a greater amount.
        let srai = try row("srai")
        cells = try list.cells(row: srai)
        try list.forge(
            "bit 25 is boolean",
            row: srai,
            [
                "bit 25": cells.plus("bit 25", 32), "bits 26 to 30": cells.plus("bits 26 to 30", -Goldilocks(16)),
                "operation": number(.srli),
            ]
        )
        // Another register, which a fraction of the sign makes good.
        let addi = try row("addi")
        cells = try list.cells(row: addi)
        try list.forge(
            "sign is boolean",
            row: addi,
            ["rs1": cells.plus("rs1", .one), "sign": cells.plus("sign", -over(1, 16))]
        )
    }

    /// Formats whose flags add up to the number of another.
    private static func forgeFormats(_ list: inout StoredForgeries, _ row: (String) throws -> Int) throws {
        let (addi, halt) = (
            try row("addi x0"), try list.row { $0["operation"] == number(.ecall) }
        )
        func flags(_ format: InstructionFormat, insteadOf honest: InstructionFormat) -> [String: Goldilocks] {
            let scale = over(Goldilocks(1 << UInt64(honest.rawValue)), UInt64(format.rawValue))
            return ["format \(honest)": .zero, "format \(format)": scale]
        }
        for format in InstructionFormat.allCases where ![.fence, .immediate, .system].contains(format) {
            try list.forge("format \(format) is boolean", row: addi, flags(format, insteadOf: .immediate))
        }
        try list.forge("format immediate is boolean", row: halt, flags(.immediate, insteadOf: .system))
        // The system's number less that of another format.
        let share = flags(.system, insteadOf: .immediate)["format system"] ?? .zero
        try list.forge(
            "format system is boolean",
            row: halt,
            ["format immediate": .one, "format system": .one - share]
        )
    }

    @Test("Each piece, bit and format of a word is held by one rule")
    func everyRule() throws {
        let list = try Self.forgeries()
        #expect(list.shown.count == 20)
    }
}
