/// Programs with which the toy machine is tested and timed.
package enum ToyPrograms {
    /// The sum of 1 to n by counting, with n in the image and the outer counter in RAM; it is the first output word.
    ///
    /// - Parameter n: At least 1; the run has about 3 n (n + 1) / 2 + 5 n steps.
    /// - Returns: The program.
    /// - Throws: `LoadError` if `ToyLayout` were too small for it.
    package static func sum(upTo n: UInt64) throws(ToyProgram.LoadError) -> ToyProgram {
        try ToyProgram(
            [
                .load(rd: 5, rs1: 0, immediate: ToyLayout.image),
                .addImmediate(rd: 6, rs1: 5, immediate: 0),
                .addImmediate(rd: 7, rs1: 7, immediate: 1),
                .addImmediate(rd: 6, rs1: 6, immediate: minus(1)),
                .branchNotEqual(rs1: 6, rs2: 0, target: ToyLayout.programCounter(2)),
                .store(rs1: 0, rs2: 5, immediate: ToyLayout.ram),
                .load(rd: 5, rs1: 0, immediate: ToyLayout.ram),
                .addImmediate(rd: 5, rs1: 5, immediate: minus(1)),
                .branchNotEqual(rs1: 5, rs2: 0, target: ToyLayout.programCounter(1)),
                .store(rs1: 0, rs2: 7, immediate: ToyLayout.output),
                .halt,
            ],
            image: [n]
        )
    }

    /// Copies six input words through RAM to the output.
    ///
    /// - Returns: A program of 38 steps.
    /// - Throws: `LoadError` if `ToyLayout` were too small for it.
    package static func copy() throws(ToyProgram.LoadError) -> ToyProgram {
        try ToyProgram([
            .addImmediate(rd: 9, rs1: 0, immediate: 8 * UInt64(ToyLayout.outputWordCount)),
            .load(rd: 5, rs1: 6, immediate: ToyLayout.input),
            .store(rs1: 6, rs2: 5, immediate: ToyLayout.ram),
            .load(rd: 8, rs1: 6, immediate: ToyLayout.ram),
            .store(rs1: 6, rs2: 8, immediate: ToyLayout.output),
            .addImmediate(rd: 6, rs1: 6, immediate: 8),
            .branchNotEqual(rs1: 6, rs2: 9, target: ToyLayout.programCounter(1)),
            .halt,
        ])
    }

    /// Increments RAM words in passes: four kinds of instructions in a loop, for times and tall tables.
    ///
    /// - Parameters:
    ///   - words: Words of RAM, at least 1 and at most 2^14.
    ///   - passes: Passes over them, at least 1; the run has (5 words + 3) passes + 4 steps.
    /// - Returns: The program; its first output word is `passes`.
    /// - Throws: `LoadError` if `ToyLayout` were too small for it.
    package static func increments(words: UInt64, passes: UInt64) throws(ToyProgram.LoadError) -> ToyProgram {
        try ToyProgram([
            .addImmediate(rd: 9, rs1: 0, immediate: 8 * words),
            .addImmediate(rd: 7, rs1: 0, immediate: passes),
            .addImmediate(rd: 6, rs1: 0, immediate: 0),
            .load(rd: 5, rs1: 6, immediate: ToyLayout.ram),
            .addImmediate(rd: 5, rs1: 5, immediate: 1),
            .store(rs1: 6, rs2: 5, immediate: ToyLayout.ram),
            .addImmediate(rd: 6, rs1: 6, immediate: 8),
            .branchNotEqual(rs1: 6, rs2: 9, target: ToyLayout.programCounter(3)),
            .addImmediate(rd: 7, rs1: 7, immediate: minus(1)),
            .branchNotEqual(rs1: 7, rs2: 0, target: ToyLayout.programCounter(2)),
            .store(rs1: 0, rs2: 5, immediate: ToyLayout.output),
            .halt,
        ])
    }

    /// A straight run through every rule: carries, x0 as target, equal and different operands in either limb, all
    /// regions, words left untouched, and instructions that are never reached; the first two output words are written.
    ///
    /// - Returns: The program; its input is `everyRuleInput`.
    /// - Throws: `LoadError` if `ToyLayout` were too small for it.
    package static func everyRule() throws(ToyProgram.LoadError) -> ToyProgram {
        try ToyProgram(
            [
                .load(rd: 5, rs1: 0, immediate: ToyLayout.image),
                .addImmediate(rd: 6, rs1: 5, immediate: 0xffff_ffff),
                .addImmediate(rd: 0, rs1: 6, immediate: 7),
                .load(rd: 0, rs1: 0, immediate: ToyLayout.image + 8),
                .addImmediate(rd: 7, rs1: 0, immediate: minus(16)),
                .load(rd: 8, rs1: 7, immediate: ToyLayout.input + 16),
                .branchNotEqual(rs1: 8, rs2: 8, target: ToyLayout.programCounter(14)),
                .store(rs1: 7, rs2: 8, immediate: ToyLayout.ram + 32),
                .load(rd: 9, rs1: 0, immediate: ToyLayout.ram + 16),
                .branchNotEqual(rs1: 9, rs2: 6, target: ToyLayout.programCounter(12)),
                // Jumped over: a store to the output, and a change of the exit code.
                .store(rs1: 0, rs2: 6, immediate: ToyLayout.output),
                .addImmediate(rd: 10, rs1: 10, immediate: 1),
                .load(rd: 11, rs1: 0, immediate: ToyLayout.input + 16),
                .store(rs1: 0, rs2: 9, immediate: ToyLayout.output),
                .addImmediate(rd: 11, rs1: 11, immediate: 1),
                .branchNotEqual(rs1: 5, rs2: 11, target: ToyLayout.programCounter(17)),
                .halt,
                .store(rs1: 0, rs2: 11, immediate: ToyLayout.output + 8),
                .load(rd: 12, rs1: 0, immediate: ToyLayout.image),
                .halt,
            ],
            image: [0x1234_5678_9abc_def0, 0xfedc_ba98_7654_3210, 42]
        )
    }

    /// Rows whose accesses meet in one register, and branches on operands that differ in one half only.
    ///
    /// - Returns: A program with four additions, four branches, two loads and two stores: full tables without padding.
    /// - Throws: `LoadError` if `ToyLayout` were too small for it.
    package static func sharedRegisters() throws(ToyProgram.LoadError) -> ToyProgram {
        try ToyProgram([
            .addImmediate(rd: 5, rs1: 5, immediate: ToyLayout.ram),
            .store(rs1: 5, rs2: 5, immediate: 0),
            .load(rd: 5, rs1: 5, immediate: 0),
            .load(rd: 6, rs1: 5, immediate: 0),
            .branchNotEqual(rs1: 5, rs2: 5, target: ToyLayout.text),
            .branchNotEqual(rs1: 5, rs2: 6, target: ToyLayout.text),
            .addImmediate(rd: 7, rs1: 5, immediate: 1),
            .branchNotEqual(rs1: 5, rs2: 7, target: ToyLayout.programCounter(9)),
            .halt,
            .addImmediate(rd: 7, rs1: 5, immediate: 1 << 63),
            .branchNotEqual(rs1: 7, rs2: 5, target: ToyLayout.programCounter(12)),
            .halt,
            .addImmediate(rd: 5, rs1: 5, immediate: minus(ToyLayout.ram)),
            .store(rs1: 5, rs2: 7, immediate: ToyLayout.output),
            .halt,
        ])
    }

    /// The input of `everyRule()`.
    package static let everyRuleInput: [UInt64] = [0x0102_0304_0506_0708, 99, 0x1111_2222_3333_4444]

    private static func minus(_ magnitude: UInt64) -> UInt64 { 0 &- magnitude }
}
