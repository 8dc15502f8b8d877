import InputFiles
import Testing

/// What a command reads when it is given a path.
@Suite("Files that commands name")
struct InputFileTests {
    private static func problem(_ path: String, upTo limit: Int = 100) -> InputFileError.Problem? {
        do throws(InputFileError) {
            _ = try InputFile.read(path, upTo: limit)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test("A regular file is read whole, also through a link, or refused for its size")
    func regularFiles() throws {
        let folder = try InputFolder(["a": "abc"])
        try folder.makeLink("link", to: "a")
        #expect(try InputFile.read(folder.path + "/a", upTo: 3) == Array("abc".utf8))
        #expect(try InputFile.read(folder.path + "/link", upTo: 3) == Array("abc".utf8))
        #expect(Self.problem(folder.path + "/a", upTo: 2) == .tooLarge(limit: 2))
    }

    @Test("An empty file is called empty")
    func emptyFiles() throws {
        let folder = try InputFolder(["a": ""])
        let error = #expect(throws: InputFileError.self) { try InputFile.read(folder.path + "/a", upTo: 9) }
        #expect(error?.description == "\(folder.path)/a: the file is empty")
    }

    @Test(
        "What is no file is refused at once: a pipe without a writer, a socket, a device, a folder",
        .timeLimit(.minutes(1))
    )
    func otherKinds() throws {
        let folder = try InputFolder()
        try #require(folder.makePipe("p") && folder.makeSocket("s"))
        try folder.makeLink("to-pipe", to: "p")
        #expect(Self.problem(folder.path + "/p") == .notRegular(.pipe))
        #expect(Self.problem(folder.path + "/to-pipe") == .notRegular(.pipe))
        #expect(Self.problem(folder.path + "/s") == .notRegular(.socket))
        #expect(Self.problem("/dev/zero") == .notRegular(.device))
        #expect(Self.problem(folder.path) == .notRegular(.folder))
        #expect(InputFileError("p", .notRegular(.pipe)).description == "p: is a pipe, not a file")
    }

    @Test("Nothing at the path, and a link in a circle, are told apart")
    func absent() throws {
        let folder = try InputFolder(["a": "abc"])
        try folder.makeLink("circle", to: "circle")
        #expect(Self.problem(folder.path + "/b") == .absent)
        #expect(Self.problem(folder.path + "/a/b") == .absent)
        guard case .unreadable(let reason)? = Self.problem(folder.path + "/circle") else {
            Issue.record("a link in a circle was read")
            return
        }
        #expect(!reason.isEmpty)
    }
}
