public import Primitives

/// `ClaimCourt.vy` on L1: keeps a bond behind every claim of a multi-proof portal, and hears objections.
///
/// Reasons of reverts are `MultiProofRevert`, and `ExecuteVerifier`'s.
public enum ClaimCourt {
    /// Init code of a portal's court.
    ///
    /// - Parameters:
    ///   - portal: The portal.
    ///   - referee: `ExecuteVerifier` that has L1 execute claimed blocks again.
    ///   - bond: Wei behind every claim and every challenge; above zero.
    ///   - window: Seconds in which a challenge has to be answered.
    /// - Returns: The init code.
    public static func initCode(portal: Address, referee: Address, bond: UInt256, window: UInt64) -> [UInt8] {
        artifact.initCode([.address(portal), .address(referee), .uint(bond), .uint(UInt256(window))])
    }

    /// Calldata that objects to a claim, whose value is the bond.
    public static func challenge(_ id: Bytes32) -> [UInt8] { Function.challenge.encodeCall([.bytes32(id)]) }

    /// Calldata that has L1 execute a claimed block again, to show that the claim is false.
    ///
    /// - Parameters:
    ///   - id: The claim.
    ///   - payload: `0x1281 ‖ SSZ(StatelessInput)`, at most `NativeRollup.maxPayloadByteCount` bytes.
    /// - Returns: Calldata of `refute`.
    public static func refute(_ id: Bytes32, payload: [UInt8]) -> [UInt8] {
        Function.refute.encodeCall([.bytes32(id), .bytes(payload)])
    }

    /// Calldata that has L1 execute a challenged block again, to show that the claim is true.
    ///
    /// - Parameters:
    ///   - id: The claim.
    ///   - payload: `0x1281 ‖ SSZ(StatelessInput)`, at most `NativeRollup.maxPayloadByteCount` bytes.
    /// - Returns: Calldata of `uphold`.
    public static func uphold(_ id: Bytes32, payload: [UInt8]) -> [UInt8] {
        Function.uphold.encodeCall([.bytes32(id), .bytes(payload)])
    }

    /// Calldata that takes out a challenged claim for which nothing has answered in time.
    public static func expire(_ id: Bytes32) -> [UInt8] { Function.expire.encodeCall([.bytes32(id)]) }

    /// Calldata that distributes a claim's bonds, if nobody has, and pays somebody all that is his.
    public static func collect(_ id: Bytes32, recipient: Address) -> [UInt8] {
        Function.collect.encodeCall([.bytes32(id), .address(recipient)])
    }

    /// Storage slots of the contract.
    public enum Slot {
        /// Who has challenged a claim: an address in the slot's low bytes.
        public static func challenger(_ id: Bytes32) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.cases, key: id) &+ .one
        }
        /// Wei that somebody can collect.
        public static func credit(of recipient: Address) -> UInt256 {
            StorageLayout.mappingElement(of: Layout.creditOf, key: Bytes32(recipient.uint256))
        }
        /// Wei that have come in.
        public static var totalDeposited: UInt256 { Layout.totalDeposited }
        /// Wei that have been paid.
        public static var totalPaid: UInt256 { Layout.totalPaid }
        /// Wei that have been burned.
        public static var totalBurned: UInt256 { Layout.totalBurned }
    }
}
