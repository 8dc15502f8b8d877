import EVM
package import L1Sim
package import Primitives
import RollupContracts

extension BatchVerifier {
    /// Compares the contracts of a payments rollup on L1 with what whoever takes part was told.
    ///
    /// The rollup's constructor asks its verifier for the hash of its key, and a contract can answer what it likes: one
    /// that accepts every proof may name any key. So whoever deposits, sequences or follows compares the code itself.
    /// The rollup has to be the compiled contract, so that what it says of its verifier is so; and the verifier has to
    /// be what this key's init code leaves behind.
    ///
    /// - Parameters:
    ///   - rollup: The rollup's contract.
    ///   - l1: L1 as it is.
    /// - Throws: `ActorError.payments` when another contract stands in the place of either, or what reading L1 throws.
    package func confirm(rollup: Address, on l1: L1Chain) throws(ActorError) {
        do {
            let code = try l1.code(of: rollup)
            guard code.starts(with: ContractVerifiedRollup.artifact.runtimeCode) else {
                throw ActorError.payments("the contract at \(rollup.hex) is no payments rollup")
            }
            let function = ContractVerifiedRollup.Function.verifier
            let answer = try l1.call(CallRequest(to: rollup, data: function.encodeCall([])))
            guard answer.succeeded, case .address(let verifier)? = try function.decodeOutput(answer.output).first else {
                throw ActorError.payments("the contract at \(rollup.hex) names no verifier")
            }
            let expected = try l1.call(CallRequest(to: nil, data: initCode))
            guard expected.succeeded, try l1.code(of: verifier) == expected.output else {
                throw ActorError.payments(
                    "the verifier at \(verifier.hex) is another than that of the key \(keyHash.hex), whatever it answers"
                )
            }
        } catch let error as ActorError {
            throw error
        } catch let error as L1Error {
            throw .l1(error)
        } catch {
            throw .payments("the contract at \(rollup.hex) names no verifier")
        }
    }
}
