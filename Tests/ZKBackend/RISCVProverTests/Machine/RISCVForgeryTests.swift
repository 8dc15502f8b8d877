import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Every attack is refused, by the rule that it is about and by the verifier.
@Suite struct RISCVForgeryTests {
    @Test(arguments: RISCVAttack.all)
    func attacksAreRefusedByTheirRule(_ attack: RISCVAttack) throws {
        let run = try RISCVAttack.run()
        #expect(try run.violations() == [])
        var trace = run.trace
        try attack.forge(&trace)
        trace.countLookups(of: try GuestRun.machine.get().machine)
        let rules = try run.violations(in: trace, limit: 64).map { violation in
            switch violation {
            case .constraint(_, _, let constraint): constraint
            case .imbalance(let bus, _, _): bus
            case .shape, .publicFraction, .clockNotStarted: violation.description
            }
        }
        #expect(rules.contains(attack.rule), "\(rules)")
    }

    @Test(arguments: RISCVAttack.all)
    func proofsOfAttacksAreRefused(_ attack: RISCVAttack) throws {
        let run = try RISCVAttack.run()
        let machine = try GuestRun.machine.get()
        var trace = run.trace
        try attack.forge(&trace)
        trace.countLookups(of: machine.machine)
        let system = MachineProofSystem(machine.definition, securityBits: 24)
        let key = system.verificationKey(for: run.program)
        let honest = try #require(machine.definition.statement(key, publicValues: run.output))
        // The forger proves what the forged trace is about, as far as a statement can say it.
        let forged = MachineStatement(
            machine: machine.machine,
            programIdentity: honest.programIdentity,
            programColumns: trace.program,
            publicValues: honest.publicValues,
            publicFractions: honest.publicFractions
        )
        let parameters = ProofParameters(securityBits: 24)
        let proof = try MachineProver.prove(
            trace,
            statement: forged,
            parameters: parameters,
            workers: Workers(count: 2),
            unchecked: true
        )
        var output = run.output
        // An output that the run does not have is claimed, where that is the attack.
        if attack.rule == "output", attack.name == "another output" { output[0] ^= 1 }
        #expect(throws: VerificationError.self) { try system.verify(key, publicValues: output, proof: proof) }
    }

    @Test func oneProgramsProofIsNoneOfAnother() throws {
        let run = try RISCVAttack.run()
        let machine = try GuestRun.machine.get()
        let system = MachineProofSystem(machine.definition, securityBits: 24)
        let key = system.verificationKey(for: run.program)
        let statement = try #require(machine.definition.statement(key, publicValues: run.output))
        let proof = try MachineProver.prove(
            run.trace,
            statement: statement,
            parameters: ProofParameters(securityBits: 24),
            workers: .one
        )
        try system.verify(key, publicValues: run.output, proof: proof)
        let (text, image) = (run.program.textWords, run.program.imageBytes)
        let others: [(entry: UInt64, text: [UInt32], image: [UInt8])] = [
            (MachineMap.text + 4, text, image), (MachineMap.text, text + [0], image),
            (MachineMap.text, text, image + [0, 0, 0, 0, 0, 0, 0, 0]), (MachineMap.text, text, image.map { $0 ^ 1 }),
        ]
        for (entry, text, image) in others {
            let other = try RISCVProgram(
                entry: entry,
                textBase: MachineMap.text,
                textWords: text,
                imageBase: MachineMap.image,
                imageBytes: image
            )
            #expect(throws: VerificationError.self) {
                try system.verify(system.verificationKey(for: other), publicValues: run.output, proof: proof)
            }
        }
    }
}
