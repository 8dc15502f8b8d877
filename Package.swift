// swift-tools-version: 6.2
import PackageDescription

// Language features every Swift target is compiled with:
// ExistentialAny (SE-0335), MemberImportVisibility (SE-0444), InternalImportsByDefault (SE-0409); warnings are errors (SE-0480).
let commonSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Settings of a module whose generic code runs in hot loops of other modules.
///
/// The only place of unsafe flags: without cross-module optimization an unannotated generic costs 5 to 30 times more
/// (docs/decisions/0003-cross-module-optimization.md).
let hotSettings: [SwiftSetting] =
    commonSettings + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]

/// What a target is for, which decides its settings and folder.
enum Kind {
    /// Embedded-clean or otherwise hot module.
    case hot
    /// Ordinary library module.
    case library
    /// C header (and support) module.
    case c
    /// Debian library found through its headers; Tools/setup.sh installs it.
    case system
    /// Command-line program.
    case program
    /// Program below `Benchmarks`.
    case benchmark
    /// C code of a benchmark, beside it.
    case benchmarkC
    /// Library shared by tests and benchmarks.
    case testSupport
    /// Swift Testing suite.
    case test
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let bigInt = Target.Dependency.product(name: "BigInt", package: "BigInt")

/// The house, lowest floor first: a module may depend only on modules listed above it.
let modules: [(name: String, kind: Kind, dependencies: [Target.Dependency])] = [
    ("Accelerators", .c, []),
    ("TextOutput", .library, []),
    ("InputFiles", .library, []),
    ("Primitives", .hot, ["Accelerators"]),
    ("StateTrie", .hot, ["Primitives"]),
    ("EVM", .hot, ["Primitives", "Accelerators"]),
    ("StateTransition", .hot, ["Primitives", "StateTrie", "EVM", "Accelerators"]),
    ("Cryptography", .hot, ["Primitives", "Accelerators"]),
    ("StrictJSON", .library, ["TextOutput", "Primitives"]),
    ("ArchivedBlocks", .library, ["Primitives", "EVM", "StateTransition", "StrictJSON"]),
    ("CSecp256k1", .system, []),
    ("CGMP", .system, []),
    ("CLibcrypto", .system, []),
    ("HostAccelerators", .hot, ["Primitives", "Accelerators", "Cryptography", "CSecp256k1", "CGMP", "CLibcrypto"]),
    ("GuestProgram", .c, []),
    ("ProofKernels", .c, []),
    ("ZKBackend", .library, ["Primitives", "ProofKernels"]),
    ("ExecutePrecompile", .library, ["Primitives", "StateTrie", "EVM", "StateTransition", "ZKBackend"]),
    (
        "L1Sim", .library,
        ["Primitives", "StateTrie", "EVM", "StateTransition", "HostAccelerators", "ExecutePrecompile"]
    ),
    (
        "Conformance", .library,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "Cryptography", "HostAccelerators", "Accelerators",
            "TextOutput", "InputFiles", "StrictJSON", "ArchivedBlocks", yams,
        ]
    ),
    (
        "Fuzzing", .library,
        ["TextOutput", "Primitives", "StateTrie", "EVM", "StateTransition", "HostAccelerators"]
    ),
    ("RollupContracts", .library, ["Primitives"]),
    (
        "RollupActors", .library,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "HostAccelerators", "ExecutePrecompile", "L1Sim",
            "RollupContracts",
        ]
    ),
    (
        "Scenario", .library,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "HostAccelerators", "ExecutePrecompile", "L1Sim",
            "RollupContracts", "RollupActors", "TextOutput", yams, bigInt,
        ]
    ),
    (
        "rollupsim", .program,
        [
            "TextOutput", "InputFiles", "Primitives", "EVM", "StateTransition", "HostAccelerators", "GuestProgram",
            "ZKBackend", "ArchivedBlocks", "Conformance", "Fuzzing", "Scenario", argumentParser,
        ]
    ),
    (
        "EVMBenchmark", .benchmark,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "HostAccelerators", "TextOutput", "InputFiles",
            "StrictJSON", "Conformance",
        ]
    ),
    ("ToyMachine", .testSupport, ["Primitives", "ZKBackend"]),
    ("MachineTestSupport", .testSupport, ["ZKBackend"]),
    ("FieldCandidateKernels", .benchmarkC, []),
    (
        "ProverBenchmark", .benchmark,
        [
            "Primitives", "ZKBackend", "HostAccelerators", "ToyMachine", "MachineTestSupport", "FieldCandidateKernels",
        ]
    ),
    ("TestSupport", .testSupport, ["Primitives"]),
    ("TextOutputTests", .test, ["TextOutput"]),
    ("InputFilesTests", .test, ["InputFiles"]),
    ("PrimitivesTests", .test, ["Primitives", "HostAccelerators", "TestSupport"]),
    (
        "HostAcceleratorsTests", .test,
        ["Primitives", "Accelerators", "Cryptography", "CLibcrypto", "HostAccelerators", "TestSupport", bigInt]
    ),
    (
        "CryptographyTests", .test,
        ["Primitives", "Accelerators", "Cryptography", "HostAccelerators", "TestSupport", bigInt]
    ),
    ("StateTrieTests", .test, ["Primitives", "StateTrie", "HostAccelerators", "TestSupport"]),
    ("EVMTests", .test, ["Primitives", "EVM", "HostAccelerators", "TestSupport"]),
    (
        "StateTransitionTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "HostAccelerators", "StrictJSON", "ArchivedBlocks",
            "Conformance", "TestSupport",
        ]
    ),
    ("StrictJSONTests", .test, ["Primitives", "StrictJSON", "TestSupport"]),
    ("ArchivedBlocksTests", .test, ["Primitives", "StateTransition", "StrictJSON", "ArchivedBlocks", "TestSupport"]),
    (
        "ZKBackendTests", .test,
        [
            "Primitives", "ProofKernels", "ZKBackend", "HostAccelerators", "GuestProgram", "ToyMachine",
            "MachineTestSupport", "TestSupport",
        ]
    ),
    (
        "ExecutePrecompileTests", .test,
        ["Primitives", "StateTrie", "EVM", "StateTransition", "ExecutePrecompile", "HostAccelerators", "TestSupport"]
    ),
    (
        "L1SimTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "ExecutePrecompile", "L1Sim", "HostAccelerators",
            "TestSupport",
        ]
    ),
    (
        "RollupContractsTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "RollupContracts", "HostAccelerators", "TestSupport",
        ]
    ),
    (
        "RollupActorsTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "ExecutePrecompile", "L1Sim", "RollupContracts",
            "RollupActors", "HostAccelerators", "TestSupport",
        ]
    ),
    (
        "ScenarioTests", .test,
        [
            "Primitives", "EVM", "ExecutePrecompile", "L1Sim", "RollupContracts", "Scenario", "HostAccelerators",
            "TestSupport",
        ]
    ),
    (
        "ConformanceTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "ExecutePrecompile", "Conformance", "Cryptography",
            "HostAccelerators", "InputFiles", "StrictJSON", "TestSupport",
        ]
    ),
    (
        "GuestTests", .test,
        [
            "Primitives", "StateTransition", "ZKBackend", "GuestProgram", "ArchivedBlocks", "HostAccelerators",
            "MachineTestSupport", "TestSupport",
        ]
    ),
    (
        "FuzzingTests", .test,
        ["Primitives", "EVM", "StateTransition", "Fuzzing", "HostAccelerators", "TestSupport"]
    ),
    ("rollupsimTests", .test, ["MachineTestSupport", "ToyMachine", "ZKBackend", "TestSupport", "rollupsim"]),
]

/// Folders that SwiftPM leaves alone: Vyper sources and compiled artifacts, and texts that tests compare with.
let otherFolders = [
    "GuestProgram": ["guest.elf"], "RollupContracts": ["Native/Contracts"], "RollupContractsTests": ["Contracts"],
    "ScenarioTests": ["Golden"], "rollupsimTests": ["Golden"],
]

let package = Package(
    name: "NativeRollupSim",
    products: [.executable(name: "rollupsim", targets: ["rollupsim"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.0"),
    ],
    targets: modules.map { module in
        switch module.kind {
        case .hot:
            .target(name: module.name, dependencies: module.dependencies, swiftSettings: hotSettings)
        case .library:
            .target(
                name: module.name,
                dependencies: module.dependencies,
                exclude: otherFolders[module.name] ?? [],
                swiftSettings: commonSettings
            )
        case .c:
            .target(name: module.name, dependencies: module.dependencies, exclude: otherFolders[module.name] ?? [])
        case .system:
            .systemLibrary(name: module.name, path: "Sources/System/\(module.name)")
        case .program:
            .executableTarget(name: module.name, dependencies: module.dependencies, swiftSettings: commonSettings)
        case .benchmark:
            .executableTarget(
                name: module.name,
                dependencies: module.dependencies,
                path: "Benchmarks/\(module.name)",
                swiftSettings: hotSettings
            )
        case .benchmarkC:
            .target(name: module.name, dependencies: module.dependencies, path: "Benchmarks/\(module.name)")
        case .testSupport:
            .target(
                name: module.name,
                dependencies: module.dependencies,
                path: "Tests/\(module.name)",
                swiftSettings: commonSettings
            )
        case .test:
            .testTarget(
                name: module.name,
                dependencies: module.dependencies,
                exclude: otherFolders[module.name] ?? [],
                swiftSettings: commonSettings
            )
        }
    }
)
