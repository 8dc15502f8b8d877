import EVM
import Fuzzing

/// How far a campaign has come, for `--resume`.
struct FuzzProgressFile: Codable {
    private var fork: String
    private var profile: String
    private var seed: UInt64
    private var start: UInt64
    private var oracle: [String]
    /// First case that is still to be done.
    var nextIndex: UInt64
    /// What came of those before it.
    var report: CampaignReport

    init(_ command: FuzzCommand, nextIndex: UInt64, report: CampaignReport) {
        fork = command.fork.name
        profile = command.profile.rawValue
        seed = command.seed
        start = command.start
        oracle = command.oracle
        self.nextIndex = nextIndex
        self.report = report
    }

    /// Whether the command would run the campaign that this file is of.
    func isOf(_ command: FuzzCommand) -> Bool {
        fork == command.fork.name && profile == command.profile.rawValue && seed == command.seed
            && start == command.start && oracle == command.oracle
    }
}
