import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Single rows of `copy` and `fill` that lie: each is refused by one rule, whoever else the forger has on his side.
@Suite("RISC-V accelerators: forged rows of transfers")
struct TransferRowForgeryTests {
    /// Forgeries of calls with the rules that they show.
    static func callForgeries() throws -> StoredForgeries {
        var list = try StoredForgeries("transfer call", in: InventoryRuns.everyChip())
        let copy = try list.row { $0["copies"] == .one && $0["is input"] == .zero }
        let fill = try list.row { $0["used"] == .one && $0["copies"] == .zero }
        let count = try list.cells(row: copy).plus("count", .one)
        let ends: Set = ["begin", "end"]
        // Twice the number of `copy` less that of `fill` is the number of `multiply_add_modulo`.
        try list.forge("copies is boolean", row: copy, granted: ends.union(["call access"]), ["copies": Goldilocks(2)])
        try list.forge("is input is boolean", row: copy, granted: ends, ["is input": -.one])
        try list.forge(
            "a source's address is below 2^32",
            row: copy,
            granted: ends.union(["a1 access"]),
            ["content high": .one]
        )
        try list.forge("a fill has no source", row: fill, granted: ends, ["is input": .one])
        try list.forge("begin", row: copy, granted: ["end", "a2 access"], ["count": count])
        try list.forge("end", row: copy, granted: ["begin", "a2 access"], ["count": count])
        return list
    }

    /// Forgeries of words with the rules that they show.
    static func wordForgeries() throws -> StoredForgeries {
        var list = try StoredForgeries("transfer word", in: InventoryRuns.everyChip())
        let copy = try list.row { $0["copies"] == .one }
        let honest = try list.cells(row: copy)
        let (first, second) = (honest.plus("first", .zero), honest.plus("second", .zero))
        let others: Set = ["transfer in", "transfer out", "source access", "destination access"]
        // Twice a copy, less a fill.
        try list.forge(
            "copies is boolean",
            row: copy,
            granted: others,
            ["copies": Goldilocks(2), "used": .one, "value low": first, "value high": second]
        )
        // A read outside every call.
        try list.forge(
            "copies only on used rows",
            row: nil,
            granted: ["source access"],
            ["copies": .one, "source previous timestamp": -.one]
        )
        let less = ["remaining": honest.plus("remaining", -.one)]
        try list.forge("transfer in", row: copy, granted: ["transfer out"], less)
        try list.forge("transfer out", row: copy, granted: ["transfer in"], less)
        return list
    }

    @Test func everyRule() throws {
        #expect(try Self.callForgeries().shown.count == 6)
        #expect(try Self.wordForgeries().shown.count == 4)
    }
}
