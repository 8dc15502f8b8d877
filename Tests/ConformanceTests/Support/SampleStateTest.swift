/// A state test by hand: a contract that stores 2 in slot 1 and writes an empty log, called with 1 wei under Osaka.
///
/// The transaction has its fields only, so that the runner has to choose and sign for it.
struct SampleStateTest {
    static let stateRoot = "0x6afceca8fcde6eb8b0810c3385593e6e51cf9e5fb67c813c7597e255d272f2ad"
    static let logsHash = "0xa2a40a8d14baaaec34e773738270fb504bc402704d37944f78264fff4d626173"
    static let emptyLogsHash = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347"

    var network = "Osaka"
    var hash = stateRoot
    var logs = logsHash
    var gasLimit = "0x186a0"
    var gasUsed = "0xa9df"
    var status = "true"
    var contractBalance = "0x1"
    var slotValue = "0x2"
    var senderNonce = "0x1"
    var exception: String?
    /// Further accounts of the state after, each with a comma before it.
    var others = ""

    var json: String {
        let exception = exception.map { #""expectException": "\#($0)", "# } ?? ""
        return #"""
            {"env": {"currentCoinbase": "0x00000000000000000000000000000000000000c0", "currentGasLimit": "0x1c9c380",
              "currentNumber": "0x1", "currentTimestamp": "0x3e8", "currentRandom": "0x0", "currentBaseFee": "0x7",
              "currentExcessBlobGas": "0x0"},
             "pre": {
              "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b":
               {"balance": "0xde0b6b3a7640000", "nonce": "0x0", "code": "0x", "storage": {}},
              "0x000000000000000000000000000000000000c0de":
               {"balance": "0x0", "nonce": "0x1", "code": "0x600260015560006000a000", "storage": {"0x05": "0x06"}}},
             "transaction": {"nonce": "0x0", "gasPrice": "0xa", "gasLimit": ["\#(gasLimit)"],
              "to": "0x000000000000000000000000000000000000c0de", "value": ["0x1"], "data": ["0x"],
              "secretKey": "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8"},
             "post": {"\#(network)": [{\#(exception)"hash": "\#(hash)", "logs": "\#(logs)",
              "indexes": {"data": 0, "gas": 0, "value": 0},
              "receipt": {"cumulativeGasUsed": "\#(gasUsed)", "status": \#(status)},
              "state": {
               "0x00000000000000000000000000000000000000c0":
                {"balance": "0x1fd9d", "nonce": "0x0", "code": "0x", "storage": {}},
               "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b":
                {"balance": "0xde0b6b3a75d5d49", "nonce": "\#(senderNonce)", "code": "0x", "storage": {}},
               "0x000000000000000000000000000000000000c0de":
                {"balance": "\#(contractBalance)", "nonce": "0x1", "code": "0x600260015560006000a000",
                 "storage": {"0x01": "\#(slotValue)", "0x05": "0x06"}}\#(others)}}]},
             "config": {"chainid": "0x01"}}
            """#
    }
}
