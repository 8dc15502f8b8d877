/// Rates that predict how long a proof takes (docs/performance.md has the measurements).
///
/// They are those of one machine, 2 cores with AVX-512, otherwise idle, for the first proof of a process. How long
/// its new memory takes is the host's affair, up to 2 s a GiB; the rates lie between what was measured with and
/// without. The report of each proof says how far they were off.
enum ProvingRates {
    /// Processor seconds of a cycle: run, record, and the rows of its tables.
    static let cycle = 315e-9
    /// Processor seconds of a committed cell: its table, encoding, sumchecks.
    static let cell = 142e-9
    /// Processor seconds of a leaf: the tree of fractions.
    static let leaf = 178e-9
    /// Processor seconds of a cell of the committed table, padding included: encoding, hashing, opening.
    static let areaCell = 52e-9
    /// Seconds that no size changes, on one thread.
    static let fixed = 0.6
    /// Part of the work that a second thread takes over.
    static let parallelShare = 0.97

    static func seconds(cycles: Double, cells: Double, leaves: Double, area: Double, threadCount: Int) -> Double {
        let work = cycles * cycle + cells * cell + leaves * leaf + area * areaCell
        return fixed + work * (1 - parallelShare + parallelShare / Double(max(1, threadCount)))
    }
}
