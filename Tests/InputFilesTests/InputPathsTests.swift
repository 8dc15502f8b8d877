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
        #expect(problem(folder.path + "/empty") == .noFile(wanted: "*.json"))
        #expect(problem(folder.path + "/p.json") == .notRegular(.pipe))
    }
}
