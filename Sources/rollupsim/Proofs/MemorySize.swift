import ArgumentParser

/// A size of memory as the command line takes it: a whole number with `KiB`, `MiB`, `GiB` or nothing behind it.
struct MemorySize: ExpressibleByArgument {
    /// The size in bytes, at least 1.
    let byteCount: Int

    init?(argument: String) {
        let units = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        let unit = units.first { argument.hasSuffix($0.0) }
        let digits = argument.dropLast(unit?.0.count ?? 0)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits), number > 0
        else { return nil }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: unit?.1 ?? 1)
        guard !overflows else { return nil }
        byteCount = bytes
    }
}
