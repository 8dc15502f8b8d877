/// A verb about the claims, the proof systems or the modes of rollups of the preset `multi-proof`.
package protocol MultiProofVerb: StepVerb {}

extension MultiProofVerb {
    package static var actorRule: ActorRule { .required }
    package static var possibleOutcomes: Set<OutcomeLayer> { [.reject, .revert, .halt, .invalidBlock] }
    package static var products: Set<StepProduct> { [.transaction] }
    package static func fits(_ design: RollupDesign) -> Bool { design.settlement == .multiProof }
}

extension FieldReader {
    /// The proof system that a step names, once the step's claim is known; reported when its rollup has none such.
    func requireProver(_ name: String, ofClaim step: String, key: String) -> ProverSection? {
        guard let rollup = context.scope.steps[step]?.rollup else { return nil }
        return requireProver(name, of: rollup, key: key)
    }

    /// The proof system of a rollup that a step names; reported when the rollup has none such.
    func requireProver(_ name: String, of rollup: String, key: String) -> ProverSection? {
        guard let section = context.scope.rollupSections[rollup], section.design.settlement == .multiProof else {
            return nil
        }
        let provers = section.multiProof.provers
        if let prover = provers.first(where: { $0.name == name }) { return prover }
        let help = Suggestion.help(for: name, among: provers.map(\.name))
        let message = "`\(rollup)` has no proof system `\(name.shortened)`"
        context.report(.invalidValue, message, at: place(of: key), help: help)
        return nil
    }
}
