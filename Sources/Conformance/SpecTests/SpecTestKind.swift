/// What a file of public vectors tests.
public enum SpecTestKind: String, CaseIterable, Sendable {
    /// ethereum/tests `RLPTests`: values and their encodings, and byte strings that are none.
    case rlp
    /// ethereum/tests `TrieTests`: keys, values and the root.
    case trie
    /// ethereum/tests `TransactionTests`: envelopes with hash, sender and intrinsic gas, or why they are refused.
    case transaction
    /// Clients' and EIPs' precompile vectors: input, and output and gas or a failure.
    case precompile
    /// go-ethereum's `testcases_*.json`: two operands of an instruction and its result.
    case opcode
    /// C2SP's Wycheproof: ECDSA signatures.
    case wycheproof
    /// c-kzg-4844's cases of EIP-4844 and EIP-7594.
    case kzg
    /// execution-apis' recorded exchanges, which are only counted: there is no JSON-RPC server here.
    case jsonRPC = "json-rpc"
}
