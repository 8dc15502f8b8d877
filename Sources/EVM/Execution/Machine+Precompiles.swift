import Primitives

extension Machine {
    /// Runs the precompile at the request's code address (Yellow Paper, equation 124).
    mutating func runPrecompile(_ mark: EffectMark) {
        // A precompile has no frame. It works in a buffer of the frame that would be next, which keeps its room for later.
        let scratch = pool.frame(at: depth &+ 1)
        let run = environment.precompiles.run(
            at: request.codeAddress,
            input: request.input,
            gas: request.gas,
            &scratch.pointee.returnData
        )
        switch run {
        case .success(let output, let gasUsed) where gasUsed <= request.gas:
            settle(.success, gasLeft: request.gas &- gasUsed, output: output)
        case .success:
            failPrecompile(.outOfGas, mark)
        case .failure(let failure):
            failPrecompile(failure, mark)
        case .unavailable:
            ending = .failure(.precompileUnavailable(request.codeAddress))
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
