import Glibc

/// Times work by the thread's own processor time, and by one of the fastest of many repetitions: what other processes
/// disturb least.
///
/// The fastest twentieth is left out, since on a virtual machine the clock itself jumps now and then.
enum Stopwatch {
    /// Processor seconds of one run.
    ///
    /// - Parameters:
    ///   - repetitions: Runs that are timed, each alone.
    ///   - body: The work, all on the calling thread; 50 microseconds or more.
    /// - Returns: The time that one run in twenty undercuts.
    static func fastest(of repetitions: Int = 200, _ body: () -> Void) -> Double {
        let times = (0..<max(1, repetitions)).map { _ in
            let start = processorSeconds()
            body()
            return processorSeconds() - start
        }
        return times.sorted()[times.count / 20]
    }

    /// Processor seconds of work on the calling thread that is done once.
    static func once<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) -> Double {
        let start = processorSeconds()
        try body()
        return processorSeconds() - start
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// A line of the report.
struct Rate {
    /// What was measured.
    var subject: String
    /// Items per second.
    var perSecond: Double
    /// What an item is.
    var unit: String

    /// The rate in millions, beside the sample figure of the design's micro-benchmarks on an AVX-512 machine.
    func line(sample: String = "") -> String {
        let millions = perSecond / 1e6
        let digits = millions >= 100 ? 0 : millions >= 10 ? 1 : 2
        let name = subject.padded(to: 44)
        let value = millions.formatted(digits: digits).padded(to: 10, leading: true)
        return "  \(name)\(value) M \(unit.padded(to: 16))\(sample)"
    }
}

extension Double {
    /// Decimal digits without an exponent.
    func formatted(digits: Int) -> String {
        let scale = [1, 10, 100, 1_000][digits]
        let scaled = Int((self * Double(scale)).rounded())
        guard digits > 0 else { return "\(scaled)" }
        let fraction = "\(scaled % scale)"
        return "\(scaled / scale)." + String(repeating: "0", count: digits - fraction.count) + fraction
    }
}

extension String {
    /// Filled up with spaces to a width.
    func padded(to width: Int, leading: Bool = false) -> String {
        let filling = String(repeating: " ", count: max(0, width - count))
        return leading ? filling + self : self + filling
    }
}
