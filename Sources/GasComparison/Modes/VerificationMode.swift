package import EVM
import L1Sim
import Primitives
import RollupActors
package import RollupContracts
package import Scenario
import StateTransition
import StateTrie
import TextOutput

/// A proof from elsewhere is verified by a contract, and nothing is done with the answer.
package struct VerificationMode: GasMode {
    /// How the contract comes to stand on L1.
    private enum Verifier {
        /// It was there at genesis, with this code; a file says so, and what the call took elsewhere.
        case deployed(code: [UInt8], file: String, recorded: RecordedGas)
        /// It is created by this init code.
        case created(initCode: [UInt8])
    }

    /// What a call took on another EVM.
    package struct RecordedGas: Sendable {
        /// Under which rules.
        let fork: Fork
        /// Gas of its execution, without what is due up front.
        let gas: UInt64

        /// Gas under the rules of a fork.
        package init(_ gas: UInt64, under fork: Fork) {
            self.gas = gas
            self.fork = fork
        }
    }

    package let name: String
    private let verifier: Verifier
    private let calldata: [UInt8]
    private let output: [UInt8]

    package var statement: SettledStatement { .foreignProof }
    package var dataAvailability: RollupSection.DataAvailability? { nil }
    package var provenance: Provenance { .real }
    package var assumptions: [GasAssumption] { [.verificationOnly] }
    package var settlesBatch: Bool { false }

    /// Somebody else's verifier as it was deployed.
    ///
    /// - Parameters:
    ///   - name: Name in tables.
    ///   - code: The contract's code.
    ///   - calldata: A call with a proof that it accepts.
    ///   - output: What the call then returns.
    ///   - file: Where all of this stands, for messages.
    ///   - recorded: What the call took elsewhere.
    package init(
        deployed name: String,
        code: [UInt8],
        calldata: [UInt8],
        output: [UInt8],
        file: String,
        recorded: RecordedGas
    ) {
        self.name = name
        self.calldata = calldata
        self.output = output
        verifier = .deployed(code: code, file: file, recorded: recorded)
    }

    private init(own name: String, initCode: [UInt8], calldata: [UInt8]) {
        self.name = name
        self.calldata = calldata
        output = UInt256.one.bigEndianBytes
        verifier = .created(initCode: initCode)
    }

    /// Our Groth16 contract, created for the proof's key.
    package init(_ proof: PublicGroth16Proof) {
        self.init(
            own: "groth16 \(proof.name)",
            initCode: Groth16Verifier.initCode(proof.key),
            calldata: Groth16Verifier.verify(proof.proof, inputs: proof.inputs)
        )
    }

    /// Our contract for gnark's PLONK, created for the proof's key; nil for a proof of another length.
    package init?(_ proof: PublicPlonkProof) {
        guard let calldata = GnarkPlonkVerifier.verify(proof.proof, inputs: proof.inputs) else { return nil }
        self.init(
            own: "plonk \(proof.name)",
            initCode: GnarkPlonkVerifier.initCode(proof.key),
            calldata: calldata
        )
    }

    /// Our contracts on the public proofs that they accept.
    package static let own: [VerificationMode] =
        PublicGroth16Proof.all.map { VerificationMode($0) }
        + [PublicPlonkProof.sp1].compactMap(\.self)
        .compactMap { VerificationMode($0) }

    /// Where a deployed verifier stands.
    private static let address = Address(0x7e51_f1e2)
    /// Gas limits with room above what creations and verifications use.
    private static let creationGas: UInt64 = 6_000_000
    private static let callGas: UInt64 = 2_000_000

    package func measure(_ batch: WorkloadBatch, on world: GasWorld) throws(ComparisonFault) -> GasOutcome {
        let caller = world.operatorActor
        var accounts = [caller.address: GenesisAccount(balance: UInt256(1) << 100)]
        if case .deployed(let code, _, _) = verifier { accounts[Self.address] = GenesisAccount(nonce: 1, code: code) }
        var l1: L1Chain
        do throws(L1Error) {
            // A chain of its own: the verifier has nothing to do with the rollup.
            l1 = try L1Chain(L1Genesis(configuration: .from(world.fork, chainId: 1), accounts: accounts))
        } catch {
            throw .l1(error)
        }
        var contract = Self.address
        if case .created(let initCode) = verifier {
            let creation = TransactionIntent(to: nil, data: initCode, gasLimit: Self.creationGas)
            guard let created = try run(creation, by: caller, on: &l1).record(name).createdAddress else {
                throw .unexpected("\(name): the verifier cannot be created")
            }
            contract = created
        }
        let call = TransactionIntent(to: contract, data: calldata, gasLimit: Self.callGas)
        let record = try accepted(try run(call, by: caller, on: &l1))
        let part = GasMeasurement.Part("verify", record)
        return .measured(
            GasMeasurement([part], l2TransactionCount: nil, remark: remark(part.gas.execution, under: world.fork))
        )
    }

    /// The call, if the verifier has accepted the proof in it.
    ///
    /// - Throws: `ComparisonFault.foreignProof` for a verifier of a file, which may be anything.
    private func accepted(_ inclusion: Inclusion) throws(ComparisonFault) -> L1Sim.TransactionRecord {
        let reason: String
        switch inclusion {
        case .refused(let rejection): reason = "L1 does not take the call: \(rejection)"
        case .included(let record):
            switch record.status {
            case .succeeded(let returned) where returned == output: return record
            case .succeeded(let other):
                reason = "the call returns \(Self.shown(other)) and not \(Self.shown(output))"
            case .reverted(let data): reason = "the call reverts with \(Self.shown(data))"
            case .halted(let halt): reason = "the call halts: \(halt), with \(Self.callGas.grouped) gas for it"
            }
        }
        guard case .deployed(_, let file, _) = verifier else { throw .unexpected("\(name): \(reason)") }
        throw .foreignProof("\(file): the verifier refuses its proof: \(reason)")
    }

    /// Bytes as a message shows them: in full up to two words.
    private static func shown(_ bytes: [UInt8]) -> String {
        guard !bytes.isEmpty else { return "nothing" }
        let text = Hex.encode(Array(bytes.prefix(2 * 32)))
        return bytes.count > 2 * 32 ? "\(text)... (\(bytes.count.grouped) bytes)" : text
    }

    /// What to say of the gas that a file records, under the fork whose gas it is; nil where that is what was used.
    private func remark(_ gas: UInt64, under fork: Fork) -> String? {
        guard case .deployed(_, _, let recorded) = verifier, fork == recorded.fork, gas != recorded.gas else {
            return nil
        }
        return "not the recorded gas: execution takes \(gas.grouped) under \(fork.name), and the file says "
            + recorded.gas.grouped
    }

    private func run(
        _ intent: TransactionIntent,
        by caller: Actor,
        on l1: inout L1Chain
    ) throws(ComparisonFault) -> Inclusion {
        let transaction: Transaction
        do throws(L1Error) {
            transaction = try caller.transaction(intent, on: l1)
        } catch {
            throw .l1(error)
        }
        return try GasWorld.include(transaction, on: &l1)
    }
}
