import Foundation

/// Memory of this process and its machine, as the system counts it.
package enum ProcessMemory {
    /// Most resident bytes of the process since its start (`VmHWM`); 0 where the system does not say.
    package static var peakByteCount: Int { bytes(of: "VmHWM", in: "/proc/self/status") ?? 0 }

    /// Bytes that programs may still take (`MemAvailable`); no limit where the system does not say.
    package static var availableByteCount: Int { bytes(of: "MemAvailable", in: "/proc/meminfo") ?? .max }

    /// A value that the system states in kibibytes.
    private static func bytes(of name: String, in path: String) -> Int? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name + ":") })
        else { return nil }
        return Int(line.filter(\.isNumber)).map { $0 << 10 }
    }
}
