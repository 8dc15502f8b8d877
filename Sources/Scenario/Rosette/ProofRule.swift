/// What of several proof systems makes a portal believe a block, as the portal stands on L1.
package struct ProofRule: Hashable, Sendable {
    /// What a word of a proof system is worth.
    package enum Voucher: Hashable, Sendable {
        /// The nodes of L1 verify a proof: nobody can forge one, and everybody can make one.
        case nodes
        /// So many of a committee sign.
        case signers(threshold: UInt64, count: UInt64)
        /// Somebody's signature stands for a proof.
        case signature(of: String)
        /// A contract that is none of those.
        case unknown
    }

    /// A proof system that counts: it is switched on, and believed to be secure enough.
    package struct System: Hashable, Sendable {
        /// What the scenario calls it.
        package var name: String
        /// What its word is worth.
        package var voucher: Voucher
        /// What it shares with others of the same number.
        package var family: UInt64

        /// A proof system by its name, its voucher and its family.
        package init(name: String, voucher: Voucher, family: UInt64) {
            self.name = name
            self.voucher = voucher
            self.family = family
        }
    }

    /// The systems that count, in the portal's order.
    package var systems: [System]
    /// How many of them have to agree.
    package var threshold: UInt64
    /// How many families they have to come from.
    package var families: UInt64
    /// Seconds after which a claim is final without any of them; nil where it never is.
    package var wait: UInt64?
    /// Whether an objection takes a claim's wait away, so that it needs the systems after all.
    package var isWaitContestable = false
    /// Who can switch proofs off; nil for nobody.
    package var switcher: String?
    /// Whether he has.
    package var isSwitchedOff: Bool

    /// A rule without anybody who can switch it off.
    package init(
        systems: [System],
        threshold: UInt64,
        families: UInt64,
        wait: UInt64? = nil,
        switcher: String? = nil,
        isSwitchedOff: Bool = false
    ) {
        self.systems = systems
        self.threshold = threshold
        self.families = families
        self.wait = wait
        self.switcher = switcher
        self.isSwitchedOff = isSwitchedOff
    }

    /// The smallest sets of systems that are enough together, in the order of the systems.
    package var combinations: [[System]] {
        // A portal has eight systems at most; more than its words hold are no portal's.
        let all = systems.prefix(16)
        let enough = (0..<(1 << all.count)).filter { isEnough($0) }
        let smallest = enough.filter { set in
            !all.indices.contains { set & (1 << $0) != 0 && isEnough(set & ~(1 << $0)) }
        }
        let places = smallest.map { set in all.indices.filter { set & (1 << $0) != 0 } }
        return
            places.sorted { first, second in
                first.count == second.count ? first.lexicographicallyPrecedes(second) : first.count < second.count
            }
            .map { $0.map { all[$0] } }
    }

    /// Whether systems, a bit for each, are enough.
    private func isEnough(_ set: Int) -> Bool {
        let chosen = systems.indices.filter { set & (1 << $0) != 0 }.map { systems[$0] }
        return UInt64(chosen.count) >= threshold && UInt64(Set(chosen.map(\.family)).count) >= families
    }

    /// The first combination in which nothing is verified: keys alone make a block final.
    package var unverified: [System]? {
        combinations.first { combination in !combination.contains { $0.voucher == .nodes } }
    }

    /// Whether whoever can make proofs needs nobody's key to make a block final.
    package var isOpen: Bool {
        combinations.contains { combination in combination.allSatisfy { $0.voucher == .nodes } }
    }

    /// Whether no block becomes final without something that L1 verifies.
    package var isVerified: Bool {
        !isSwitchedOff && switcher == nil && (wait == nil || isWaitContestable) && !combinations.isEmpty
            && unverified == nil
    }

    /// Whether somebody's signature stands for a proof in one of the systems.
    package var isSimulated: Bool {
        systems.contains { system in
            if case .signature = system.voucher { return true }
            return false
        }
    }

    /// Why blocks that are false can become final, the worst first; nil where none can.
    package var weakness: String? {
        if isSwitchedOff {
            return "\(switcher ?? "the operator") has switched proofs off: his word is final after a wait"
        }
        if let unverified {
            return "\(unverified.map(\.words).joined(separator: " and ")) suffice: keys, and no proof that L1 verifies"
        }
        if let switcher { return "\(switcher) can switch proofs off" }
        if let wait, !isWaitContestable {
            return "after \(Durations.text(wait)) a claim is final that nobody has refuted, and not every lie can be"
        }
        return combinations.isEmpty ? "no systems are left that would be enough" : nil
    }

    /// The rule in words, such as "2 of 4 proof systems from 2 families".
    var words: String {
        let from = families == 1 ? "" : " from \(families) families"
        return "\(threshold) of \(systems.count) proof systems\(from)"
    }
}

extension ProofRule.System {
    /// The system with what its word is worth, such as "sgx (a signature)".
    var words: String {
        switch voucher {
        case .nodes: name
        case .signers(let threshold, let count): "\(name) (\(threshold) of \(count) signers)"
        case .signature(let actor): "\(name) (SIMULATED, a signature of \(actor))"
        case .unknown: "\(name) (an unknown contract)"
        }
    }
}
