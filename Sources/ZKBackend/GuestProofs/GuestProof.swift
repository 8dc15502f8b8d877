public import Primitives
import StateTransition

/// A proof of a guest program's run with what it proves, as a file holds it.
public struct GuestProof: Hashable, Sendable {
    /// First string of the encoding.
    public static let tag = "rollupsim/guest-proof/1"
    /// Greatest length of an encoding, in bytes.
    public static let byteLimit = 4 << 20

    /// Hash of the verification key.
    public var keyHash: Bytes32
    /// The 43 bytes that the program has put out.
    public var publicValues: [UInt8]
    /// The proof.
    public var proof: [UInt8]

    /// A proof under a key; nothing is verified.
    public init(keyHash: Bytes32, publicValues: [UInt8], proof: [UInt8]) {
        self.keyHash = keyHash
        self.publicValues = publicValues
        self.proof = proof
    }

    /// Why bytes are not such a file.
    public enum Invalid: Error, Equatable, Sendable {
        /// Longer than `byteLimit`, in bytes.
        case tooLarge(Int)
        /// Not the RLP list of four byte strings.
        case undecodable(RLPError)
        /// The first string is another.
        case foreign
    }

    /// Reads a file.
    ///
    /// - Parameter bytes: Hostile bytes.
    /// - Throws: `Invalid`.
    public init(decoding bytes: [UInt8]) throws(Invalid) {
        guard bytes.count <= Self.byteLimit else { throw .tooLarge(bytes.count) }
        let tag: [UInt8]
        do throws(RLPError) {
            var decoder = RLPDecoder(bytes)
            var list = try decoder.readList()
            try decoder.finish()
            tag = try list.readArray()
            keyHash = try list.readBytes32()
            publicValues = try list.readArray()
            proof = try list.readArray()
            try list.finish()
        } catch {
            throw .undecodable(error)
        }
        guard tag == Array(Self.tag.utf8) else { throw .foreign }
    }

    /// The only encoding: an RLP list of the tag, the key's hash, the 43 bytes and the proof.
    public var encoded: [UInt8] {
        RLPEncoder.encodeList { list in
            list.append(bytes: Array(Self.tag.utf8))
            list.append(keyHash)
            list.append(bytes: publicValues)
            list.append(bytes: proof)
        }
    }
}

extension GuestProof.Invalid: CustomStringConvertible {
    /// What is wrong with the file, in one line.
    public var description: String {
        switch self {
        case .tooLarge(let count): "a proof file of \(count) bytes is above the limit of \(GuestProof.byteLimit)"
        case .undecodable(let error): "not a proof file: \(error.description)"
        case .foreign: "not a proof file of this format: it does not begin with \(GuestProof.tag)"
        }
    }
}

extension GuestKey.Invalid: CustomStringConvertible {
    /// Why there is no key, in one line.
    public var description: String {
        switch self {
        case .image(let error): "\(error)"
        case .program(let reason): "the program does not fit the machine's tables: \(reason)"
        }
    }
}
