import EVM
public import Primitives
public import RollupContracts
import StateTransition

/// What distinguishes one rollup that several proof systems decide about from another: fixed at deployment.
public struct MultiProofConfiguration: Hashable, Sendable {
    /// A proof system of the rollup.
    public struct System: Hashable, Sendable {
        /// Who is asked about its proofs.
        public enum Kind: Hashable, Sendable {
            /// EXECUTE in proof mode: the nodes of L1 verify them.
            case execute
            /// A committee that executes blocks again: `threshold` of `signers` sign.
            case attested(signers: [Address], threshold: UInt64)
            /// A stand-in: its operator's signature is taken for a proof.
            case simulated(operator: Address)
        }

        /// Who is asked about its proofs.
        public var kind: Kind
        /// Systems that share code, hardware or keys are of one family: below 256.
        public var family: UInt64
        /// Bits of security that its proofs are believed to have.
        public var bits: UInt64
        /// Whether its proof of a block needs its own proof of the parent.
        public var isRecursive: Bool

        /// A system as it is to be deployed.
        public init(_ kind: Kind, family: UInt64, bits: UInt64, isRecursive: Bool = false) {
            self.kind = kind
            self.family = family
            self.bits = bits
            self.isRecursive = isRecursive
        }
    }

    /// What decides claims.
    public var terms: MultiProofPortal.Terms
    /// The proof systems, in the portal's order.
    public var systems: [System]
    /// Hash of the key that proofs for EXECUTE must be made for; zero to follow the registry (EIP-8357).
    public var verificationKeyHash: Bytes32

    /// A configuration as it is to be deployed; the contracts check it.
    public init(terms: MultiProofPortal.Terms, systems: [System], verificationKeyHash: Bytes32 = .zero) {
        self.terms = terms
        self.systems = systems
        self.verificationKeyHash = verificationKeyHash
    }
}

/// Addresses of such a rollup's contracts; they follow from the deployer's nonces alone.
public struct MultiProofContracts: Hashable, Sendable {
    /// `MultiProofPortal`: claims, messages and escrow.
    public let rollup: Address
    /// `ClaimCourt`: bonds and objections.
    public let court: Address
    /// `ExecuteVerifier`: has L1 execute blocks again, and is the verifier of the systems that EXECUTE answers for.
    public let referee: Address
    /// Whom the portal asks about proofs, in the order of its systems.
    public let verifiers: [Address]

    /// The contracts that a deployer makes from `nonce` on: portal, referee, court, and a verifier for each
    /// other system.
    public init(_ systems: [MultiProofConfiguration.System], deployer: Address, nonce: UInt64) {
        rollup = Address.created(by: deployer, nonce: nonce)
        let referee = Address.created(by: deployer, nonce: nonce &+ 1)
        court = Address.created(by: deployer, nonce: nonce &+ 2)
        var next = nonce &+ 3
        verifiers = systems.map { system in
            guard system.kind != .execute else { return referee }
            defer { next &+= 1 }
            return Address.created(by: deployer, nonce: next)
        }
        self.referee = referee
    }

    /// How many contracts the deployer makes.
    public var count: Int { 3 + verifiers.filter { $0 != referee }.count }

    /// Init code of the rollup's own contract.
    func rollupInitCode(_ configuration: MultiProofConfiguration, genesis: RollupGenesis) -> [UInt8] {
        MultiProofPortal.initCode(
            MultiProofPortal.Genesis(
                blockHash: genesis.header.hash,
                stateRoot: genesis.header.stateRoot,
                timestamp: genesis.header.timestamp,
                terms: configuration.terms,
                systems: zip(configuration.systems, verifiers).map { system, verifier in
                    MultiProofPortal.System(
                        verifier: verifier,
                        family: system.family,
                        bits: system.bits,
                        isRecursive: system.isRecursive
                    )
                },
                court: court
            )
        )
    }

    /// What the deployer sends after the portal's deployment, in order.
    func companions(_ configuration: MultiProofConfiguration, genesis: RollupGenesis) -> [TransactionIntent] {
        let chainId = genesis.configuration.chainId
        var codes = [
            ExecuteVerifier.initCode(
                chainId: chainId,
                gasLimit: genesis.configuration.gasLimit,
                verificationKeyHash: configuration.verificationKeyHash
            ),
            ClaimCourt.initCode(
                portal: rollup,
                referee: referee,
                bond: configuration.terms.bond,
                window: configuration.terms.window
            ),
        ]
        for system in configuration.systems {
            switch system.kind {
            case .execute: break
            case .attested(let signers, let threshold):
                codes.append(AttestationVerifier.initCode(chainId: chainId, signers: signers, threshold: threshold))
            case .simulated(let `operator`):
                codes.append(SimulatedProver.initCode(chainId: chainId, operator: `operator`))
            }
        }
        return codes.map { TransactionIntent(to: nil, data: $0, gasLimit: DisputeContracts.gasLimit) }
    }
}
