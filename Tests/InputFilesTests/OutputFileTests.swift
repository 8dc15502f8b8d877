import Glibc
import InputFiles
import Testing

/// Where commands write, and where they do not.
@Suite("Files that commands make")
struct OutputFileTests {
    private static func refusal(_ path: String) -> String? {
        do throws(OutputFileError) {
            _ = try OutputFile(path)
            return nil
        } catch {
            return error.description
        }
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try InputFile.read(path, upTo: 100), as: UTF8.self)
    }

    @Test("A file is made, and replaced as a whole, with nothing beside it")
    func replacement() throws {
        let folder = try InputFolder()
        let path = folder.path + "/a"
        for content in ["first", "second"] {
            try OutputFile(path).replace(with: Array(content.utf8))
            #expect(try text(path) == content)
        }
        #expect(try OutputFolder.removeFiles(in: folder.path) { _ in true } == 1)
    }

    @Test("A link stays a link, and the file that it leads to is replaced")
    func links() throws {
        let folder = try InputFolder(["deep/a": "old"])
        try folder.makeLink("link", to: "deep/next")
        try folder.makeLink("deep/next", to: "a")
        try OutputFile(folder.path + "/link").replace(with: Array("new".utf8))
        #expect(try text(folder.path + "/deep/a") == "new")
        #expect(try text(folder.path + "/link") == "new")
        try folder.makeLink("circle", to: "circle")
        #expect(Self.refusal(folder.path + "/circle") != nil)
    }

    @Test("What is no file is refused and left as it is: a folder, a pipe, a device")
    func otherKinds() throws {
        let folder = try InputFolder()
        try #require(folder.makePipe("p"))
        try folder.makeLink("to-null", to: "/dev/null")
        #expect(Self.refusal(folder.path + "/p") == "\(folder.path)/p: is a pipe, not a file")
        #expect(Self.refusal(folder.path + "/to-null") == "\(folder.path)/to-null: is a device, not a file")
        #expect(Self.refusal("/dev/full") == "/dev/full: is a device, not a file")
        #expect(Self.refusal(folder.path) == "\(folder.path): is a folder, not a file")
        #expect(Self.refusal("") == ": a file has a name")
    }

    @Test("A place without a folder is refused before there is anything to write")
    func absentFolder() throws {
        let folder = try InputFolder(["a": "text"])
        let path = folder.path + "/none/b"
        #expect(Self.refusal(path) == "\(path): no file can be made in \(folder.path)/none: No such file or directory")
        #expect(Self.refusal(folder.path + "/a/b") == "\(folder.path)/a/b: Not a directory")
        #expect(Self.refusal(folder.path + "/new/") != nil)
    }

    @Test("A file is the same as itself by any path, and as no other")
    func sameFile() throws {
        let folder = try InputFolder(["a": "text", "b": "text"])
        try folder.makeLink("link", to: "a")
        let file = try OutputFile(folder.path + "/a")
        #expect(file.isSame(as: folder.path + "/link") && file.isSame(as: folder.path + "/./a"))
        #expect(!file.isSame(as: folder.path + "/b") && !file.isSame(as: folder.path + "/none"))
    }

    @Test("Two places are the same where one file would come of both, also before it is there")
    func samePlace() throws {
        let folder = try InputFolder(["a": "text", "deep/b": "text"])
        try folder.makeLink("link", to: "deep/new")
        try folder.makeLink("away", to: "deep")
        let new = try OutputFile(folder.path + "/deep/new")
        for other in ["/link", "/deep/./new", "/away/new", "/deep/../deep//new"] {
            #expect(try new.isSame(as: OutputFile(folder.path + other)), "\(other)")
        }
        for other in ["/new", "/a", "/deep/b", "/deep/new2"] {
            #expect(try !new.isSame(as: OutputFile(folder.path + other)), "\(other)")
        }
        #expect(try OutputFile("new").isSame(as: OutputFile("./new")))
    }

    @Test("A folder is judged without being made")
    func judgedFolder() throws {
        let folder = try InputFolder(["a": "text"])
        try OutputFolder.judge(folder.path + "/x/y")
        try OutputFolder.judge("x/y")
        #expect(access(folder.path + "/x", F_OK) != 0)
        let error = #expect(throws: OutputFileError.self) { try OutputFolder.judge(folder.path + "/a/b") }
        #expect(error?.description == "\(folder.path)/a: is a file, not a folder")
        #expect(throws: OutputFileError.self) { try OutputFolder.judge("") }
    }

    @Test("A folder is made with those above it, and is no file")
    func folders() throws {
        let folder = try InputFolder(["a": "text"])
        try OutputFolder.make(folder.path + "/x/y//z")
        try OutputFolder.make(folder.path + "/x/y/z")
        try OutputFile(folder.path + "/x/y/z/f").replace(with: [1])
        for (name, reason) in [("/a", "is a file, not a folder"), ("/a/b", "Not a directory")] {
            let error = #expect(throws: OutputFileError.self) { try OutputFolder.make(folder.path + name) }
            #expect(error?.description == "\(folder.path)\(name): \(reason)")
        }
        #expect(throws: OutputFileError.self) { try OutputFolder.make("") }
        #expect(throws: OutputFileError.self) { try OutputFolder.removeFiles(in: folder.path + "/a") { _ in true } }
        #expect(try OutputFolder.removeFiles(in: folder.path + "/none") { _ in true } == 0)
    }
}
