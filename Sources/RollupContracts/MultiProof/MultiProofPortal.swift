public import Primitives

/// `MultiProofPortal.vy` on L1: decides claims about L2 blocks by several proof systems, and holds the ETH in escrow.
///
/// Sending messages, claiming them, and the slots of the head are as in `NativeRollup`, whose calldata and events
/// therefore serve both. Reasons of reverts are `MultiProofRevert`, and those of `NativeRollup` about messages.
public enum MultiProofPortal {
    /// How blocks become final.
    public enum Mode: UInt64, CaseIterable, Hashable, Sendable {
        /// By proofs alone.
        case zk = 1
        /// By proofs, or by waiting.
        case hybrid
        /// By waiting alone: an operator's switch.
        case optimistic
        /// Not at all.
        case paused

        /// The mode in the words of scenarios.
        public var name: String {
            switch self {
            case .zk: "zk"
            case .hybrid: "hybrid"
            case .optimistic: "optimistic"
            case .paused: "paused"
            }
        }
    }

    /// Why a mode began.
    public enum Cause: UInt64, CaseIterable, Hashable, Sendable {
        /// The contract was deployed.
        case deployed
        /// No proof came for too long.
        case noProof
        /// The systems that are left cannot be enough.
        case outOfReach
        /// Enough systems agreed again.
        case proofsReturned
        /// Two outcomes of one block were proven, or L1 has executed another.
        case contradiction
        /// The guardian said so.
        case guardian
        /// The operator said so.
        case `operator`
        /// A pause had lasted long enough.
        case pauseOver

        /// The cause in the words of scenarios.
        public var name: String {
            switch self {
            case .deployed: "deployed"
            case .noProof: "no_proof"
            case .outOfReach: "quorum_out_of_reach"
            case .proofsReturned: "proofs_returned"
            case .contradiction: "contradiction"
            case .guardian: "guardian"
            case .operator: "operator"
            case .pauseOver: "pause_over"
            }
        }
    }

    /// Where a claim stands.
    public enum Status: UInt64, CaseIterable, Hashable, Sendable {
        /// Nobody has made it.
        case unknown
        /// It waits.
        case pending
        /// It has been refuted, or the guardian has taken it out.
        case rejected
        /// Its block is final.
        case final
    }

    /// One of a portal's proof systems.
    public struct System: Hashable, Sendable {
        /// Contract that is asked about its proofs.
        public var verifier: Address
        /// Systems that share code, hardware or keys are of one family: below 256.
        public var family: UInt64
        /// Bits of security that its proofs are believed to have.
        public var bits: UInt64
        /// Whether its proof of a block needs its own proof of the parent.
        public var isRecursive: Bool

        /// A system as it is to be deployed; the contract checks it.
        public init(verifier: Address, family: UInt64, bits: UInt64, isRecursive: Bool = false) {
            self.verifier = verifier
            self.family = family
            self.bits = bits
            self.isRecursive = isRecursive
        }
    }

    /// What decides a portal's claims; times are in seconds.
    public struct Terms: Hashable, Sendable {
        /// Systems that have to agree.
        public var threshold: UInt64
        /// Families that they have to come from.
        public var families: UInt64
        /// Bits of security below which a system's proofs do not count.
        public var minBits: UInt64
        /// `zk` or `hybrid`: where the portal begins, and whereto it returns.
        public var mode: Mode
        /// Time after which a claim is final by waiting.
        public var window: UInt64
        /// Time between agreement and finality.
        public var proofDelay: UInt64
        /// Time without agreement after which waiting is enough; above zero.
        public var proofTimeout: UInt64
        /// Who alone can submit proofs at first; zero for everybody.
        public var prover: Address
        /// Time after which everybody can.
        public var permissionlessAfter: UInt64
        /// Who can switch proofs off.
        public var `operator`: Address
        /// Wei behind every claim and every challenge, which the court asks for; above zero.
        public var bond: UInt256
        /// Who can reject claims, change systems and pause.
        public var guardian: Address

        /// Terms as they are to be deployed; the contract checks them.
        public init(
            threshold: UInt64,
            families: UInt64,
            minBits: UInt64 = 0,
            mode: Mode = .zk,
            window: UInt64,
            proofDelay: UInt64 = 0,
            proofTimeout: UInt64,
            prover: Address = .zero,
            permissionlessAfter: UInt64 = 0,
            bond: UInt256,
            operator: Address = .zero,
            guardian: Address = .zero
        ) {
            self.threshold = threshold
            self.families = families
            self.minBits = minBits
            self.mode = mode
            self.window = window
            self.proofDelay = proofDelay
            self.proofTimeout = proofTimeout
            self.prover = prover
            self.permissionlessAfter = permissionlessAfter
            self.bond = bond
            self.operator = `operator`
            self.guardian = guardian
        }
    }

    /// The contract as it is deployed.
    public struct Genesis: Hashable, Sendable {
        /// Hash of the genesis header.
        public var blockHash: Bytes32
        /// State root of the genesis.
        public var stateRoot: Bytes32
        /// Timestamp of the genesis, in seconds.
        public var timestamp: UInt64
        /// Account whose `sentMessages` are claimed on L1.
        public var messenger: Address
        /// What decides its claims.
        public var terms: Terms
        /// Its proof systems.
        public var systems: [System]
        /// `ClaimCourt` that keeps the bonds and hears objections.
        public var court: Address

        /// The genesis of a rollup whose messenger stands where it always does unless another place is given.
        public init(
            blockHash: Bytes32,
            stateRoot: Bytes32,
            timestamp: UInt64,
            messenger: Address = L2Messenger.address,
            terms: Terms,
            systems: [System],
            court: Address
        ) {
            self.blockHash = blockHash
            self.stateRoot = stateRoot
            self.timestamp = timestamp
            self.messenger = messenger
            self.terms = terms
            self.systems = systems
            self.court = court
        }
    }

    /// Most bytes of transactions in one claim: what a payload for EXECUTE can hold.
    public static let maximumBatchByteCount = NativeRollup.maxPayloadByteCount
    /// Most proof systems of one portal.
    public static let maximumSystemCount = 8
    /// Longest wait of a deployment, in seconds: 365 days.
    public static let maximumDuration: UInt64 = 31_536_000
    /// Seconds after which anybody can end a pause.
    public static let pauseSeconds: UInt64 = 7_884_000

    /// Init code of a deployment, whose value is the escrow behind the ETH that the L2 genesis gives to its accounts.
    public static func initCode(_ genesis: Genesis) -> [UInt8] {
        let terms = genesis.terms
        return artifact.initCode([
            .bytes32(genesis.blockHash),
            .bytes32(genesis.stateRoot),
            .uint(UInt256(genesis.timestamp)),
            .address(genesis.messenger),
            .tuple([
                .uint(UInt256(terms.threshold)), .uint(UInt256(terms.families)), .uint(UInt256(terms.minBits)),
                .uint(UInt256(terms.mode.rawValue)), .uint(UInt256(terms.window)), .uint(UInt256(terms.proofDelay)),
                .uint(UInt256(terms.proofTimeout)), .address(terms.prover),
                .uint(UInt256(terms.permissionlessAfter)), .address(terms.operator), .address(terms.guardian),
                .address(genesis.court),
            ]),
            .array(
                genesis.systems.map { system in
                    .tuple([
                        .address(system.verifier), .uint(UInt256(system.family)), .uint(UInt256(system.bits)),
                        .bool(system.isRecursive), .bool(true),
                    ])
                }
            ),
        ])
    }

    /// The name of a claim in the contract.
    public static func id(of claim: DisputeClaim) -> Bytes32 { Keccak256.hash(ABI.encode([claim.abiValue])) }
}

extension MultiProofPortal {
    /// Calldata that makes a claim.
    ///
    /// - Parameters:
    ///   - claim: What is claimed.
    ///   - parent: The claim about the block's parent; nil for the head.
    ///   - batch: The block's encoded transactions as SSZ writes their list; the claim holds its hash.
    /// - Returns: Calldata of `propose`.
    public static func propose(_ claim: DisputeClaim, parent: Bytes32?, batch: [UInt8]) -> [UInt8] {
        Function.propose.encodeCall([.bytes32(parent ?? .zero), claim.abiValue, .bytes(batch)])
    }

    /// The claim in calldata of `propose`; nil when it is another function's, or is not canonical.
    public static func claim(calldata: [UInt8]) -> DisputeClaim? {
        guard let fields = try? Function.propose.decodeCall(calldata), fields.count == 3 else { return nil }
        return DisputeClaim(fields[1])
    }

    /// The transactions in calldata of `propose`; nil when it is another function's, or holds no list of them.
    public static func transactions(calldata: [UInt8]) -> [[UInt8]]? {
        guard let fields = try? Function.propose.decodeCall(calldata), fields.count == 3, let batch = fields[2].asBytes
        else { return nil }
        return try? SSZ.decodeByteLists(batch[...])
    }

    /// Calldata that has a proof system say that a claim is true.
    public static func submitProof(of id: Bytes32, system: Int, payload: [UInt8]) -> [UInt8] {
        Function.submitProof.encodeCall([.bytes32(id), .uint(UInt256(UInt64(system))), .bytes(payload)])
    }

    /// Calldata that asks whether enough systems vouch for a claim now.
    public static func isAgreed(_ id: Bytes32) -> [UInt8] { Function.isAgreed.encodeCall([.bytes32(id)]) }

    /// Calldata that makes the block after the head final.
    public static func finalize(_ id: Bytes32) -> [UInt8] { Function.finalize.encodeCall([.bytes32(id)]) }

    /// Calldata that lets waiting be enough because a claim waits for proofs in vain.
    public static func fallBack(_ id: Bytes32) -> [UInt8] { Function.fallBack.encodeCall([.bytes32(id)]) }

    /// Calldata with which the operator switches proofs off.
    public static let enableOptimisticMode = Function.enableOptimisticMode.encodeCall([])

    /// Calldata with which the operator switches proofs on again.
    public static let disableOptimisticMode = Function.disableOptimisticMode.encodeCall([])

    /// Calldata with which the guardian stops everything.
    public static let pause = Function.pause.encodeCall([])

    /// Calldata that ends a pause.
    public static let resume = Function.resume.encodeCall([])

    /// Calldata with which the guardian takes out a claim that is not final.
    public static func reject(_ id: Bytes32) -> [UInt8] { Function.reject.encodeCall([.bytes32(id)]) }

    /// Calldata with which the guardian switches a system on or off, and says how secure it is believed to be.
    public static func setSystem(_ system: Int, isEnabled: Bool, bits: UInt64) -> [UInt8] {
        Function.setSystem.encodeCall([.uint(UInt256(UInt64(system))), .bool(isEnabled), .uint(UInt256(bits))])
    }

    /// What a log of the contract says of its claims.
    public enum ClaimEvent: Hashable, Sendable {
        /// Somebody has made a claim.
        case proposed(id: Bytes32, number: UInt64, parent: Bytes32)
        /// A claim's block has become final.
        case finalized(id: Bytes32, number: UInt64)

        /// Reads a log of the contract; nil when it is another event's.
        ///
        /// - Throws: `ABIError` when the log is not what the contract emits.
        public init?(topics: [Bytes32], data: [UInt8]) throws(ABIError) {
            switch topics.first {
            case EventLayout.claimProposed.topic:
                let fields = try EventLayout.claimProposed.decode(topics: topics, data: data)
                guard let number = fields[0].asUInt64, let id = fields[1].asBytes32, let parent = fields[3].asBytes32
                else { throw .outOfRange(at: 0) }
                self = .proposed(id: id, number: number, parent: parent)
            case EventLayout.claimFinalized.topic:
                let fields = try EventLayout.claimFinalized.decode(topics: topics, data: data)
                guard let number = fields[0].asUInt64, let id = fields[1].asBytes32 else { throw .outOfRange(at: 0) }
                self = .finalized(id: id, number: number)
            default: return nil
            }
        }
    }

    /// Storage slots of the contract, beside those of `NativeRollup.Slot` that it shares: head, messages, escrow.
    public enum Slot {
        /// State root of a final L2 block.
        public static func stateRoot(l2BlockNumber: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.stateRoots, key: Bytes32(UInt256(l2BlockNumber)))
        }
        /// `Status` of a claim.
        public static func status(_ id: Bytes32) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.records, key: id)
        }
        /// Time in seconds at which enough systems agreed on a claim; zero before.
        public static func provenAt(_ id: Bytes32) -> UInt256 { status(id) &+ UInt256(3) }
        /// The systems that have proven a claim, a bit for each.
        public static func proofs(_ id: Bytes32) -> UInt256 { status(id) &+ UInt256(4) }
        /// Whether a system is switched on: zero or one.
        public static func isEnabled(_ system: Int) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.systems, key: Bytes32(UInt256(UInt64(system)))) &+ UInt256(4)
        }
        /// `Mode` of the portal.
        public static var mode: UInt256 { Layout.mode }
        /// Time in seconds since when it has its mode.
        public static var modeSince: UInt256 { Layout.modeSince }
        /// How many entries the mode log has.
        public static var modeCount: UInt256 { Layout.modeCount }
        /// First slot of an entry of the mode log: mode, since when, who, `Cause`.
        public static func modeEntry(_ index: UInt64) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.modeLog, key: Bytes32(UInt256(index)))
        }
    }
}
