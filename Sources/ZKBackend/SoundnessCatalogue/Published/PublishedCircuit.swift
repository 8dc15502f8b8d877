public import ProofVerifier

/// One circuit of a published proof system, as far as its soundness and the size of its proof depend on it.
public struct PublishedCircuit: Sendable {
    /// Commitment and arithmetization.
    public enum Argument: Sendable {
        /// Univariate STARK over FRI.
        case fri(FRIParameters, DEEPALIParameters)
        /// Univariate STARK over WHIR.
        case whir(WHIRParameters, DEEPALIParameters)
        /// Multilinear zerocheck over a jagged commitment.
        case jagged(FRIParameters, JaggedZerocheckParameters)
        /// OpenVM 2's stacked WHIR.
        case swirl(SWIRLParameters)
    }

    /// A lookup argument and its name.
    public struct Lookup: Sendable {
        /// Name that the public calculator prints.
        public var name: String
        /// Its parameters.
        public var parameters: LogUpParameters
    }

    /// Name that the public calculator prints.
    public var name: String
    /// Commitment and arithmetization.
    public var argument: Argument
    /// Lookup arguments.
    public var lookups: [Lookup] = []
    /// Gap that the system's authors keep from the Johnson bound; nil lets the field's size choose.
    public var johnsonGap: Double?

    /// Decoding radii that the analysis is published for.
    public var radii: [ProximityRegime.Radius] {
        switch argument {
        case .fri, .whir: [.uniqueDecoding, .johnson(gap: johnsonGap)]
        case .jagged: [.uniqueDecoding]
        case .swirl(let parameters): [parameters.radius]
        }
    }

    /// Soundness of every round at a radius.
    public func soundness(in regime: ProximityRegime) -> SoundnessReport {
        var report = SoundnessReport()
        switch argument {
        case .fri(let fri, let air):
            report.add(air.soundness(in: regime))
            report.add(fri.soundness(in: regime))
        case .whir(let whir, let air):
            report.add(air.soundness(in: regime))
            report.add(whir.soundness(in: regime))
        case .jagged(let fri, let zerocheck):
            report.add(zerocheck.soundness(over: regime.field))
            report.add(fri.soundness(in: regime))
        case .swirl(let parameters):
            report.add(parameters.soundness(over: regime.field))
        }
        for lookup in lookups {
            report.add(lookup.parameters.soundness(of: lookup.name, over: regime.field))
        }
        return report
    }

    /// Size of a proof in bits, with digests of `digestBits` bits and Merkle paths shared as `sharing` says.
    public func proofSizeInBits(over field: ChallengeField, digestBits: Int, sharing: PathSharing) -> Double {
        switch argument {
        case .fri(let fri, _):
            fri.proofSizeInBits(over: field, digestBits: digestBits, sharing: sharing)
        case .whir(let whir, _):
            whir.proofSizeInBits(over: field, digestBits: digestBits, sharing: sharing)
        case .jagged(let fri, let zerocheck):
            fri.proofSizeInBits(over: field, digestBits: digestBits, sharing: sharing)
                + zerocheck.reductionSizeInBits(over: field)
        case .swirl(let parameters):
            parameters.whir.proofSizeInBits(over: field, digestBits: digestBits, sharing: sharing)
        }
    }
}
