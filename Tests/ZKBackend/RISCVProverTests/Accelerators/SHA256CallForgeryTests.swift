import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

/// Forged calls of SHA-256 and forged byte orders, whose rounds and memory follow them.
///
/// Each is refused, and accepted by the machine that lacks the one rule that it breaks.
@Suite("Hash accelerators: forged calls of SHA-256")
struct SHA256CallForgeryTests {
    private let hashes: HashMachine
    private let honest: [TraceTable]
    private let boundary: [PublicFraction]
    private static let call = HashMachine.Place.sha256Call.rawValue
    private static let swap = HashMachine.Place.byteSwap.rawValue

    init() throws {
        hashes = try HashMachine()
        var generator = SplitMix64(seed: 31)
        let image = (0..<400).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        let base = MachineRegion.image.addresses.lowerBound
        let run = try CallRun([(.keccakF, [base]), (.sha256Block, [base + 8, base + 256])], image: image)
        (honest, boundary) = (hashes.tables(of: run.trace, run.program), run.boundary)
    }

    /// The violations of changed tables; what the call leaves in memory is what the verifier expects.
    private func violations(of tables: [TraceTable], on machine: Machine? = nil) -> [TraceViolation] {
        var (tables, boundary) = hashes.withoutRounds(tables, boundary)
        let row = (honest[Self.call], tables[Self.call])
        let timestamp = row.0[hashes.sha256Call.call.identity, 0] + Goldilocks(AccessSlot.second.rawValue)
        for (index, word) in hashes.sha256Call.after.enumerated() {
            func halves(_ table: TraceTable) -> [Goldilocks] {
                let limbs = word.limbs.map { table[$0, 0] }
                let base = Goldilocks(1 << 16)
                return [limbs[0] + base * limbs[1], limbs[2] + base * limbs[3]]
            }
            let address = row.0[hashes.sha256Call.state.address, 0] + Goldilocks(8 * UInt64(index))
            let (old, new) = (halves(row.0), halves(row.1))
            for place in boundary.indices
            where boundary[place].busID == RISCVBuses.memory.id && boundary[place].tuple[1] == address
                && boundary[place].tuple[4] == timestamp && Array(boundary[place].tuple[2...3]) == old
            {
                boundary[place].tuple[2] = new[0]
                boundary[place].tuple[3] = new[1]
            }
        }
        tables[HashMachine.Place.bytes.rawValue] = TraceTable(chip: hashes.bytes, rowCount: 1 << 16)
        return hashes.violations(in: tables, boundary, on: machine)
    }

    /// The forgery is refused, and accepted without its rule.
    private func expectNeeded(_ rule: String, of chip: Chip, _ change: (inout [TraceTable]) -> Void) throws {
        var tables = honest
        change(&tables)
        #expect(violations(of: tables) != [], "\(rule)")
        let weakened = try hashes.machine.removing(constraint: rule, from: chip.name)
            .removing(interactions: [rule], from: chip.name)
        #expect(violations(of: tables, on: weakened) == [], "\(rule)")
    }

    @Test("The honest call passes without its rounds")
    func honestCall() {
        #expect(violations(of: honest) == [])
    }

    @Test("Each half of the new state is the sum modulo 2^32", arguments: 0..<8)
    func sums(half: Int) throws {
        let column = hashes.sha256Call.after[half / 2].limbs[2 * (half % 2)]
        try expectNeeded("state half \(half) is the sum modulo 2^32", of: hashes.sha256Call.chip) { tables in
            let value = tables[Self.call][column, 0]
            tables[Self.call][column, 0] = value.isZero ? .one : value - .one
        }
    }

    @Test("Each limb of the new state is one", arguments: 0..<16)
    func limbs(limb: Int) throws {
        let word = hashes.sha256Call.after[limb / 4].limbs
        let even = limb % 4 & ~1
        try expectNeeded("state \(limb / 4) limb \(limb % 4)", of: hashes.sha256Call.chip) { tables in
            let (low, high) = (tables[Self.call][word[even], 0], tables[Self.call][word[even + 1], 0])
            // A limb too great, or a fraction of one.
            let isLow = limb % 4 == even
            tables[Self.call][word[even], 0] = isLow ? low + Goldilocks(1 << 16) : low - .one
            tables[Self.call][word[even + 1], 0] = isLow ? high - .one : high + over(1, 16)
        }
    }

    @Test("Bytes are bytes: others make the same number and another swapped one", arguments: 0..<4)
    func bytes(byte: Int) throws {
        let (low, high) = byte < 3 ? (byte, byte + 1) : (2, 3)
        try expectNeeded("byte \(byte)", of: hashes.byteSwap.chip) { tables in
            let columns = hashes.byteSwap.bytes
            // The first word's bytes, of which 256 are taken for one of the next, or a fraction for the last.
            let change: (Goldilocks, Goldilocks) =
                byte < 3 ? (Goldilocks(256), -.one) : (-.one, over(1, 8))
            tables[Self.swap][columns[low], 0] += change.0
            tables[Self.swap][columns[high], 0] += change.1
            let message = columns.reduce(Goldilocks.zero) { Goldilocks(256) * $0 + tables[Self.swap][$1, 0] }
            tables[Self.call][hashes.sha256Call.message[0], 0] = message
        }
    }

    @Test("The message is the block with its bytes swapped", arguments: 0..<16)
    func message(half: Int) throws {
        let column = hashes.sha256Call.message[half]
        var tables = honest
        tables[Self.call][column, 0] += .one
        #expect(violations(of: tables) != [])
        // Nobody asks for the honest pair any more.
        let used = hashes.byteSwap.used
        let weakened = try hashes.machine.removing(interactions: ["swap \(half)"], from: hashes.sha256Call.chip.name)
        tables[Self.swap][used, half] = .zero
        for byte in hashes.byteSwap.bytes { tables[Self.swap][byte, half] = .zero }
        #expect(violations(of: tables, on: weakened) == [])
    }
}
