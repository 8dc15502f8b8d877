import ArgumentParser
import Scenario

/// Knobs of scenarios that are turned on the command line.
struct SettingOptions: ParsableArguments {
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Put a value in the place of the file's, such as rollups.nat.gas_rule=flat; steps go by their ids. May be given several times.",
            valueName: "key=value"
        )
    )
    var settings: [ScenarioSetting] = []

    /// A file's name in reports, with what is not as it stands there.
    func name(of file: String) -> String {
        settings.isEmpty ? file : "\(file) [\(settings.map(\.label).joined(separator: ", "))]"
    }
}

extension ScenarioSetting: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
