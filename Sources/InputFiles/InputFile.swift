import Foundation
import Glibc

/// A file that a command was given, or found in a folder that it was given.
package enum InputFile {
    /// The bytes of a regular file; anything else, such as a named pipe whose reader would wait for a writer, is
    /// refused unread.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - limit: Most bytes that are read; a longer file is refused.
    ///   - links: Whether the file may be a link to one; a folder's own path may always be.
    /// - Returns: At least one byte: a file without content has nothing that a command could judge.
    /// - Throws: `InputFileError`.
    package static func read(
        _ path: String,
        upTo limit: Int,
        links: LinkPolicy = .followed
    ) throws(InputFileError) -> [UInt8] {
        func failure(_ problem: InputFileError.Problem) -> InputFileError { InputFileError(path, problem) }
        // Without O_NONBLOCK opening a pipe waits; for a regular file the flag means nothing.
        let noFollow = links == .notFollowed ? O_NOFOLLOW : 0
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | noFollow)
        guard descriptor >= 0 else {
            if links == .notFollowed && errno == ELOOP { throw failure(.unreadable(reason: "it is a link")) }
            // A socket cannot be opened at all.
            let problem = InputFileError.Problem(errno: errno)
            if let kind = try? FileKind(at: path), kind != .regular { throw failure(.notRegular(kind)) }
            throw failure(problem)
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(InputFileError.Problem(errno: errno)) }
        let kind = FileKind(status)
        guard kind == .regular else { throw failure(.notRegular(kind)) }
        let data: Data
        do {
            // Nil at the end of the file, where an empty one begins.
            data = try handle.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw failure(.unreadable(reason: "reading failed"))
        }
        guard !data.isEmpty else { throw failure(.empty) }
        guard data.count <= limit else { throw failure(.tooLarge(limit: limit)) }
        return [UInt8](data)
    }

    /// The bytes of standard input, to its end.
    ///
    /// - Parameters:
    ///   - name: What errors call it.
    ///   - limit: Most bytes that are read; a longer input is refused.
    /// - Returns: At least one byte.
    /// - Throws: `InputFileError`.
    package static func readStandardInput(as name: String, upTo limit: Int) throws(InputFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            // A pipe gives what it has; nil or nothing stands at its end.
            while bytes.count <= limit,
                let data = try FileHandle.standardInput.read(upToCount: limit + 1 - bytes.count), !data.isEmpty
            {
                bytes += data
            }
        } catch {
            throw InputFileError(name, .unreadable(reason: "reading failed"))
        }
        guard !bytes.isEmpty else { throw InputFileError(name, .empty) }
        guard bytes.count <= limit else { throw InputFileError(name, .tooLarge(limit: limit)) }
        return bytes
    }
}
