/// What a run asks of whoever started it; nothing of it enters the result but the decision to stop.
package struct RunControl {
    /// Whether the wall-clock limit, in seconds, has passed since the run began.
    package var isTimeUp: (_ limit: UInt64) -> Bool
    /// Told of the number of steps done so far.
    package var onProgress: (_ stepsDone: UInt64) -> Void

    /// A control; by default no time ever passes, and nobody is told of progress.
    package init(
        isTimeUp: @escaping (_ limit: UInt64) -> Bool = { _ in false },
        onProgress: @escaping (_ stepsDone: UInt64) -> Void = { _ in }
    ) {
        self.isTimeUp = isTimeUp
        self.onProgress = onProgress
    }
}
