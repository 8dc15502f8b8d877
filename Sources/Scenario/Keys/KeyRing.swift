/// Who has whose key: at first each actor his own, and nobody else's.
struct KeyRing: Sendable {
    /// Actors who have no key of their own any more.
    private var lost: Set<String> = []
    /// Whose keys somebody has beside his own, by that somebody.
    private var copies: [String: Set<String>] = [:]

    /// An actor loses his own key.
    mutating func lose(of owner: String) { lost.insert(owner) }

    /// Somebody takes a copy of an actor's key; what its owner has lost he may have found.
    mutating func copy(of owner: String, to thief: String) { copies[thief, default: []].insert(owner) }

    /// Why somebody cannot sign with an actor's key; nil when he can.
    func obstacle(to holder: String, signingAs owner: String) -> Obstacle? {
        if holder == owner { return lost.contains(owner) ? .lost : nil }
        return copies[holder]?.contains(owner) ?? false ? nil : .notHeld
    }

    /// Why somebody cannot sign.
    enum Obstacle: String, CaseIterable, FailureCodes {
        case lost = "KeyLost"
        case notHeld = "KeyNotHeld"

        var meaning: (summary: String, source: String?) {
            switch self {
            case .lost: ("Whoever would sign has lost his key, so that nothing is sent.", "decision 0084")
            case .notHeld: ("Whoever would sign has no copy of the key, so that nothing is sent.", "decision 0084")
            }
        }
    }
}
