import ProofProver
import ProofVerifier
import RISCVMachine
import Testing
import ToyMachine

extension ToyForge {
    // Outputs 11.
    @Sendable
    static func imageWord() throws -> ToyProgram {
        try ToyProgram(
            [
                .load(rd: 5, rs1: 0, immediate: ToyLayout.image), .store(rs1: 0, rs2: 5, immediate: ToyLayout.output),
                .halt,
            ],
            image: [11, 22, 33]
        )
    }

    /// A load or store through an address that a register holds and no region has.
    static func loadThrough(_ address: UInt64) throws -> ToyProgram {
        try ToyProgram(
            [
                .addImmediate(rd: 6, rs1: 0, immediate: address), .load(rd: 5, rs1: 6, immediate: 0),
                .store(rs1: 0, rs2: 5, immediate: ToyLayout.output), .halt,
            ],
            image: [11]
        )
    }

    static func storeThrough(_ address: UInt64) throws -> ToyProgram {
        try ToyProgram([
            .addImmediate(rd: 5, rs1: 0, immediate: 7), .addImmediate(rd: 6, rs1: 0, immediate: address),
            .store(rs1: 6, rs2: 5, immediate: 0), .halt,
        ])
    }

    private static func at(_ step: Int, _ space: MemorySpace, _ address: UInt64) -> ToyDeviations {
        ToyDeviations(steps: [step: [.cell(ToyCell(space: space, address: address))]])
    }

    static let load: [ToyForge] =
        [
            selector(of: "ld", in: imageWord),
            forge("the address plus p", against: .constraint("address carry is boolean", of: "ld")) {
                ToyForgery(
                    program: try loadThrough(ToyLayout.image &+ Goldilocks.order),
                    deviations: at(1, .memory, ToyLayout.image)
                )
            },
            forge("the address plus 2^32", against: .constraint("address is below 2^32", of: "ld")) {
                ToyForgery(
                    program: try loadThrough(ToyLayout.image + 1 << 32),
                    deviations: at(1, .memory, ToyLayout.image)
                )
            },
            forge("the address plus 2^63", against: .constraint("address is below 2^32", of: "ld")) {
                ToyForgery(
                    program: try loadThrough(ToyLayout.image + 1 << 63),
                    deviations: at(1, .memory, ToyLayout.image)
                )
            },
            forge("a register by its number", against: .constraint("is input is boolean", of: "ld")) {
                ToyForgery(program: try loadThrough(6), deviations: at(1, .register, 6))
            },
            decoding("ld", step: 0, in: imageWord, as: .load(rd: 5, rs1: 0, immediate: ToyLayout.image + 8)),
            unreached(
                "ld",
                { try ToyProgram([.halt, .load(rd: 5, rs1: 0, immediate: ToyLayout.image)], image: [11]) },
                at: 1
            ),
        ]
        + access("base", of: "ld", step: 0, in: imageWord) { .read(.first, value: 8, from: $0) }
        + access("word", of: "ld", step: 0, in: imageWord) { .read(.memory, value: 99, from: $0) }
        + access("result", of: "ld", step: 0, in: imageWord) { .dropWrite(.destination, from: $0) }

    static let store: [ToyForge] =
        [
            selector(of: "sd", in: five),
            forge("the address plus p", against: .constraint("address carry is boolean", of: "sd")) {
                ToyForgery(
                    program: try storeThrough(ToyLayout.output &+ Goldilocks.order),
                    deviations: at(2, .memory, ToyLayout.output)
                )
            },
            forge("the address plus 2^32", against: .constraint("address is below 2^32", of: "sd")) {
                ToyForgery(
                    program: try storeThrough(ToyLayout.output + 1 << 32),
                    deviations: at(2, .memory, ToyLayout.output)
                )
            },
            forge("the address plus 2^63", against: .constraint("address is below 2^32", of: "sd")) {
                ToyForgery(
                    program: try storeThrough(ToyLayout.output + 1 << 63),
                    deviations: at(2, .memory, ToyLayout.output)
                )
            },
            decoding("sd", step: 1, in: five, as: .store(rs1: 0, rs2: 6, immediate: ToyLayout.output)),
            unreached(
                "sd",
                {
                    try ToyProgram([
                        .addImmediate(rd: 5, rs1: 0, immediate: 5), .halt,
                        .store(rs1: 0, rs2: 5, immediate: ToyLayout.output),
                    ])
                },
                at: 2
            ),
        ]
        + access("base", of: "sd", step: 1, in: five) { .read(.first, value: 8, from: $0) }
        + access("source", of: "sd", step: 1, in: five) { .read(.second, value: 9, from: $0) }
        + access("word", of: "sd", step: 1, in: five) { .dropWrite(.memory, from: $0) }

    static let regions: [ToyForge] =
        [
            forge("an untouched word used twice", against: .constraint("used is boolean", of: "image")) {
                ToyForgery(program: try imageWord()) { cells in
                    cells["image", "used", 2] = 2
                    cells["image", "value low", 2] = 33
                }
            },
            forge("a word beyond the image", against: .constraint("used words exist", of: "image")) {
                let beyond = ToyLayout.image + 24
                let program = try ToyProgram([.load(rd: 5, rs1: 0, immediate: beyond), .halt], image: [11, 22, 33])
                return ToyForgery(program: program, deviations: at(0, .memory, beyond))
            },
            forge("an untouched word used twice", against: .constraint("used is boolean", of: "ram")) {
                ToyForgery(program: try five()) { cells in
                    cells.appendRows(1, to: "ram")
                    cells["ram", "used", 0] = 2
                }
            },
            forge("an untouched word used twice", against: .constraint("used is boolean", of: "input")) {
                ToyForgery(program: try five()) { cells in
                    cells.appendRows(1, to: "input")
                    cells["input", "used", 0] = 2
                    cells["input", "value limb 1", 0] = 17
                }
            },
        ]
        + (0..<4).map { index in
            forge("a limb of 2^32", against: .interactions(["value limb \(index)"], of: "input")) {
                let program = try ToyProgram([.load(rd: 5, rs1: 0, immediate: ToyLayout.input), .halt])
                return ToyForgery(program: program, input: [0]) { cells in
                    let excess = Goldilocks(1 << 32)
                    let value = index % 2 == 0 ? excess : excess * Goldilocks(1 << 16)
                    let half = index < 2 ? "low" : "high"
                    cells["input", "value limb \(index)", 0] = excess
                    cells["ld", "word \(half)", 0] = value
                    cells["registers", "value \(half)", 5] = value
                }
            }
        }

    static let buses: [ToyForge] = [
        forge("a run without the middle", against: .bus(ToyBuses.execution)) {
            ToyForgery(
                program: try five(),
                deviations: ToyDeviations(steps: [0: [.next(ToyLayout.programCounter(2))]])
            )
        },
        forge("another program", against: .bus(ToyBuses.program)) {
            ToyForgery(
                program: try five(),
                deviations: ToyDeviations(steps: [
                    0: [.instruction(ToyInstruction.addImmediate(rd: 5, rs1: 0, immediate: 6).fields)]
                ])
            )
        },
        forge("a value from nowhere", against: .bus(ToyBuses.memory)) {
            ToyForgery(
                program: try five(),
                deviations: ToyDeviations(steps: [0: [.read(.first, value: 100, from: .initial)]])
            )
        },
        forge("a read that cancels itself", against: .bus(ToyBuses.range)) {
            ToyForgery(
                program: try five(),
                deviations: ToyDeviations(steps: [0: [.read(.first, value: 100, from: .own)]])
            )
        },
        forge("another output", against: .bus(ToyBuses.output)) {
            ToyForgery(program: try five(), claimedOutput: [6] + [UInt8](repeating: 0, count: 42))
        },
    ]
}
