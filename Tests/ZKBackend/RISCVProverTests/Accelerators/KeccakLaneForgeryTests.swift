import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import TestSupport
import Testing

/// Cells of a state that are no bits, for every bit of every lane.
///
/// Two lanes of one column exchange a bit for a double or a half beside it, so that the state before the round and the
/// sums of its columns stay; the state after it is another. The two rules that the cells are bits are all that refuses
/// it, and either alone would do.
@Suite("Hash accelerators: forged bits of Keccak's lanes")
struct KeccakLaneForgeryTests {
    private typealias Shape = KeccakPermutationShape

    private let judge: RowJudge
    private let place: RowJudge.Place
    private let chip: KeccakRoundChip

    init() throws {
        var random = SplitMix64(seed: 77)
        var program = CallProgram()
        for _ in 0..<4 { program.call(.keccakF, program.place((0..<25).map { _ in random.next() })) }
        chip = try GuestRun.machine.get().definition.keccakRound
        judge = try RowJudge(program.guestRun())
        place = try judge.place(of: chip.chip.name)
    }

    /// A row with its cells.
    private struct Row {
        let honest: RowJudge.Honest
        let chip: KeccakRoundChip
        var changes: [Int: Goldilocks] = [:]

        func bit(_ column: Column) -> Goldilocks { changes[column.index] ?? honest.cells[column.index].c0 }

        func lane(_ lane: Int, _ z: Int) -> Goldilocks { bit(chip.lanes[lane][z]) }

        /// What theta adds to the lanes of a column.
        func added(x: Int, _ z: Int) -> Bool {
            bit(chip.parities[(x + 4) % 5][z]) != bit(chip.parities[(x + 1) % 5][(z + 63) % 64])
        }

        /// Makes the columns that follow from the lanes what they must be.
        mutating func settle() {
            func xor(_ a: Goldilocks, _ b: Goldilocks) -> Goldilocks { a + b - Goldilocks(2) * a * b }
            for (column, z) in zip(chip.chiBits, Shape.constantBits) {
                let moved = (0..<3).map { x in
                    let source = Shape.sources[x]
                    return lane(source, (z + 64 - Shape.rotations[source]) % 64)
                }
                changes[column.index] = xor(moved[0], (.one - moved[1]) * moved[2])
            }
        }
    }

    /// The two changes of a bit and its neighbour that leave their sum: the bit with weight 2^z and the other one.
    private static func change(_ z: Int) -> (neighbour: Int, bit: Goldilocks) {
        z % 32 < 31 ? (z + 1, -Goldilocks(2)) : (z - 1, -over(1, 1))
    }

    /// Forges a bit in some row; nil when no row has the bits for it.
    private func forge(lane: Int, z: Int) throws -> [String]? {
        let x = lane % 5
        let (neighbour, step) = Self.change(z)
        for index in 0..<judge.rowCount(place) {
            let honest = try judge.honest(place, row: index)
            let row = Row(honest: honest, chip: chip)
            guard row.added(x: x, z) == row.added(x: x, neighbour) else { continue }
            let other = stride(from: x, to: 25, by: 5).first { other in
                other != lane && row.lane(other, neighbour) != row.lane(lane, neighbour)
            }
            guard let other else { continue }
            var forged = row
            for changed in [lane, other] {
                let (near, bit) = (row.lane(changed, neighbour), row.lane(changed, z))
                let flip: Goldilocks = near.isZero ? .one : -.one
                forged.changes[chip.lanes[changed][neighbour].index] = near + flip
                forged.changes[chip.lanes[changed][z].index] = bit + step * flip
            }
            forged.settle()
            let verdict = try judge.verdict(place, honest, changing: forged.changes)
            guard verdict.leavesAnother, verdict.unmet.isEmpty, verdict.otherValues.isEmpty else { continue }
            let rules = [lane, other].map { "lane \($0) bit \(z) is boolean" }
            #expect(verdict.broken == Set(rules), "lane \(lane), bit \(z)")
            return rules
        }
        return nil
    }

    /// The rules that forgeries show, two by two.
    static func forgeries() throws -> Set<String> {
        let tests = try KeccakLaneForgeryTests()
        var shown: Set<String> = []
        for lane in 0..<25 {
            for z in 0..<64 where !shown.contains("lane \(lane) bit \(z) is boolean") {
                shown.formUnion(try tests.forge(lane: lane, z: z) ?? [])
            }
        }
        return shown
    }

    @Test("Each bit of each lane is one")
    func everyBit() throws {
        #expect(try Self.forgeries().count == 1600)
    }
}
