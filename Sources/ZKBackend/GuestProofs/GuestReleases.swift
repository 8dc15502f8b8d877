import ExecutePrecompile
import GuestExecutor

/// The releases of the guest program that this software ships with.
///
/// Release 1 is the image that the executable carries. Release 2 is the same image with one more word of initial data,
/// which nothing reads: another program, with another identity and another key, that does the same. It is there for
/// scenarios in which L1 changes programs; a real second release would have other code.
public struct GuestReleases: Sendable {
    /// Verifies their proofs.
    public let verifier: GuestVerifier
    /// Their keys, release 1 at index 0.
    public let keys: [GuestKey]

    /// The releases of an image.
    ///
    /// - Parameters:
    ///   - elf: The image of release 1.
    ///   - verifier: Whose machine runs them.
    /// - Throws: `GuestKey.Invalid`.
    public init(elf: [UInt8], verifier: GuestVerifier) throws(GuestKey.Invalid) {
        let first: ProgramImage
        do throws(ProgramImageError) {
            first = try ProgramImage(elf: elf)
        } catch {
            throw .image(error)
        }
        self.verifier = verifier
        keys = try ProgramReleases.numbers.map { (number) throws(GuestKey.Invalid) in
            guard number > 1 else { return try GuestKey(first, verifier: verifier) }
            // Behind the data of release 1 stands the number.
            guard let image = first.appending(UInt64(number)) else { throw .program("no room for a word") }
            return try GuestKey(image, verifier: verifier)
        }
    }

    /// The node that knows these releases and no other program.
    public var known: KnownPrograms { KnownPrograms(keys, verifier: verifier) }

    /// The number of a key's release, from 1; nil for other keys.
    public func number(of key: GuestKey) -> Int? { keys.firstIndex(of: key).map { $0 + 1 } }
}

extension ProgramImage {
    /// The program with a word behind its initial data; nil when the region has no room for it.
    fileprivate func appending(_ word: UInt64) -> ProgramImage? {
        ProgramImage(
            entry: entry,
            textBase: textBase,
            textWords: textWords,
            imageBase: imageBase,
            imageBytes: imageBytes + (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        )
    }
}
