import EVM
import Primitives
import StateTrie

extension StatelessValidationError: CustomStringConvertible {
    /// What the witness lacks or the block breaks, in one line.
    public var description: String {
        switch self {
        case .noHeaders: "witness has no header"
        case .tooManyHeaders(let limit, let got): "witness header count \(got) is above the limit \(limit)"
        case .undecodableHeader(let index, let error): "undecodable witness header \(index): \(error.description)"
        case .headersNotContiguous(let index, let expected, let got):
            "wrong parent hash in witness header \(index): expected \(expected.hex), got \(got.hex)"
        case .foreignSystemContract(let address): "system contract \(address.hex) has other code than the published one"
        case .wrongPublicKeyCount(let expected, let got):
            "wrong number of public keys: expected \(expected), got \(got)"
        case .wrongPublicKey(let index): "transaction \(index): public key is not the signer's"
        case .invalidBlock(let reason): reason.description
        case .fault(let fault): fault.description
        }
    }
}
