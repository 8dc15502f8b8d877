public import EVM

/// The record of a run of EXECUTE on its way beside the call, through an EVM that knows no EXECUTE.
final class ExecuteNote: PrecompileNote {
    let run: ExecuteRun

    init(_ run: ExecuteRun) { self.run = run }
}

extension CallTrace {
    /// The record of the run, if the call ran EXECUTE; nil of every other call, and of one refused before it began.
    public var executeRun: ExecuteRun? { (note as? ExecuteNote)?.run }

    /// The records of all runs of EXECUTE in this call and below, in the order in which the calls began.
    public var executeRuns: [ExecuteRun] {
        (executeRun.map { [$0] } ?? []) + children.flatMap(\.executeRuns)
    }
}
