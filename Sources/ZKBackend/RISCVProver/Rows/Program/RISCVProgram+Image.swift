package import GuestExecutor
package import RISCVMachine

extension RISCVProgram {
    /// The program of a loaded image, with the image's identity.
    ///
    /// - Throws: `Invalid` when the machine's tables do not hold it.
    package init(_ image: ProgramImage) throws(Invalid) {
        try self.init(
            entry: image.entry,
            textBase: image.textBase,
            textWords: image.textWords,
            imageBase: image.imageBase,
            imageBytes: image.imageBytes
        )
    }
}

extension ProgramImage {
    /// The image of a key's program, without names; nil when the executor's regions do not hold it.
    package init?(_ program: RISCVProgram) {
        self.init(
            entry: program.entry,
            textBase: program.textBase,
            textWords: program.textWords,
            imageBase: program.imageBase,
            imageBytes: program.imageBytes
        )
    }
}
