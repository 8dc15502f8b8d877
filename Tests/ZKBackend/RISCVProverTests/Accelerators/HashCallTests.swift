import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import TestSupport
import Testing

@Suite("Hash accelerators: calls in the machine")
struct HashCallTests {
    private let hashes: HashMachine
    private static let base = MachineRegion.image.addresses.lowerBound

    init() throws {
        hashes = try HashMachine()
    }

    private static func randomBytes(_ count: Int, seed: UInt64) -> [UInt8] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }

    /// Keccak-f on overlapping states, SHA-256 on blocks that overlap their states, and both on one another's results.
    private static func mixedRun(_ count: Int, seed: UInt64) throws -> CallRun {
        var generator = SplitMix64(seed: seed)
        let calls = (0..<count).map { index -> (call: MachineCall, arguments: [UInt64]) in
            func address() -> UInt64 { base + 8 * (generator.next() % 64) }
            return index % 2 == 0 ? (.keccakF, [address()]) : (.sha256Block, [address(), address()])
        }
        return try CallRun(calls, image: randomBytes(8 * 128, seed: seed))
    }

    @Test("The calls' numbers and the machine's are the same")
    func numbers() {
        let calls = Dictionary(uniqueKeysWithValues: MachineCall.allCases.map { ("\($0)", $0.rawValue) })
        let numbers: [String: UInt64] = [
            "keccak_f": CallNumber.keccakF.rawValue, "sha256_block": CallNumber.sha256Block.rawValue,
            "secp256k1_add": CallNumber.secp256k1Add.rawValue,
            "secp256k1_double": CallNumber.secp256k1Double.rawValue,
            "multiply_add_modulo": CallNumber.multiplyAddModulo.rawValue,
            "copy": CallNumber.copy.rawValue, "fill": CallNumber.fill.rawValue,
            "multiply_modulo": CallNumber.multiplyModulo.rawValue,
            "invert_modulo": CallNumber.invertModulo.rawValue,
        ]
        #expect(calls == numbers)
        #expect(CallNumber.exit.rawValue == MachineLayout.exitCall && CallNumber.allCases.count == calls.count + 1)
    }

    @Test("Runs of the executor have a trace: hundreds of calls on operands that overlap")
    func honestRuns() throws {
        let run = try Self.mixedRun(400, seed: 1)
        #expect(run.trace[.keccakF]?.rowCount == 200 && run.trace[.sha256Block]?.rowCount == 200)
        let tables = hashes.tables(of: run.trace, run.program)
        #expect(hashes.violations(in: tables, run.boundary) == [])
    }

    @Test("The corners of the state: zero, all ones, one bit")
    func cornerStates() throws {
        var image = [UInt8](repeating: 0, count: 200) + [UInt8](repeating: 0xff, count: 200)
        for bit in stride(from: 0, to: 1600, by: 97) {
            var state = [UInt8](repeating: 0, count: 200)
            state[bit / 8] = 1 << UInt8(bit % 8)
            image += state
        }
        let keccak = (0..<image.count / 200).map { (MachineCall.keccakF, [Self.base + 200 * UInt64($0)]) }
        let sha256 = (0..<image.count / 200).map { index in
            (MachineCall.sha256Block, [Self.base + 200 * UInt64(index), Self.base + 200 * UInt64(index) + 64])
        }
        let run = try CallRun(sha256 + keccak, image: image)
        #expect(hashes.violations(in: hashes.tables(of: run.trace, run.program), run.boundary) == [])
    }

    /// Names of the buses that do not balance.
    private func brokenBuses(_ violations: [TraceViolation]) -> Set<String> {
        Set(violations.compactMap { if case .imbalance(let bus, _, _) = $0 { bus } else { nil } })
    }

    @Test("A result that the permutation does not have is refused, and accepted where the rounds are not asked")
    func forgedPermutation() throws {
        let run = try CallRun([(.keccakF, [Self.base])], image: Self.randomBytes(200, seed: 2))
        var tables = hashes.tables(of: run.trace, run.program)
        let call = HashMachine.Place.keccakCall.rawValue
        let column = hashes.keccakCall.after[7].low
        let honest = tables[call][column, 0]
        tables[call][column, 0] = honest + 1
        let timestamp = tables[call][hashes.keccakCall.call.identity, 0]
        let boundary = run.boundary.map { fraction -> PublicFraction in
            var fraction = fraction
            // The verifier expects what the forger has written.
            if fraction.tuple[1] == Goldilocks(Self.base + 56), fraction.tuple[4] == timestamp {
                fraction.tuple[2] += .one
            }
            return fraction
        }
        #expect(boundary != run.boundary)
        #expect(brokenBuses(hashes.violations(in: tables, boundary)) == ["keccak"])
        tables[HashMachine.Place.keccakRound.rawValue] = TraceTable(chip: hashes.keccakRound.chip)
        let unasked = try hashes.machine.removing(interactions: ["state before", "state after"], from: "keccak call")
        #expect(hashes.violations(in: tables, boundary, on: unasked) == [])
    }

    @Test("Two calls cannot take each other's results")
    func swappedResults() throws {
        let calls = (0..<2).map { (MachineCall.keccakF, [Self.base + 200 * UInt64($0)]) }
        let run = try CallRun(calls, image: Self.randomBytes(400, seed: 3))
        var tables = hashes.tables(of: run.trace, run.program)
        let call = HashMachine.Place.keccakCall.rawValue
        for word in hashes.keccakCall.after {
            for column in [word.low, word.high] {
                (tables[call][column, 0], tables[call][column, 1]) = (
                    tables[call][column, 1], tables[call][column, 0]
                )
            }
        }
        let broken = brokenBuses(hashes.violations(in: tables, run.boundary, limit: 1000))
        #expect(broken == ["keccak", "memory"])
    }

    @Test("A call that is answered twice, or not at all, is refused")
    func answers() throws {
        let run = try CallRun([(.keccakF, [Self.base])], image: Self.randomBytes(200, seed: 4))
        let honest = hashes.tables(of: run.trace, run.program)
        let rounds = HashMachine.Place.keccakRound.rawValue
        var twice = honest
        let first = twice[rounds].appendRows(24)
        for row in 0..<24 {
            for index in twice[rounds].columns.indices {
                let column = try #require(
                    hashes.keccakRound.chip.column(named: hashes.keccakRound.chip.columnNames[index])
                )
                twice[rounds][column, first + row] = twice[rounds][column, row]
            }
        }
        #expect(brokenBuses(hashes.violations(in: twice, run.boundary)) == ["keccak"])
        var never = honest
        never[rounds] = TraceTable(chip: hashes.keccakRound.chip)
        #expect(brokenBuses(hashes.violations(in: never, run.boundary)) == ["keccak"])
    }

    @Test("A call is the one whose number is in a7")
    func swappedCalls() throws {
        // The run calls SHA-256; the forger's row is one of Keccak-f, with the same registers.
        let image = Self.randomBytes(400, seed: 5)
        let other = try CallRun([(.keccakF, [Self.base])], image: image)
        let run = try CallRun([(.sha256Block, [Self.base, Self.base + 64])], image: image)
        let tables = hashes.tables(of: other.trace, other.program)
        #expect(hashes.violations(in: tables, other.boundary) == [])
        let boundary = other.boundary.map { fraction -> PublicFraction in
            var fraction = fraction
            if fraction.tuple[0] == .one, fraction.tuple[1] == Goldilocks(17) {
                fraction.tuple[2] = Goldilocks(MachineCall.sha256Block.rawValue)
            }
            return fraction
        }
        #expect(run.trace[.sha256Block]?.rowCount == 1)
        #expect(brokenBuses(hashes.violations(in: tables, boundary)) == ["memory"])
    }

    /// Changes one cell of each column of a chip to a boolean of the other kind, or by one, in a run of its own.
    @Test("Each cell of a call's row is bound", arguments: [HashMachine.Place.keccakCall, .sha256Call, .byteSwap])
    func everyColumnOfACall(place: HashMachine.Place) throws {
        let calls: [(call: MachineCall, arguments: [UInt64])] = [
            (.keccakF, [Self.base]), (.sha256Block, [Self.base + 8, Self.base + 256]),
        ]
        let run = try CallRun(calls, image: Self.randomBytes(400, seed: 6))
        let honest = hashes.tables(of: run.trace, run.program)
        // Rounds need not be evaluated again and again: what they exchange with the calls is the verifier's here.
        let (tables, boundary) = hashes.withoutRounds(honest, run.boundary)
        #expect(hashes.violations(in: tables, boundary) == [])
        for (index, name) in hashes.machine.chips[place.rawValue].columnNames.enumerated() {
            // Control and instructions, which bind it, are left out here.
            if name == "pc" { continue }
            let column = try #require(hashes.machine.chips[place.rawValue].column(named: name))
            var changed = tables
            let value = changed[place.rawValue].columns[index][0]
            changed[place.rawValue][column, 0] = value == .one ? .zero : value + 1
            #expect(hashes.violations(in: changed, boundary) != [], "\(name)")
        }
    }
}
