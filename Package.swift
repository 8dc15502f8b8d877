// swift-tools-version: 6.2
import PackageDescription

// Language features every Swift target is compiled with: ExistentialAny (SE-0335), MemberImportVisibility (SE-0444),
// InternalImportsByDefault (SE-0409); warnings are errors (SE-0480).
let commonSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Settings of a module whose generic code runs in hot loops of other modules.
///
/// Without cross-module optimization an unannotated generic costs 5 to 30 times more
/// (docs/decisions/0003-cross-module-optimization.md). Here and in `interpreterSettings` are the only unsafe flags.
let hotSettings: [SwiftSetting] =
    commonSettings + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]

/// Settings of the module with the interpreter's loop, whose speed must not hang on where the linker puts it
/// (docs/decisions/0035-placement-of-the-interpreter.md).
///
/// Functions start at a cache line and the dispatch at half a line (the flags take powers of two); the end that
/// operations share is copied into each, up to 8 instructions, so that the dispatch is short enough for its half.
#if arch(x86_64)
let interpreterSettings: [SwiftSetting] =
    hotSettings + [
        .unsafeFlags(
            [
                "-align-all-functions=6", "-x86-experimental-pref-innermost-loop-alignment=5", "-tail-dup-size=8",
            ].flatMap { ["-Xllvm", $0] },
            .when(configuration: .release)
        )
    ]
#else
let interpreterSettings = hotSettings
#endif

/// What a target is for, which decides its settings and folder.
enum Kind {
    /// Embedded-clean or otherwise hot module.
    case hot
    /// Hot module with the interpreter's loop.
    case interpreter
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

/// An edge that only links: the sources call the module through a C header, or run it, and never import it.
///
/// Tools/edges.py tells such an edge by `.target` from one that is imported
/// (docs/decisions/0002-accelerators-at-link-time.md).
func linkOnly(_ module: String) -> Target.Dependency { .target(name: module) }

/// The house, lowest floor first: a module may depend only on modules listed above it.
///
/// Tools/edges.py holds it to that, and each edge to an import in the module's sources.
let modules: [(name: String, kind: Kind, dependencies: [Target.Dependency])] = [
    ("Accelerators", .c, []),
    ("CeremonySetup", .c, []),
    ("TextOutput", .library, []),
    ("InputFiles", .library, []),
    ("Primitives", .hot, ["Accelerators"]),
    ("KeccakLanes", .c, []),
    ("StateTrie", .hot, ["Primitives", "KeccakLanes"]),
    ("EVM", .interpreter, ["Primitives", "Accelerators"]),
    ("StateTransition", .hot, ["Primitives", "StateTrie", "EVM", "Accelerators"]),
    ("Cryptography", .hot, ["Primitives", "Accelerators"]),
    ("StrictJSON", .library, ["TextOutput", "Primitives"]),
    ("ContractABI", .library, ["Primitives", "StrictJSON"]),
    ("ArchivedBlocks", .library, ["Primitives", "EVM", "StateTransition", "StrictJSON"]),
    ("CSecp256k1", .system, []),
    ("CGMP", .system, []),
    ("CLibcrypto", .system, []),
    (
        "HostAccelerators", .hot,
        ["Primitives", "Accelerators", linkOnly("Cryptography"), "CSecp256k1", "CGMP", "CLibcrypto"]
    ),
    ("GuestProgram", .c, []),
    ("ProofVerifier", .hot, ["Primitives"]),
    ("ProofKernels", .c, []),
    ("ProofProver", .hot, ["Primitives", "ProofVerifier", "ProofKernels"]),
    ("Groth16Kernels", .c, []),
    ("Groth16", .hot, ["Primitives", "Cryptography", "ProofProver", "Groth16Kernels"]),
    ("PaymentsCircuit", .hot, ["Primitives", "Cryptography", "Groth16"]),
    ("GuestExecutor", .library, ["Primitives", "Cryptography"]),
    ("SoundnessCatalogue", .library, ["ProofVerifier"]),
    ("RISCVMachine", .library, ["Primitives", "ProofVerifier"]),
    (
        "RISCVProver", .library,
        ["Primitives", "Cryptography", "ProofVerifier", "ProofProver", "GuestExecutor", "RISCVMachine"]
    ),
    ("ExecutePrecompile", .library, ["Primitives", "EVM", "StateTransition"]),
    (
        "GuestProofs", .library,
        [
            "Primitives", "EVM", "StateTransition", "ProofVerifier", "GuestExecutor", "RISCVMachine",
            "ExecutePrecompile",
        ]
    ),
    (
        "GuestProver", .library,
        [
            "TextOutput", "Primitives", "InputFiles", "ProofVerifier", "ProofProver", "GuestExecutor", "RISCVMachine",
            "RISCVProver", "GuestProofs",
        ]
    ),
    ("L1Sim", .library, ["Primitives", "StateTrie", "EVM", "StateTransition"]),
    ("BlobKZG", .library, ["Primitives", "Cryptography", "CeremonySetup", "L1Sim"]),
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
            "TextOutput", "Primitives", "StateTrie", "EVM", "StateTransition", "Cryptography", "HostAccelerators",
            "ProofProver", "Groth16", "PaymentsCircuit", "ExecutePrecompile", "L1Sim", "RollupContracts",
        ]
    ),
    (
        "Scenario", .library,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "Cryptography", "ContractABI", "PaymentsCircuit",
            "ExecutePrecompile", "L1Sim", "BlobKZG", "RollupContracts", "RollupActors", "TextOutput", yams, bigInt,
        ]
    ),
    (
        "GasComparison", .library,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "ExecutePrecompile", "L1Sim", "RollupContracts",
            "Cryptography", "PaymentsCircuit", "RollupActors", "Scenario", "TextOutput",
        ]
    ),
    (
        "rollupsim", .program,
        [
            "TextOutput", "InputFiles", "Primitives", "EVM", "StateTransition", "GuestProgram", "ProofVerifier",
            "ProofProver", "GuestExecutor", "SoundnessCatalogue", "RISCVMachine", "RISCVProver",
            "ExecutePrecompile", "GuestProofs", "GuestProver", "ArchivedBlocks", "StrictJSON", "Conformance", "Fuzzing",
            "RollupActors", "Scenario", "GasComparison", argumentParser,
        ]
    ),
    (
        "EVMBenchmark", .benchmark,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "HostAccelerators", "TextOutput", "InputFiles",
            "StrictJSON", "Conformance",
        ]
    ),
    (
        "VerifierCost", .benchmark,
        [
            "TextOutput", "InputFiles", "Primitives", "EVM", "GuestProgram", "ProofVerifier", "GuestProofs",
            "Conformance", "RollupContracts",
        ]
    ),
    ("ToyMachine", .testSupport, ["Primitives", "ProofVerifier", "ProofProver", "RISCVMachine", "RISCVProver"]),
    ("TestSupport", .testSupport, []),
    ("MachineTestSupport", .testSupport, ["GuestExecutor", "TestSupport"]),
    (
        "RISCVTestSupport", .testSupport,
        ["GuestExecutor", "ProofVerifier", "ProofProver", "RISCVMachine", "RISCVProver", "MachineTestSupport"]
    ),
    (
        "Groth16Benchmark", .benchmark,
        ["Primitives", "Cryptography", "ProofProver", "Groth16", linkOnly("HostAccelerators")]
    ),
    ("FieldCandidateKernels", .benchmarkC, []),
    (
        "ProverBenchmark", .benchmark,
        [
            "Primitives", "ProofVerifier", "ProofProver", "GuestExecutor", "RISCVMachine", "RISCVProver",
            linkOnly("HostAccelerators"), "ToyMachine", "MachineTestSupport", "FieldCandidateKernels",
        ]
    ),
    (
        "BlobBenchmark", .benchmark,
        ["Cryptography", "CeremonySetup", linkOnly("HostAccelerators")]
    ),
    ("TextOutputTests", .test, ["TextOutput"]),
    ("InputFilesTests", .test, ["InputFiles"]),
    ("PrimitivesTests", .test, ["Primitives", "HostAccelerators", "TestSupport"]),
    ("HostAcceleratorsTests", .test, ["Primitives", "Accelerators", "HostAccelerators", "TestSupport"]),
    (
        "CryptographyTests", .test,
        ["Primitives", "Accelerators", "Cryptography", "CLibcrypto", "HostAccelerators", "TestSupport", bigInt]
    ),
    ("StateTrieTests", .test, ["Primitives", "StateTrie", linkOnly("HostAccelerators"), "TestSupport"]),
    ("EVMTests", .test, ["Primitives", "EVM", "HostAccelerators", "TestSupport"]),
    (
        "StateTransitionTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "HostAccelerators", "StrictJSON", "ArchivedBlocks",
            "Conformance", "TestSupport",
        ]
    ),
    ("ProofTestSupport", .testSupport, ["Primitives", "ProofVerifier", "TestSupport"]),
    ("StrictJSONTests", .test, ["Primitives", "StrictJSON", "TestSupport"]),
    (
        "ContractABITests", .test,
        ["Primitives", "StrictJSON", "ContractABI", linkOnly("HostAccelerators"), "TestSupport"]
    ),
    ("ArchivedBlocksTests", .test, ["Primitives", "StateTransition", "StrictJSON", "ArchivedBlocks", "TestSupport"]),
    (
        "ProofVerifierTests", .test,
        ["Primitives", "ProofVerifier", linkOnly("HostAccelerators"), "ProofTestSupport", "TestSupport"]
    ),
    (
        "ProofProverTests", .test,
        [
            "Primitives", "ProofVerifier", "ProofKernels", "ProofProver", "RISCVMachine", linkOnly("HostAccelerators"),
            "ToyMachine", "ProofTestSupport", "TestSupport",
        ]
    ),
    (
        "Groth16Tests", .test,
        ["Primitives", "Cryptography", "ProofProver", "Groth16", linkOnly("HostAccelerators"), "TestSupport"]
    ),
    (
        "PaymentsCircuitTests", .test,
        [
            "Primitives", "Cryptography", "ProofProver", "Groth16", "PaymentsCircuit", linkOnly("HostAccelerators"),
            "TestSupport",
        ]
    ),
    (
        "GuestExecutorTests", .test,
        [
            "Primitives", "GuestExecutor", "GuestProgram", linkOnly("HostAccelerators"), "MachineTestSupport",
            "TestSupport",
        ]
    ),
    (
        "RISCVMachineTests", .test,
        ["ProofVerifier", "ProofProver", "RISCVMachine", "RISCVProver", linkOnly("HostAccelerators")]
    ),
    (
        "RISCVProverTests", .test,
        [
            "Primitives", "Cryptography", "ProofVerifier", "ProofProver", "GuestExecutor", "GuestProgram",
            "RISCVMachine", "RISCVProver", linkOnly("HostAccelerators"), "ProofTestSupport", "MachineTestSupport",
            "RISCVTestSupport", "TestSupport",
        ]
    ),
    (
        "GuestProofsTests", .test,
        [
            "Primitives", "EVM", "StateTransition", "ProofVerifier", "GuestExecutor", "RISCVMachine",
            "ExecutePrecompile",
            "GuestProgram", "GuestProofs", "GuestProver", "HostAccelerators", "RISCVTestSupport", "TestSupport",
        ]
    ),
    (
        "GuestProverTests", .test,
        [
            "ProofVerifier", "ProofProver", "GuestExecutor", "RISCVMachine", "RISCVProver", "GuestProofs",
            "GuestProver", "HostAccelerators", "MachineTestSupport", "RISCVTestSupport",
        ]
    ),
    (
        "SoundnessCatalogueTests", .test,
        ["ProofVerifier", "SoundnessCatalogue", linkOnly("HostAccelerators"), "TestSupport"]
    ),
    (
        "ExecutePrecompileTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "ExecutePrecompile", "RollupContracts",
            "HostAccelerators", "StrictJSON", "TestSupport",
        ]
    ),
    (
        "L1SimTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "ExecutePrecompile", "L1Sim", "HostAccelerators",
            "TestSupport",
        ]
    ),
    (
        "BlobKZGTests", .test,
        [
            "Primitives", "StateTrie", "StateTransition", "Cryptography", "CeremonySetup", "L1Sim", "BlobKZG",
            "HostAccelerators", "TestSupport",
        ]
    ),
    (
        "RollupContractsTests", .test,
        ["Primitives", "EVM", "ContractABI", "RollupContracts", "HostAccelerators", "TestSupport"]
    ),
    (
        "RollupActorsTests", .test,
        [
            "Primitives", "StateTrie", "EVM", "StateTransition", "Cryptography", "ProofProver", "Groth16",
            "PaymentsCircuit", "ExecutePrecompile", "L1Sim", "BlobKZG", "RollupContracts", "RollupActors",
        ]
    ),
    (
        "ScenarioTestSupport", .testSupport,
        ["Primitives", "EVM", "StateTransition", "ExecutePrecompile", "Scenario", "TextOutput", yams]
    ),
    (
        "ScenarioTests", .test,
        [
            "Primitives", "EVM", "StateTransition", "ExecutePrecompile", "L1Sim", "RollupContracts", "RollupActors",
            "Scenario", "HostAccelerators", "TextOutput", "TestSupport", "ScenarioTestSupport",
        ]
    ),
    (
        "GasComparisonTests", .test,
        [
            "Primitives", "EVM", "StateTransition", "ExecutePrecompile", "L1Sim", "RollupContracts", "PaymentsCircuit",
            "ProofProver", "RollupActors", "Scenario", "GasComparison", "TextOutput", "ScenarioTestSupport",
            linkOnly("HostAccelerators"),
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
            "Primitives", "StateTransition", "ProofVerifier", "ProofProver", "GuestExecutor", "RISCVProver",
            "GuestProgram", "ArchivedBlocks", "Scenario", "HostAccelerators", "RISCVTestSupport", "MachineTestSupport",
            "TestSupport",
        ]
    ),
    ("FuzzingTests", .test, ["Primitives", "EVM", "StateTransition", "Fuzzing", "HostAccelerators"]),
    (
        "rollupsimTests", .test,
        [
            "Primitives", "MachineTestSupport", "ToyMachine", "GuestExecutor", "ProofVerifier", "ProofProver",
            "RISCVMachine", "GuestProofs", "HostAccelerators", "TestSupport", linkOnly("rollupsim"),
        ]
    ),
]

/// Folders that SwiftPM leaves alone: Vyper sources and compiled artifacts, and texts that tests compare with.
let otherFolders = [
    "GuestProgram": ["guest.elf"], "CeremonySetup": ["ceremony_setup.bin"],
    "RollupContracts": [
        "Native/Contracts", "Native/Unsafe", "Optimistic/Contracts", "Dispute/Contracts", "ContractVerified/Contracts",
        "Stock/Contracts", "Verifiers/Contracts", "Bridge/Contracts", "Sequencing/Contracts", "Inbox/Contracts",
        "DisputedPayments/Contracts", "Siblings/Contracts", "Governance/Contracts", "MultiProof/Contracts",
    ],
    "RollupContractsTests": ["Contracts"],
    "VerifierCost": ["Contracts"], "ScenarioTests": ["Golden"], "GasComparisonTests": ["Golden"],
    "rollupsimTests": ["Golden"],
]

/// Folder of a module that does not lie right below `Sources` or `Tests`: the rooms of the proof system are under one
/// roof.
let folders = [
    "ProofVerifier": "Sources/ZKBackend/ProofVerifier",
    "ProofKernels": "Sources/ZKBackend/ProofKernels",
    "ProofProver": "Sources/ZKBackend/ProofProver",
    "Groth16Kernels": "Sources/ZKBackend/Groth16Kernels",
    "Groth16": "Sources/ZKBackend/Groth16",
    "PaymentsCircuit": "Sources/ZKBackend/PaymentsCircuit",
    "GuestExecutor": "Sources/ZKBackend/GuestExecutor",
    "SoundnessCatalogue": "Sources/ZKBackend/SoundnessCatalogue",
    "RISCVMachine": "Sources/ZKBackend/RISCVMachine",
    "RISCVProver": "Sources/ZKBackend/RISCVProver",
    "GuestProofs": "Sources/ZKBackend/GuestProofs",
    "GuestProver": "Sources/ZKBackend/GuestProver",
    "GuestProofsTests": "Tests/ZKBackend/GuestProofsTests",
    "GuestProverTests": "Tests/ZKBackend/GuestProverTests",
    "ProofVerifierTests": "Tests/ZKBackend/ProofVerifierTests",
    "ProofProverTests": "Tests/ZKBackend/ProofProverTests",
    "Groth16Tests": "Tests/ZKBackend/Groth16Tests",
    "PaymentsCircuitTests": "Tests/ZKBackend/PaymentsCircuitTests",
    "GuestExecutorTests": "Tests/ZKBackend/GuestExecutorTests",
    "RISCVMachineTests": "Tests/ZKBackend/RISCVMachineTests",
    "RISCVProverTests": "Tests/ZKBackend/RISCVProverTests",
    "ProofTestSupport": "Tests/ZKBackend/ProofTestSupport",
    "SoundnessCatalogueTests": "Tests/ZKBackend/SoundnessCatalogueTests",
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
            .target(
                name: module.name,
                dependencies: module.dependencies,
                path: folders[module.name],
                swiftSettings: hotSettings
            )
        case .interpreter:
            .target(name: module.name, dependencies: module.dependencies, swiftSettings: interpreterSettings)
        case .library:
            .target(
                name: module.name,
                dependencies: module.dependencies,
                path: folders[module.name],
                exclude: otherFolders[module.name] ?? [],
                swiftSettings: commonSettings
            )
        case .c:
            .target(
                name: module.name,
                dependencies: module.dependencies,
                path: folders[module.name],
                exclude: otherFolders[module.name] ?? []
            )
        case .system:
            .systemLibrary(name: module.name, path: "Sources/System/\(module.name)")
        case .program:
            .executableTarget(name: module.name, dependencies: module.dependencies, swiftSettings: commonSettings)
        case .benchmark:
            .executableTarget(
                name: module.name,
                dependencies: module.dependencies,
                path: "Benchmarks/\(module.name)",
                exclude: otherFolders[module.name] ?? [],
                swiftSettings: hotSettings
            )
        case .benchmarkC:
            .target(name: module.name, dependencies: module.dependencies, path: "Benchmarks/\(module.name)")
        case .testSupport:
            .target(
                name: module.name,
                dependencies: module.dependencies,
                path: folders[module.name] ?? "Tests/\(module.name)",
                swiftSettings: commonSettings
            )
        case .test:
            .testTarget(
                name: module.name,
                dependencies: module.dependencies,
                path: folders[module.name],
                exclude: otherFolders[module.name] ?? [],
                swiftSettings: commonSettings
            )
        }
    }
)
