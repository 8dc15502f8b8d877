import Primitives
import Testing

@Suite("Address, Bytes32 and Hex")
struct FixedBytesTests {
    @Test("Checksummed addresses are those of EIP-55")
    func checksums() throws {
        for text in [
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
            "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        ] {
            let address = try #require(Address(hex: text))
            #expect(address.checksummed == text)
            #expect(Address(address.bytes) == address)
            #expect(Address(truncating: address.uint256) == address)
        }
    }

    @Test("Order is lexicographic and conversions keep the bytes")
    func order() throws {
        let low = try #require(Bytes32(hex: "0x00" + String(repeating: "ff", count: 31)))
        let high = try #require(Bytes32(hex: "01" + String(repeating: "00", count: 31)))
        #expect(low < high && Bytes32(low.uint256) == low && Bytes32(low.bytes) == low)
        #expect(Bytes32([UInt8](repeating: 0, count: 31)) == nil && Address([UInt8](repeating: 0, count: 21)) == nil)
    }

    @Test("Hex refuses odd lengths and foreign characters")
    func hex() {
        #expect(Hex.decode("0x0aF0") == [0x0a, 0xf0] && Hex.decode("") == [] && Hex.encode([0, 255]) == "0x00ff")
        #expect(Hex.decode("0x1") == nil && Hex.decode("zz") == nil && Hex.decode("0x0x00") == nil)
    }
}
