public import Testing

extension Trait where Self == ConditionTrait {
    /// Skips the test or suite, with a reason, when the fixture pack is absent.
    ///
    /// With `ROLLUPSIM_REQUIRE_FIXTURES=1` it runs, and fails where it asks for the pack.
    public static func requires(_ pack: FixturePack) -> Self {
        .enabled(
            if: Fixtures.areRequired || Fixtures.isAvailable(pack),
            "fixture pack \(pack.name) is absent from \(Fixtures.folder) (set ROLLUPSIM_FIXTURES)"
        )
    }

    /// Skips the test or suite, with a reason, when a file or folder beside the archives is absent.
    ///
    /// With `ROLLUPSIM_REQUIRE_FIXTURES=1` it runs, and the test must fail when it finds nothing.
    public static func requiresLoose(_ relativePath: String) -> Self {
        .enabled(
            if: Fixtures.areRequired || Fixtures.loose(relativePath) != nil,
            "fixture \(relativePath) is absent from \(Fixtures.folder) (set ROLLUPSIM_FIXTURES)"
        )
    }
}
