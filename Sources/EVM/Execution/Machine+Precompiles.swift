import Primitives

extension Machine {
    /// Runs the precompile at the request's code address (Yellow Paper, equation 124).
    mutating func runPrecompile(_ mark: EffectMark) {
        let outcome = environment.precompiles.run(
            at: request.codeAddress,
            input: request.input,
            gas: request.gas
        )
        switch outcome {
        case .ran(.success(let output, let gasUsed)) where gasUsed <= request.gas:
            output.withUnsafeBytes { settle(.success, gasLeft: request.gas &- gasUsed, output: $0) }
        case .ran(.success):
            failPrecompile(.outOfGas, mark)
        case .ran(.failure(let failure)):
            failPrecompile(failure, mark)
        case .notImplemented:
            ending = .failure(.precompileNotImplemented(request.codeAddress))
        }
    }

    private mutating func failPrecompile(_ failure: PrecompileFailure, _ mark: EffectMark) {
        undoEffects(to: mark)
        settle(
            .halt(.precompile(failure)),
            gasLeft: 0,
            output: UnsafeRawBufferPointer(start: nil, count: 0)
        )
    }
}
