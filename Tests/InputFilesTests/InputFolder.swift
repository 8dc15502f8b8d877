import Foundation
import Glibc

/// A folder with files, links, pipes and sockets that goes away with its last reference.
final class InputFolder {
    let path: String

    init(_ files: [String: String] = [:]) throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        path = url.path
        try makeFolder("")
        for (name, text) in files {
            let file = url.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    func makeLink(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    /// Makes an empty file of any name, which need not be text.
    func makeFile(_ name: [UInt8]) -> Bool {
        let descriptor = open(cPath(name), O_CREAT, 0o600)
        return descriptor >= 0 && close(descriptor) == 0
    }

    /// Makes a folder of any name, which need not be text.
    func makeFolder(bytes name: [UInt8]) -> Bool { mkdir(cPath(name), 0o700) == 0 }

    private func cPath(_ name: [UInt8]) -> [CChar] {
        Array((path + "/").utf8CString.dropLast()) + name.map(CChar.init(bitPattern:)) + [0]
    }

    func makePipe(_ name: String) -> Bool { mkfifo(path + "/" + name, 0o600) == 0 }

    /// Leaves a socket behind, as a server that has ended does.
    func makeSocket(_ name: String) -> Bool {
        // The name of a socket has to be short.
        let short = "/tmp/\(UUID().uuidString.prefix(8))"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: short.utf8) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        return isBound == 0 && rename(short, path + "/" + name) == 0
    }
}
