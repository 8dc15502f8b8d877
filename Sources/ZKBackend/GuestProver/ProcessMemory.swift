import InputFiles

/// Memory of this process and its machine, as the system counts it.
package enum ProcessMemory {
    /// Most resident bytes of the process since its start (`VmHWM`); 0 where the system does not say.
    package static var peakByteCount: Int { bytes(of: "VmHWM", in: "/proc/self/status") ?? 0 }

    /// Bytes that programs may still take (`MemAvailable`); no limit where the system does not say.
    package static var availableByteCount: Int { bytes(of: "MemAvailable", in: "/proc/meminfo") ?? .max }

    /// A value that the system states in kibibytes.
    private static func bytes(of name: String, in path: String) -> Int? {
        guard let bytes = try? InputFile.read(path, upTo: 1 << 16) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix(name + ":") }) else { return nil }
        return Int(line.filter(\.isNumber)).map { $0 << 10 }
    }
}
