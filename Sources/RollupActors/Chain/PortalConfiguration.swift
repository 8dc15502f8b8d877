public import Primitives

/// What distinguishes the portal of a rollup that has one: fixed at deployment.
public struct PortalConfiguration: Hashable, Sendable {
    /// Who may pause, blacklist roots and set the rate limit; zero for nobody.
    public var guardian: Address
    /// Seconds between the proof of a withdrawal and its delivery.
    public var maturity: UInt64
    /// Seconds for which an optimistic root must have been ripe for finality.
    public var finalityDelay: UInt64
    /// Longest pause, and the shortest time between two, in seconds.
    public var pausePeriod: UInt64
    /// Wei that may leave within `ratePeriod`; `UInt256.max` for no limit.
    public var rateLimit: UInt256
    /// Seconds in which what has left leaks out of the limit.
    public var ratePeriod: UInt64
    /// Deploys with a trusted root of zero and without the check against it, which is UNSAFE.
    public var hasUnsafeZeroRoot: Bool

    /// A portal; nothing is checked before its contract does it.
    public init(
        guardian: Address,
        maturity: UInt64,
        finalityDelay: UInt64,
        pausePeriod: UInt64,
        rateLimit: UInt256,
        ratePeriod: UInt64,
        hasUnsafeZeroRoot: Bool
    ) {
        self.guardian = guardian
        self.maturity = maturity
        self.finalityDelay = finalityDelay
        self.pausePeriod = pausePeriod
        self.rateLimit = rateLimit
        self.ratePeriod = ratePeriod
        self.hasUnsafeZeroRoot = hasUnsafeZeroRoot
    }
}
