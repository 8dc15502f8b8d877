public import Primitives
public import StateTransition

/// One block of the official EIP-8025 fixtures (execution-spec-tests, release zkevm@v0.3.3): what can be checked of it
/// without Amsterdam's rules.
///
/// That is everything but the validity flag: the input's bytes, the root and the chain id of the published output, and
/// the witness. Amsterdam is not executed here, so the flag is neither computed nor taken over from the fixture, and
/// whoever reports a case as checked must say so.
public struct OfficialStatelessCase: Sendable {
    /// SSZ of the input.
    public let input: [UInt8]
    /// SSZ of the output.
    public let output: [UInt8]
    /// The block's `executionWitness`, when the fixture states it apart from the input.
    public let witness: ExecutionWitness?

    /// A block as its fixture publishes it, in bytes that nobody has decoded yet.
    ///
    /// - Parameters:
    ///   - input: `statelessInputBytes`.
    ///   - output: `statelessOutputBytes`.
    ///   - witness: `executionWitness`, nil when there is none.
    public init(input: [UInt8], output: [UInt8], witness: ExecutionWitness?) {
        self.input = input
        self.output = output
        self.witness = witness
    }

    /// Checks everything but the validity flag.
    ///
    /// - Throws: `OfficialStatelessMismatch`, the first thing that is not as published.
    public func check() throws(OfficialStatelessMismatch) {
        let decoded: StatelessInput
        do throws(StatelessInputError) {
            decoded = try StatelessInput(decoding: input, revision: .zkevm033)
        } catch {
            throw .undecodableInput(error)
        }
        let published: ZKEVM033Result
        do throws(SSZError) {
            published = try ZKEVM033Result(decoding: output)
        } catch {
            throw .undecodableOutput(error)
        }
        guard decoded.encoded(.zkevm033) == input else { throw .inputNotReproduced }
        guard published.encoded == output else { throw .outputNotReproduced }
        let root = decoded.newPayloadRequest.root(.zkevm033)
        guard let root, root == published.newPayloadRequestRoot else {
            throw .wrongRoot(published: published.newPayloadRequestRoot, computed: root)
        }
        guard decoded.chainId == published.chainId else {
            throw .wrongChainId(published: published.chainId, input: decoded.chainId)
        }
        guard let witness else { return }
        guard decoded.witness.state == witness.state else { throw .otherWitness(part: "state") }
        guard decoded.witness.codes == witness.codes else { throw .otherWitness(part: "codes") }
        guard decoded.witness.headers == witness.headers else { throw .otherWitness(part: "headers") }
    }
}

/// What is not as the fixture publishes it.
public enum OfficialStatelessMismatch: Error, Equatable, Sendable {
    /// The input's bytes are no input of the release.
    case undecodableInput(StatelessInputError)
    /// Encoding what was decoded gives other bytes.
    case inputNotReproduced
    /// The output's bytes are no result of the release.
    case undecodableOutput(SSZError)
    /// Encoding the result that was decoded gives other bytes.
    case outputNotReproduced
    /// `new_payload_request_root`; nothing is computed for a request that the release has no type for.
    case wrongRoot(published: Bytes32, computed: Bytes32?)
    /// The output names another chain than the input.
    case wrongChainId(published: UInt64, input: UInt64)
    /// A part of the `executionWitness`, named as in the fixture, is not the one in the input.
    case otherWitness(part: String)
}
