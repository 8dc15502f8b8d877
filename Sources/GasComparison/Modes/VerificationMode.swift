import EVM
import L1Sim
import Primitives
import RollupActors
package import RollupContracts
package import Scenario
import StateTransition
import StateTrie

/// A proof from elsewhere is verified by a contract, and nothing is done with the answer.
package struct VerificationMode: GasMode {
    /// How the contract comes to stand on L1.
    private enum Verifier {
        /// It was there at genesis, with this code.
        case deployed(code: [UInt8])
        /// It is created by this init code.
        case created(initCode: [UInt8])
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
    package init(deployed name: String, code: [UInt8], calldata: [UInt8], output: [UInt8]) {
        self.name = name
        self.calldata = calldata
        self.output = output
        verifier = .deployed(code: code)
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
        if case .deployed(let code) = verifier { accounts[Self.address] = GenesisAccount(nonce: 1, code: code) }
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
            guard let created = try run(creation, by: caller, on: &l1).createdAddress else {
                throw .unexpected("\(name): the verifier cannot be created")
            }
            contract = created
        }
        let call = TransactionIntent(to: contract, data: calldata, gasLimit: Self.callGas)
        let record = try run(call, by: caller, on: &l1)
        guard record.succeeded, record.status.output == output else {
            throw .unexpected("\(name): the verifier refuses its proof")
        }
        return .measured(GasMeasurement([GasMeasurement.Part("verify", record)], l2TransactionCount: nil))
    }

    private func run(
        _ intent: TransactionIntent,
        by caller: Actor,
        on l1: inout L1Chain
    ) throws(ComparisonFault) -> L1Sim.TransactionRecord {
        let transaction: Transaction
        do throws(L1Error) {
            transaction = try caller.transaction(intent, on: l1)
        } catch {
            throw .l1(error)
        }
        return try GasWorld.include(transaction, on: &l1).record(name)
    }
}
