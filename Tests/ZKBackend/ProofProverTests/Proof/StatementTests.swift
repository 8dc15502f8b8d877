import Primitives
import ProofProver
import ProofVerifier
import Testing

@Suite("A proof is about one statement")
struct StatementTests {
    /// The first challenge after header and statement.
    private func firstChallenge(
        _ statement: MachineStatement,
        _ parameters: ProofParameters = .reduced,
        rows: [Int] = [100, 8, 16]
    ) throws -> CubicExtension {
        var transcript = try MachineProver(
            statement: statement,
            usedRowCounts: rows,
            parameters: parameters,
            workers: .one
        ).makeTranscript()
        return transcript.challenge("first")
    }

    /// The pair machine with a chip renamed: another description of the same rules.
    private func renamedMachine() throws -> Machine {
        let chips = try PairMachine(tallName: "taller").machine.chips
        return try Machine(chips: chips, buses: [PairMachine.pairs, PairMachine.range])
    }

    @Test("Public fractions that no bus has, or of another length, are no statement")
    func publicFractionsMeetTheirBus() throws {
        let run = try PairRun(rowCount: 100)
        let proof = try run.prove()
        let honest = run.statement
        for fraction in [
            PublicFraction(busID: PairMachine.pairs.id, multiplicity: .zero, tuple: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
            PublicFraction(busID: PairMachine.pairs.id, multiplicity: .zero, tuple: []),
            PublicFraction(busID: 99, multiplicity: .zero, tuple: [1]),
            PublicFraction(busID: -1, multiplicity: .zero, tuple: [1]),
        ] {
            let statement = MachineStatement(
                machine: honest.machine,
                programIdentity: honest.programIdentity,
                programColumns: honest.programColumns,
                publicValues: honest.publicValues,
                publicFractions: honest.publicFractions + [fraction]
            )
            #expect(throws: VerificationError.publicValues) {
                try MachineVerifier.verify(proof, statement: statement, parameters: .reduced)
            }
        }
    }

    @Test("Each part of the statement alone changes the first challenge, and the proof is refused")
    func everyPart() throws {
        let run = try PairRun(rowCount: 100)
        let proof = try run.prove()
        let honest = run.statement
        #expect(run.refusal(of: proof) == nil)
        func changed(
            machine: Machine? = nil,
            identity: Bytes32? = nil,
            values: [UInt8]? = nil
        ) -> MachineStatement {
            MachineStatement(
                machine: machine ?? honest.machine,
                programIdentity: identity ?? honest.programIdentity,
                programColumns: honest.programColumns,
                publicValues: values ?? honest.publicValues,
                publicFractions: honest.publicFractions
            )
        }
        let statements: [(String, MachineStatement, ProofParameters)] = [
            ("machine", changed(machine: try renamedMachine()), .reduced),
            ("program", changed(identity: Bytes32(w0: 1, w1: 0, w2: 0, w3: 0)), .reduced),
            ("public values", changed(values: honest.publicValues + [0]), .reduced),
            ("no public values", changed(values: []), .reduced),
            ("level", honest, ProofParameters(securityBits: 25)),
            ("level and grinding", honest, ProofParameters(securityBits: 32)),
        ]
        var challenges = [try firstChallenge(honest)]
        for (name, statement, parameters) in statements {
            challenges.append(try firstChallenge(statement, parameters))
            #expect(throws: VerificationError.self, "\(name)") {
                try MachineVerifier.verify(proof, statement: statement, parameters: parameters)
            }
        }
        for rows in [[99, 8, 16], [100, 7, 16]] { challenges.append(try firstChallenge(honest, rows: rows)) }
        #expect(Set(challenges).count == challenges.count)
    }

    @Test("Another number of used rows or another version in the header is refused")
    func header() throws {
        let run = try PairRun(rowCount: 100)
        let proof = try run.prove()
        func refusal(at position: Int, _ word: UInt32) -> VerificationError? {
            var changed = proof
            for byte in 0..<4 { changed[position + byte] = UInt8(truncatingIfNeeded: word >> (8 * UInt32(byte))) }
            return run.refusal(of: changed)
        }
        #expect(refusal(at: 0, 0) == .unknownVersion(0))
        #expect(refusal(at: 0, 1) == .unknownVersion(1))
        for rows in [0, 1, 99, 101, 128, 129, 1 << 20] { #expect(refusal(at: 4, UInt32(rows)) != nil, "\(rows) rows") }
        for rows in [(1 << 20) + 1, 1 << 31, Int(UInt32.max)] {
            #expect(refusal(at: 4, UInt32(rows)) == .shape(.height(chip: "tall", usedRowCount: rows)))
        }
        for rows in [0, 15, 17] {
            #expect(refusal(at: 12, UInt32(rows)) == .shape(.height(chip: "table", usedRowCount: rows)))
        }
    }

    @Test("Each other public value is refused")
    func publicValues() throws {
        let run = try PairRun(rowCount: 100)
        let proof = try run.prove()
        for other in 0..<UInt64(16) where other != run.published {
            #expect(throws: VerificationError.unbalancedBuses) {
                try MachineVerifier.verify(
                    proof,
                    statement: run.machine.statement(published: other),
                    parameters: run.parameters
                )
            }
        }
    }

    @Test("A level that no parameters reach is refused, by prover and verifier")
    func unreachableLevel() throws {
        let run = try PairRun(rowCount: 100)
        let parameters = ProofParameters(securityBits: 129)
        #expect(throws: VerificationError.levelOutOfReach(securityBits: 129, logSize: 10)) {
            try MachineVerifier.verify(try run.prove(), statement: run.statement, parameters: parameters)
        }
        #expect(throws: ProvingError.self) { try firstChallenge(run.statement, parameters) }
    }
}
