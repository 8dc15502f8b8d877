import Primitives

extension Machine {
    /// Runs the precompile at the request's code address (Yellow Paper, equation 124).
    ///
    /// It has no frame: it works in a buffer of the frame that would be next, which keeps its room for later.
    mutating func runPrecompile(_ mark: EffectMark) {
        let scratch = pool.frame(at: depth &+ 1)
        if let run = environment.precompiles.added(at: request.codeAddress) {
            let answer = run(
                PrecompileCall(
                    input: [UInt8](request.input),
                    gas: request.gas,
                    isTraced: T.tracesCalls,
                    proofs: environment.transaction.proofs
                )
            )
            switch answer.outcome {
            case .success(let output, let gasUsed):
                scratch.pointee.returnData.assign(output)
                succeedPrecompile(scratch.pointee.returnData.bytes, gasUsed: gasUsed, mark, answer.note)
            case .failure(let failure):
                failPrecompile(failure, mark, answer.note)
            }
            return
        }
        let run = environment.precompiles.runStandard(
            at: request.codeAddress,
            input: request.input,
            gas: request.gas,
            &scratch.pointee.returnData
        )
        switch run {
        case .success(let output, let gasUsed): succeedPrecompile(output, gasUsed: gasUsed, mark)
        case .failure(let failure): failPrecompile(failure, mark)
        case .unavailable: ending = .failure(.precompileUnavailable(request.codeAddress))
        }
    }

    private mutating func succeedPrecompile(
        _ output: UnsafeRawBufferPointer,
        gasUsed: UInt64,
        _ mark: EffectMark,
        _ note: (any PrecompileNote)? = nil
    ) {
        guard gasUsed <= request.gas else { return failPrecompile(.outOfGas, mark, note) }
        settle(.success, gasLeft: request.gas &- gasUsed, output: output, note: note)
    }

    private mutating func failPrecompile(
        _ failure: PrecompileFailure,
        _ mark: EffectMark,
        _ note: (any PrecompileNote)? = nil
    ) {
        undoEffects(to: mark)
        settle(
            .halt(.precompile(failure)),
            gasLeft: 0,
            output: UnsafeRawBufferPointer(start: nil, count: 0),
            note: note
        )
    }
}
