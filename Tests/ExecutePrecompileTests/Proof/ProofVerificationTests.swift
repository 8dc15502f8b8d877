import EVM
import ExecutePrecompile
import HostAccelerators
import Primitives
import StateTransition
import Testing

@Suite("EXECUTE in proof mode")
struct ProofVerificationTests {
    private func outcome(
        of input: ProofInput,
        proofs: TransactionProofs,
        _ configuration: ExecuteConfiguration = ExecuteConfiguration(),
        keys: KnownKeys = SampleProof.keys
    ) -> ExecuteOutcome {
        SampleProof.execute(configuration, keys: keys).run(input: input.encoded, gas: .max, proofs: proofs).outcome
    }

    @Test("E29 both modes return the same 43 bytes", arguments: RootForm.allCases)
    func sameBytes(_ form: RootForm) throws {
        let sealed = ValidationTests.sealed.input
        let configuration = ExecuteConfiguration(rootForm: form)
        let executed = Execute(verifier: ReExecution(configuration)).run(input: sealed.encoded, gas: .max)
        let input = ProofInput(
            request: sealed.newPayloadRequest,
            verificationKeyHashes: [SampleProof.key],
            chainId: sealed.chainId
        )
        let proved = outcome(of: input, proofs: SampleProof.proofs(of: input), configuration)
        #expect(proved == executed.outcome)
        guard case .succeeded(let result) = proved else {
            Issue.record("\(proved)")
            return
        }
        #expect(result.encoded.count == 43)
        // What the guest puts out has the execution-specs root, whatever form the chain answers in.
        let attested = StatelessValidationResult(
            newPayloadRequestRoot: sealed.newPayloadRequest.root(.executionSpecs),
            successfulValidation: true,
            chainId: sealed.chainId,
            schemaId: 0x1281
        )
        #expect(input.publicInputRoot == attested.root(.executionSpecs))
    }

    @Test("A transaction without the very dependency has proved nothing")
    func dependencies() throws {
        let input = SampleProof.input()
        let good = SampleProof.proofs(of: input)
        guard case .succeeded = outcome(of: input, proofs: good) else {
            Issue.record("the honest call was refused")
            return
        }
        let missing = ExecuteOutcome.unproved(
            UnprovedStatement(publicInputRoot: input.publicInputRoot, verificationKeyHash: SampleProof.key)
        )
        #expect(outcome(of: input, proofs: .none) == missing)
        for change in [
            { (dependency: inout ProofDependency) in dependency.scheme = 0x10 },
            { $0.publicInputRoot = SampleInput.repeated(1) },
            { $0.verificationKeyHash = SampleProof.otherKey },
        ] {
            var proofs = good
            change(&proofs.dependencies[0])
            #expect(outcome(of: input, proofs: proofs) == missing)
        }
    }

    @Test("B10 a proof of another height, chain or state root is no proof of this block")
    func replays() {
        let proved = SampleProof.input()
        let proofs = SampleProof.proofs(of: proved)
        for change in [
            { (input: inout ProofInput) in input.request.executionPayload.fields.blockNumber += 1 },
            { $0.chainId += 1 },
            { $0.request.executionPayload.fields.stateRoot = .zero },
            { $0.request.executionPayload.transactions = [[2]] },
            { $0.request.parentBeaconBlockRoot = .zero },
        ] {
            var input = proved
            change(&input)
            guard case .unproved = outcome(of: input, proofs: proofs) else {
                Issue.record("replayed: \(input)")
                continue
            }
        }
    }

    @Test("B6 a quorum counts proof systems, each once, and an unknown key makes none")
    func quorum() throws {
        let two = try #require(ProofQuorum(requiredSystemCount: 2))
        let configuration = ExecuteConfiguration(quorum: two)
        let both = SampleProof.input([SampleProof.key, SampleProof.otherKey])
        guard case .succeeded = outcome(of: both, proofs: SampleProof.proofs(of: both), configuration) else {
            Issue.record("two systems were refused")
            return
        }
        let twice = SampleProof.input([SampleProof.key, SampleProof.key])
        #expect(
            outcome(of: twice, proofs: SampleProof.proofs(of: twice), configuration)
                == .invalidInput(.quorum(.tooFewSystems(required: 2, got: 1)))
        )
        let unknown = SampleProof.input([SampleProof.key, .zero])
        #expect(
            outcome(of: unknown, proofs: SampleProof.proofs(of: unknown))
                == .invalidInput(.quorum(.unknownKey(index: 1)))
        )
        let none = SampleProof.input([])
        #expect(
            outcome(of: none, proofs: SampleProof.proofs(of: both))
                == .invalidInput(.quorum(.tooFewSystems(required: 1, got: 0)))
        )
        #expect(ProofQuorum(requiredSystemCount: 0) == nil)
        // One of two proofs is not enough for an input that names two keys.
        var half = SampleProof.proofs(of: both)
        half.dependencies.removeLast()
        #expect(
            outcome(of: both, proofs: half)
                == .unproved(
                    UnprovedStatement(
                        publicInputRoot: both.publicInputRoot,
                        verificationKeyHash: SampleProof.otherKey
                    )
                )
        )
    }

    @Test("The weakest key decides the level")
    func level() {
        let weak = KnownKeys(known: [SampleProof.key: ("whir", 127), SampleProof.otherKey: ("another", 128)])
        let input = SampleProof.input([SampleProof.key, SampleProof.otherKey])
        #expect(
            outcome(of: input, proofs: SampleProof.proofs(of: input), keys: weak)
                == .invalidInput(.assurance(required: 128, got: 127))
        )
    }

    @Test("L2 rules hold in both modes")
    func rules() throws {
        let cases: [(L2RuleViolation, L2Rules, (inout ProofInput) -> Void)] = [
            (.blobGasUsed(1), L2Rules(), { $0.request.executionPayload.fields.blobGasUsed = 1 }),
            (.excessBlobGas(2), L2Rules(), { $0.request.executionPayload.fields.excessBlobGas = 2 }),
            (.versionedHashes(count: 1), L2Rules(), { $0.request.versionedHashes = [.zero] }),
            (
                .requests(count: SampleInput.osakaRequests.count), L2Rules(requestsPolicy: .mustBeEmpty),
                { $0.request.executionRequests = SampleInput.osakaRequests }
            ),
            (
                .transactionType(index: 0, firstByte: 0x7b), L2Rules(),
                { $0.request.executionPayload.transactions = [[0x7b]] }
            ),
        ]
        for (violation, rules, change) in cases {
            var input = SampleProof.input()
            change(&input)
            let proofs = SampleProof.proofs(of: input)
            #expect(
                outcome(of: input, proofs: proofs, ExecuteConfiguration(rules: rules))
                    == .invalidInput(.rule(violation))
            )
        }
        var requests = SampleProof.input()
        requests.request.executionRequests = SampleInput.osakaRequests
        guard case .succeeded = outcome(of: requests, proofs: SampleProof.proofs(of: requests)) else {
            Issue.record("requests were refused though any are accepted")
            return
        }
    }

    @Test("Three simulated gas rules, each charged before the statement is looked for")
    func gas() {
        let input = SampleProof.input()
        // 200,000 bytes begin two blobs.
        for (rule, expected) in [
            (ProofGasRule.perDependency, UInt64(30_000)), (.perDependencyPlusSidecar, 30_000 + 2 * 131_072),
            (.simulatedVerifierTime, 25_000),
        ] {
            let execute = SampleProof.execute(ExecuteConfiguration(proofGasRule: rule))
            let proofs = SampleProof.proofs(of: input)
            #expect(execute.run(input: input.encoded, gas: expected, proofs: proofs).gasCharge == expected)
            let short = execute.run(input: input.encoded, gas: expected - 1, proofs: proofs)
            #expect(short.outcome == .outOfGas(forwarded: expected - 1))
            let unproved = execute.answer(PrecompileCall(input: input.encoded, gas: .max, isTraced: true))
            #expect(unproved.outcome == .failure(.extensionFailure(code: ExecuteFailureCode.unproved.rawValue)))
        }
        #expect(ProofGasRule.perDependencyPlusSidecar.charge(proofCount: 1, sidecarByteCount: .max) > 1 << 63)
        #expect(ProofGasRule.perDependencyPlusSidecar.charge(proofCount: 0, sidecarByteCount: 0) == 0)
        #expect(ProofGasRule.perDependencyPlusSidecar.charge(proofCount: 1, sidecarByteCount: 131_072) == 161_072)
    }

    @Test("A failed run says that no proof was there")
    func report() throws {
        let failure = try #require(SampleProof.execute().run(input: SampleProof.input().encoded, gas: .max).failure)
        #expect(failure.step == .proof)
        #expect(failure.blockNumber == 1)
        #expect(failure.reason.hasPrefix("the transaction carries no proof of public input root 0x"))
    }
}
