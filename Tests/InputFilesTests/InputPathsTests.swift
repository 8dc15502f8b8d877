import Glibc
import InputFiles
import Testing

/// What a folder stands for.
@Suite("Folders that commands name")
struct InputPathsTests {
    private static let all = InputPaths.FolderRule(suffix: ".json", descends: true)
    private static let direct = InputPaths.FolderRule(suffix: ".json", descends: false)

    private static func files(_ folder: InputFolder, _ rule: InputPaths.FolderRule = all) throws -> [String] {
        try InputPaths([folder.path], rule).files.map { String($0.dropFirst(folder.path.count + 1)) }
    }

    @Test("All wanted files in bytewise order, or the direct ones; hidden ones never")
    func order() throws {
        let folder = try InputFolder([
            "b.json": "", "a/z.json": "", "a/B.json": "", "a.json": "", "a/x.yaml": "", ".meta/i.json": "",
            ".h.json": "",
        ])
        #expect(try Self.files(folder) == ["a.json", "a/B.json", "a/z.json", "b.json"])
        #expect(try Self.files(folder, Self.direct) == ["a.json", "b.json"])
        let named = try InputPaths([folder.path + "/a/x.yaml", folder.path + "/"], Self.direct)
        #expect(named.files == ["/a/x.yaml", "/a.json", "/b.json"].map { folder.path + $0 })
    }

    @Test("Links in circles end, and every folder counts once, by its own path", .timeLimit(.minutes(1)))
    func circles() throws {
        let folder = try InputFolder(["a/1.json": "", "b/2.json": ""])
        try folder.makeLink("a/up", to: "..")
        try folder.makeLink("a/self", to: ".")
        try folder.makeLink("0", to: "b")
        for index in 0..<40 { try folder.makeLink("b/\(index)", to: "../a") }
        #expect(try Self.files(folder) == ["a/1.json", "b/2.json"])
        let outside = try InputFolder(["c.json": ""])
        try folder.makeLink("c", to: outside.path)
        #expect(try Self.files(folder) == ["a/1.json", "b/2.json", "c/c.json"])
    }

    @Test("What has a wanted name and is no file is passed over and told", .timeLimit(.minutes(1)))
    func passedOver() throws {
        let folder = try InputFolder(["a.json": ""])
        try #require(folder.makePipe("p.json") && folder.makePipe("p") && folder.makeSocket("s.json"))
        try folder.makeLink("circle.json", to: "circle.json")
        try folder.makeLink("nowhere.json", to: "gone")
        try folder.makeFolder("folder.json")
        let found = try InputPaths([folder.path], Self.all)
        #expect(found.files == [folder.path + "/a.json"])
        #expect(
            found.passedOver.map { $0.description.dropFirst(folder.path.count + 1) } == [
                "circle.json: passed over: a link that leads to no file",
                "nowhere.json: passed over: a link that leads to no file", "p.json: passed over: a pipe",
                "s.json: passed over: a socket",
            ]
        )
    }

    @Test("A path that stands for no file is an error")
    func nothing() throws {
        let folder = try InputFolder(["empty/notes.txt": ""])
        try #require(folder.makePipe("p.json"))
        func problem(_ path: String) -> InputFileError.Problem? {
            do throws(InputFileError) {
                _ = try InputPaths([path], Self.all)
                return nil
            } catch {
                return error.problem
            }
        }
        #expect(problem("/nowhere") == .absent)
        #expect(problem(folder.path + "/empty") == .noFile(wanted: "*.json", passedOver: []))
        #expect(problem(folder.path + "/p.json") == .notRegular(.pipe))
    }

    private static func error(in folder: InputFolder, _ rule: InputPaths.FolderRule = all) -> InputFileError? {
        do throws(InputFileError) {
            _ = try InputPaths([folder.path], rule)
            return nil
        } catch {
            return error
        }
    }

    @Test("A folder without a file tells what was passed over in it")
    func nothingButPassedOver() throws {
        let folder = try InputFolder()
        try #require(folder.makePipe("p.json"))
        try folder.makeLink("q.json", to: "gone")
        let path = folder.path
        #expect(
            Self.error(in: folder)?.description
                == "\(path): no *.json file in the folder; passed over: \(path)/p.json (a pipe), "
                + "\(path)/q.json (a link that leads to no file)"
        )
        for index in 0..<5 { try #require(folder.makePipe("\(index).json")) }
        #expect(Self.error(in: folder)?.description.hasSuffix("/4.json (a pipe), and 2 more") == true)
    }

    @Test("A link to nothing may have led to a folder of files: it is told whatever its name, where folders count")
    func linksToNothing() throws {
        let folder = try InputFolder(["a.json": ""])
        try folder.makeLink("gone", to: "nowhere")
        try folder.makeLink("through-file", to: "a.json/b")
        #expect(
            try InputPaths([folder.path], Self.all).passedOver.map(\.path)
                == ["gone", "through-file"].map { folder.path + "/" + $0 }
        )
        #expect(try InputPaths([folder.path], Self.direct).passedOver.isEmpty)
    }

    @Test("What the system does not let be looked at is an error, not passed over")
    func tooLongPaths() throws {
        let folder = try InputFolder(["a.json": ""])
        let part = String(repeating: "/" + String(repeating: "d", count: 200), count: 15)
        try folder.makeFolder("upper" + part)
        try folder.makeFolder("lower" + part)
        // The two are within the longest path of the system, one below the other is not.
        let below = folder.path + "/upper" + part + "/lower"
        try #require(rename(folder.path + "/lower", below) == 0)
        defer { _ = rename(below, folder.path + "/lower") }
        guard case .unreadable("File name too long")? = Self.error(in: folder)?.problem else {
            Issue.record("\(String(describing: Self.error(in: folder)))")
            return
        }
    }

    @Test("A wanted file or a folder whose name is no UTF-8 is an error")
    func namesThatAreNoText() throws {
        let folder = try InputFolder(["a.json": ""])
        try #require(folder.makeFile([0x61, 0xff]))
        #expect(Self.error(in: folder) == nil)
        try #require(folder.makeFile([0xe9] + Array(".json".utf8)))
        #expect(Self.error(in: folder)?.problem == .unreadable(reason: "its name is no UTF-8"))
        let outer = try InputFolder(["a.json": ""])
        try #require(outer.makeFolder(bytes: [0xe9]))
        #expect(Self.error(in: outer)?.problem == .unreadable(reason: "its name is no UTF-8"))
        #expect(Self.error(in: outer, Self.direct) == nil)
    }
}
