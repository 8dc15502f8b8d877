import Foundation
import Primitives
import RollupContracts
import Testing

@Suite("Contract artifacts")
struct ArtifactTests {
    private static let native = [NativeRollup.artifact, L2Messenger.artifact]
    private static let dispute = [
        ZKDisputeGame.artifact, DisputeGameFactory.artifact, HybridRollup.artifact, BondVault.artifact,
        ExecuteVerifier.artifact,
    ]
    private static let multiProof = [
        MultiProofPortal.artifact, ClaimCourt.artifact, AttestationVerifier.artifact, SimulatedProver.artifact,
    ]
    private static let bridge = [
        Portal.artifact, TokenVault.artifact, TokenFactory.artifact, BridgedToken.artifact,
    ]
    private static let siblings = [SiblingElimination.artifact, SiblingTreasury.artifact]
    private static let disputedPayments = [BatchClaimVerifier.artifact, GameVerdictVerifier.artifact]
    private static let sequencing = [SequencedNativeRollup.artifact, SequencerBond.artifact]
    private static let inbox = [ForcedInclusionRollup.artifact]
    private static let production =
        native + NativeRollup.MissingCheck.allCases.map(\.artifact)
        + [SequencerBond.artifact, OptimisticRollup.artifact, ContractVerifiedRollup.artifact] + dispute + bridge
        + siblings + disputedPayments + multiProof + inbox
    private static let verifiers = [Groth16Verifier.artifact, GnarkPlonkVerifier.artifact]
    private static let tests = [ProofReader.artifact, Receiver.artifact, OddToken.artifact]

    @Test("Artifacts were compiled from the sources beside them")
    func sourceHashes() throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let root = tests.deletingLastPathComponent().deletingLastPathComponent()
        let sources = root.appending(path: "Sources/RollupContracts/Native/Contracts")
        let ours = try ArtifactTests.hash(of: [sources])
        for artifact in ArtifactTests.native { #expect(artifact.sourceHash == ours, "\(artifact.name)") }
        for check in NativeRollup.MissingCheck.allCases {
            let difference = root.appending(path: "Sources/RollupContracts/Native/Unsafe/\(check.artifact.name).diff")
            #expect(try check.artifact.sourceHash == ArtifactTests.hash(of: [sources], difference), "\(check)")
        }
        let optimistic = root.appending(path: "Sources/RollupContracts/Optimistic/Contracts")
        #expect(try OptimisticRollup.artifact.sourceHash == ArtifactTests.hash(of: [sources, optimistic]))
        let dispute = try ArtifactTests.hash(of: [
            sources, root.appending(path: "Sources/RollupContracts/Dispute/Contracts"),
        ])
        for artifact in ArtifactTests.dispute + [SimulatedClaimVerifier.artifact] {
            #expect(artifact.sourceHash == dispute, "\(artifact.name)")
        }
        for (artifacts, folder) in [
            (ArtifactTests.siblings, "Siblings"), (ArtifactTests.disputedPayments, "DisputedPayments"),
        ] {
            let hash = try ArtifactTests.hash(of: [
                root.appending(path: "Sources/RollupContracts/Dispute/Contracts"),
                root.appending(path: "Sources/RollupContracts/\(folder)/Contracts"),
            ])
            for artifact in artifacts { #expect(artifact.sourceHash == hash, "\(artifact.name)") }
        }
        let sequencing = try ArtifactTests.hash(of: [
            sources, root.appending(path: "Sources/RollupContracts/Sequencing/Contracts"),
        ])
        for artifact in ArtifactTests.sequencing { #expect(artifact.sourceHash == sequencing, "\(artifact.name)") }
        let inbox = try ArtifactTests.hash(of: [
            sources, root.appending(path: "Sources/RollupContracts/Inbox/Contracts"),
        ])
        for artifact in ArtifactTests.inbox { #expect(artifact.sourceHash == inbox, "\(artifact.name)") }
        let multiProof = try ArtifactTests.hash(
            of: [sources]
                + ["Dispute", "MultiProof"].map { root.appending(path: "Sources/RollupContracts/\($0)/Contracts") }
        )
        for artifact in ArtifactTests.multiProof { #expect(artifact.sourceHash == multiProof, "\(artifact.name)") }
        let bridges = root.appending(path: "Sources/RollupContracts/Bridge/Contracts")
        let bridge = try ArtifactTests.hash(of: [sources, bridges])
        for artifact in ArtifactTests.bridge { #expect(artifact.sourceHash == bridge, "\(artifact.name)") }
        let verifierSources = root.appending(path: "Sources/RollupContracts/Verifiers/Contracts")
        let verifiers = try ArtifactTests.hash(of: [verifierSources])
        for artifact in ArtifactTests.verifiers { #expect(artifact.sourceHash == verifiers, "\(artifact.name)") }
        let verified = root.appending(path: "Sources/RollupContracts/ContractVerified/Contracts")
        for artifact in [ContractVerifiedRollup.artifact, SimulatedVerifier.artifact] {
            #expect(try artifact.sourceHash == ArtifactTests.hash(of: [verifierSources, verified]), "\(artifact.name)")
        }
        let theirs = try ArtifactTests.hash(of: [sources, tests.appending(path: "Contracts")])
        for artifact in ArtifactTests.tests { #expect(artifact.sourceHash == theirs, "\(artifact.name)") }
    }

    private static func hash(of folders: [URL], _ differences: URL...) throws -> Bytes32 {
        var sources = try differences.map { (name: $0.lastPathComponent, content: try Data(contentsOf: $0)) }
        for folder in folders {
            for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            where file.pathExtension == "vy" {
                sources.append((file.lastPathComponent, try Data(contentsOf: file)))
            }
        }
        var joined: [UInt8] = []
        for source in sources.sorted(by: { $0.name < $1.name }) {
            joined += Array(source.name.utf8) + [10] + Array(source.content)
        }
        return SSZ.sha256(joined)
    }

    @Test(
        "Code is whole and within the limits of EIP-170 and EIP-3860",
        arguments: 0..<(production.count + verifiers.count)
    )
    func codeSizes(_ index: Int) {
        let artifact = (ArtifactTests.production + ArtifactTests.verifiers)[index]
        #expect((1000...24_576).contains(artifact.runtimeCode.count))
        #expect(artifact.creationCode.count > artifact.runtimeCode.count)
        #expect(artifact.creationCode.count <= 49_152)
    }

    @Test("Selectors are found in calldata, and are different")
    func selectors() {
        for artifact in ArtifactTests.production + ArtifactTests.verifiers {
            #expect(Set(artifact.functions.map { $0.selector }).count == artifact.functions.count)
        }
        let call = NativeRollup.advance(payload: [1])
        #expect(NativeRollup.artifact.function(calledBy: call)?.signature == "advance(bytes)")
        #expect(NativeRollup.artifact.function(calledBy: [0, 0, 0]) == nil)
        #expect(NativeRollup.artifact.function(calledBy: [0, 0, 0, 0]) == nil)
    }

    @Test("Storage is where L2 and L1 look for it")
    func slots() {
        #expect(NativeRollup.Slot.messageRoot == 3)
        // The code of one is executed upon the storage of the other.
        #expect(SequencedNativeRollup.Layout.headNumber == NativeRollup.Layout.headNumber)
        #expect(SequencedNativeRollup.Layout.headHash == NativeRollup.Layout.headHash)
        #expect(SequencedNativeRollup.Layout.headTimestamp == NativeRollup.Layout.headTimestamp)
        #expect(SequencedNativeRollup.Layout.messageRoot == NativeRollup.Layout.messageRoot)
        #expect(SequencedNativeRollup.Layout.messageCount == NativeRollup.Layout.messageCount)
        #expect(SequencedNativeRollup.Layout.lastAnchor == NativeRollup.Layout.lastAnchor)
        #expect(SequencedNativeRollup.Layout.escrow == NativeRollup.Layout.escrow)
        #expect(SequencedNativeRollup.Layout.messageBranch == NativeRollup.Layout.messageBranch)
        #expect(SequencedNativeRollup.Layout.claimedFlags == NativeRollup.Layout.claimedFlags)
        #expect(SequencedNativeRollup.Layout.stateRootHistory == NativeRollup.Layout.stateRootHistory)
        let ring = UInt256(NativeRollup.stateRootRingLength)
        #expect(SequencedNativeRollup.Slot.advancedAt == NativeRollup.Layout.stateRootHistory &+ ring)
        #expect(ForcedInclusionRollup.Layout.headNumber == NativeRollup.Layout.headNumber)
        #expect(ForcedInclusionRollup.Layout.headHash == NativeRollup.Layout.headHash)
        #expect(ForcedInclusionRollup.Layout.headTimestamp == NativeRollup.Layout.headTimestamp)
        #expect(ForcedInclusionRollup.Layout.messageRoot == NativeRollup.Layout.messageRoot)
        #expect(ForcedInclusionRollup.Layout.messageCount == NativeRollup.Layout.messageCount)
        #expect(ForcedInclusionRollup.Layout.lastAnchor == NativeRollup.Layout.lastAnchor)
        #expect(ForcedInclusionRollup.Layout.escrow == NativeRollup.Layout.escrow)
        #expect(ForcedInclusionRollup.Layout.messageBranch == NativeRollup.Layout.messageBranch)
        #expect(ForcedInclusionRollup.Layout.claimedFlags == NativeRollup.Layout.claimedFlags)
        #expect(ForcedInclusionRollup.Layout.stateRootHistory == NativeRollup.Layout.stateRootHistory)
        #expect(ForcedInclusionRollup.Layout.advancedAt == SequencedNativeRollup.Layout.advancedAt)
        #expect(L2Messenger.Slot.rollup == 0)
        #expect(L2Messenger.Slot.sentMessageCount == 2)
        // A Solidity array whose length is at slot 2.
        let elements = Keccak256.hash(UInt256(2).bigEndianBytes).uint256
        #expect(L2Messenger.Slot.sentMessage(index: 0) == elements)
        #expect(L2Messenger.Slot.sentMessage(index: .max) == elements &+ UInt256(UInt64.max))
    }

    @Test("An optimistic rollup's messages and head are a native rollup's, and a portal's messages")
    func sharedInterface() throws {
        typealias Native = NativeRollup
        typealias Optimistic = OptimisticRollup
        for name in ["sendMessage", "claimL2Message", "l2Sender", "isClaimed", "headNumber", "headHash", "escrow"] {
            let native = try #require(Native.artifact.functions.first { $0.name == name })
            let optimistic = try #require(Optimistic.artifact.functions.first { $0.name == name })
            #expect(native.signature == optimistic.signature && native.outputs == optimistic.outputs)
        }
        for name in ["sendMessage", "l2Sender", "isClaimed", "messageRoot", "messageCount", "escrow"] {
            let native = try #require(Native.artifact.functions.first { $0.name == name })
            let portal = try #require(Portal.artifact.functions.first { $0.name == name })
            #expect(native.signature == portal.signature && native.outputs == portal.outputs)
        }
        #expect(Native.EventLayout.messageSent.topic == Portal.EventLayout.messageSent.topic)
        #expect(Native.EventLayout.l2MessageClaimed.topic == Portal.EventLayout.l2MessageClaimed.topic)
        #expect(Native.Slot.messageRoot == Portal.Layout.messageRoot)
        #expect(Native.Slot.messageCount == Portal.Layout.messageCount)
        #expect(Native.Slot.escrow == Portal.Layout.escrow)
        #expect(Native.Layout.claimedFlags == Portal.Layout.claimedFlags)
        #expect(Native.EventLayout.messageSent.topic == Optimistic.EventLayout.messageSent.topic)
        #expect(Native.EventLayout.l2MessageClaimed.topic == Optimistic.EventLayout.l2MessageClaimed.topic)
        #expect(Native.Slot.headNumber == Optimistic.Layout.headNumber)
        #expect(Native.Slot.headHash == Optimistic.Layout.headHash)
        #expect(Native.Slot.headTimestamp == Optimistic.Layout.headTimestamp)
        #expect(Native.Slot.messageRoot == Optimistic.Layout.messageRoot)
        #expect(Native.Slot.messageCount == Optimistic.Layout.messageCount)
        #expect(Native.Slot.lastAnchor == Optimistic.Layout.lastAnchor)
        #expect(Native.Slot.escrow == Optimistic.Layout.escrow)
        #expect(Native.Layout.claimedFlags == Optimistic.Layout.claimedFlags)
    }

    @Test("A multi-proof portal's messages and head are a native rollup's")
    func sharedInterfaceOfMultiProof() throws {
        typealias Native = NativeRollup
        typealias Multi = MultiProofPortal
        for name in ["sendMessage", "claimL2Message", "l2Sender", "isClaimed", "headNumber", "headHash", "escrow"] {
            let native = try #require(Native.artifact.functions.first { $0.name == name })
            let multi = try #require(Multi.artifact.functions.first { $0.name == name })
            #expect(native.signature == multi.signature && native.outputs == multi.outputs)
        }
        #expect(Native.EventLayout.messageSent.topic == Multi.EventLayout.messageSent.topic)
        #expect(Native.EventLayout.l2MessageClaimed.topic == Multi.EventLayout.l2MessageClaimed.topic)
        #expect(Native.Slot.headNumber == Multi.Layout.headNumber)
        #expect(Native.Slot.headHash == Multi.Layout.headHash)
        #expect(Native.Slot.headTimestamp == Multi.Layout.headTimestamp)
        #expect(Native.Slot.messageRoot == Multi.Layout.messageRoot)
        #expect(Native.Slot.messageCount == Multi.Layout.messageCount)
        #expect(Native.Slot.lastAnchor == Multi.Layout.lastAnchor)
        #expect(Native.Slot.escrow == Multi.Layout.escrow)
        #expect(Native.Layout.claimedFlags == Multi.Layout.claimedFlags)
    }

    @Test("The messenger's genesis account is whole")
    func genesisAccount() {
        let rollup = Address(0x1234)
        let account = L2Genesis.messenger(rollup: rollup, balance: UInt256(77))
        #expect(account.address.hex == "0x8079000000000000000000000000000000000001")
        #expect(account.balance == 77)
        #expect(account.code == L2Messenger.artifact.runtimeCode)
        #expect(account.storage == [UInt256(0): rollup.uint256])
    }

    @Test("Addresses of the system contracts are those of their EIPs")
    func systemContracts() {
        #expect(
            L2Genesis.systemContracts.map { $0.hex } == [
                "0x000f3df6d732807ef1319fb7b8bb8522d0beac02", "0x0000f90827f1c53a10cb7a02335b175320002935",
                "0x00000961ef480eb55e80d19ad83579a64c007002", "0x0000bbddc7ce488642fb579f8b00f3a590007251",
            ]
        )
    }

    @Test("The anchor's number is eight bytes of extra data")
    func extraData() {
        #expect(NativeRollup.extraData(anchorBlockNumber: 0x0102) == [0, 0, 0, 0, 0, 0, 1, 2])
        #expect(NativeRollup.anchorBlockNumber(extraData: [0, 0, 0, 0, 0, 0, 1, 2]) == 0x0102)
        #expect(NativeRollup.anchorBlockNumber(extraData: [UInt8](repeating: 255, count: 8)) == .max)
        #expect(NativeRollup.anchorBlockNumber(extraData: [1, 2]) == nil)
        #expect(NativeRollup.anchorBlockNumber(extraData: [UInt8](repeating: 0, count: 9)) == nil)
    }

    @Test("Revert data is told apart")
    func revertReasons() {
        let error = ABIFunction(name: "Error", inputs: [.string], outputs: [])
        let panic = ABIFunction(name: "Panic", inputs: [.uint(256)], outputs: [])
        let message = error.encodeCall([.string(Array("AlreadyClaimed".utf8))])
        #expect(RevertReason(output: []) == .empty)
        #expect(RevertReason(output: message) == .message("AlreadyClaimed"))
        #expect(NativeRollup.Revert(RevertReason(output: message)) == .alreadyClaimed)
        #expect(NativeRollup.Revert(RevertReason.empty) == nil)
        #expect(L2Messenger.Revert(RevertReason.message("something else")) == nil)
        #expect(RevertReason(output: panic.encodeCall([.uint(0x11)])) == .panic(0x11))
        #expect(RevertReason(output: Array(message.dropLast())) == .custom(Array(message.dropLast())))
        let notText = error.encodeCall([.string([0xff, 0xfe])])
        #expect(RevertReason(output: notText) == .custom(notText))
        #expect(RevertReason(output: [1, 2, 3]).description == "0x010203")
    }
}
