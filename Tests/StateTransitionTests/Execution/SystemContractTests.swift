import HostAccelerators
import Primitives
import StateTransition
import Testing

struct SystemContractTests {
    @Test("The published codes have the hashes that stand beside them")
    func codeHashes() {
        #expect(SystemContract.all.count == 4)
        for contract in SystemContract.all {
            #expect(Keccak256.hash(contract.runtimeCode) == contract.codeHash, "\(contract.address.hex)")
            #expect(Keccak256.hash(contract.address) == contract.addressHash, "\(contract.address.hex)")
        }
    }
}
