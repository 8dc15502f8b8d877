/// Bounds of the lists of zkevm@v0.3.3 (execution-specs, `stateless_ssz.py` of April 2026).
enum ZKEVM033Limits {
    static let transactionCount = 1 << 20
    static let transactionByteCount = 1 << 30
    static let withdrawalCount = 1 << 16
    static let blockAccessListByteCount = 1 << 24
    static let versionedHashCount = 4096
    static let requestCount = 16
    static let requestByteCount = 1 << 30
    static let nodeCount = 1 << 20
    static let nodeByteCount = 1 << 20
    static let codeCount = 1 << 16
    static let codeByteCount = 1 << 24
    static let publicKeyCount = 1 << 20
}
