public import Primitives

/// A public Groth16 proof of somebody else's system, with key and inputs: numbers that our contract is measured on.
///
/// Gas tables name them as foreign proofs: they prove no rollup of ours.
public struct PublicGroth16Proof: Sendable {
    /// Name and version of the system.
    public let name: String
    /// Repository and commit that the numbers come from.
    public let source: String
    /// The verifying key.
    public let key: Groth16Verifier.VerifyingKey
    /// The proof.
    public let proof: Groth16Verifier.Proof
    /// Its public inputs.
    public let inputs: [UInt256]

    /// Reads hexadecimal text; nil for another form.
    private init?(name: String, source: String, key: String, proof: String, inputs: String) {
        guard let key = Hex.decode(key).flatMap({ Groth16Verifier.VerifyingKey($0) }),
            let proof = Hex.decode(proof).flatMap({ Groth16Verifier.Proof($0) }),
            let inputs = Hex.decode(inputs).flatMap({ UInt256.words($0, count: key.inputPoints.count - 1) })
        else { return nil }
        self.name = name
        self.source = source
        self.key = key
        self.proof = proof
        self.inputs = inputs
    }

    /// All of them.
    public static var all: [PublicGroth16Proof] { [sp1, riscZero].compactMap(\.self) }

    /// Succinct's SP1; its inputs are program key, hash of public values, exit code, root of recursion keys, nonce.
    public static let sp1 = PublicGroth16Proof(
        name: "SP1 v6.0.0",
        source: "succinctlabs/sp1-contracts@d3629729, contracts/src/v6.0.0, contracts/test",
        key: """
            2838edbc8aee47ec511c2837d538a49ffd752370e06ed44e109b4c0f35be6e3a\
            1cbeed5cf07bc7baa706137b59f34086467c2ebc770205fd1038c2c70d5ada22\
            028cbe84124fba3ad76d33e6ca441f570726da5692cae5335a52209a15b9fd45\
            2f6457660eeb88acf2baf1e7aefc0958da27058879cc77ba162d2df754aaf933\
            16a70aca682a2fdcd81392509d3524e85242dd6cbd0f5cc0cb9ed9897786d6c4\
            10399816723b17c0d9363e046e6ef88c6c652290d81b914b693949d2f87f7e9f\
            198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2\
            1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed\
            090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b\
            12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa\
            2f21b62705c5d7f4a7482bf1a69c35db8858584d6f155381b22022a71f817afa\
            08da56e9eb0d183a64e55881a5ed90cfdb0ed5229e588ec3de4452045b2445b1\
            19c3547c0ac546a9a29f0706e77d3774f7e9c7c877c59183ded42f11af8a7602\
            085ef31386102b17a676c4ee426e6b7bc4d7371580a50962bc885be643192324\
            2a2cd5881e62ead81dc6997cfff997745379facd38c972e0825deedb0e4fa564\
            208c7b9c6bf876a51b3d62d0a5bdc0d7188e7342dea7d32ddb9635e291e8dd9a\
            219e17d13bc5f5ae36d78093cd6d112374a69844b7d058a7a0a62493f1c369c4\
            254c200a2cdb5bc5e4e262780b4c70a988c4317fb11ac5fd5491f10692d1e929\
            258c71a2309359a248879ba915796e5e2e655acebace0ae7ef8fda2d40d2b2d6\
            0b3cd73ef5ee90c6808893b3e4f81d8da3438cb5d2b601045825b2ab3990a391\
            0945b0f65ee8acfce0b22bab7a27663bfaf8eed78d511a96a54b50f307cd2a23\
            1ef0708b683e9cbfeb8800001f06f9c80950d60869ebfc6b5cc58bd2bbfd6abe\
            290b3cba8ec4c97f171261b17b9c90e101b65934db12f4a299d4d5b939e9235c\
            14914c2bf919019e575b0bd613363aa160d700bd929bcbc14de06a05e3a25eb0\
            22474ea30b64abc35269a0c55be5972965bf920e937c3d1927da5e89e60cf916\
            272dd64ca95c75938da75797ef702ec5112808c36914020a4b1822fff576d334
            """,
        proof: """
            1e2e0ff3f06238b1a0f13c92e9e6dc64bd103006ab92764445220fecc884ac6f\
            2c7c5c82d3914e85262103f1e262b35d8d3c1e513672ef8482861f21241a8618\
            031f773e85f625d0d3dd3f24b5dcc8489de1b12f38921c7fe55bc2b6d9abc6e7\
            16ed0979ff2668a4d50b2f2af2d0513a008e21823a93a19ce53287206191b5e7\
            1206f6bd7829711609fa90159683133d43d5e7ca12fb42d99bfd84d0961c0228\
            2dea228329dc9f774d214eb74f5c583e63035a9e6b7aae3b5c1f9e6b8929deca\
            2d494130d03ce620238c428eb75c605aff699b779d51b21e93065ffda48c7e5b\
            0c188f0e786e474cbf2263fb9fe2b9260fb4b08332b7ab331fc3f4f9b247a393
            """,
        inputs: """
            004a55ed3c7a07d0233a027278a8b7ff8681ffbd5d1ec4795c18966f6e693090\
            0f1cb7decf31e49c7934c3740bec5df3ead27bc947af739782930df6e37e9d90\
            0000000000000000000000000000000000000000000000000000000000000000\
            008cd56e10c2fe24795cff1e1d1f40d3a324528d315674da45d26afb376e8670\
            0000000000000000000000000000000000000000000000000000000000000000
            """
    )

    /// RISC Zero; its inputs are the halves of the control root, the halves of the claim, and the control id.
    public static let riscZero = PublicGroth16Proof(
        name: "RISC Zero 5.0",
        source: "risc0/risc0-ethereum@6329676e, contracts/test/TestReceiptV5_0.sol",
        key: """
            2d4d9aa7e302d9df41749d5507949d05dbea33fbb16c643b22f599a2be6df2e2\
            14bedd503c37ceb061d8ec60209fe345ce89830a19230301f076caff004d1926\
            0967032fcbf776d1afc985f88877f182d38480a653f2decaa9794cbc3bf3060c\
            0e187847ad4c798374d0d6732bf501847dd68bc0e071241e0213bc7fc13db7ab\
            304cfbd1e08a704a99f5e847d93f8c3caafddec46b7a0d379da69a4d112346a7\
            1739c1b1a457a8c7313123d24d2f9192f896b7c63eea05a9d57f06547ad0cec8\
            198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2\
            1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed\
            090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b\
            12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa\
            03b03cd5effa95ac9bee94f1f5ef907157bda4812ccf0b4c91f42bb629f83a1c\
            1aa085ff28179a12d922dba0547057ccaae94b9d69cfaa4e60401fea7f3e0333\
            110c10134f200b19f6490846d518c9aea868366efb7228ca5c91d2940d030762\
            1e60f31fcbf757e837e867178318832d0b2d74d59e2fea1c7142df187d3fc6d3\
            12ac9a25dcd5e1a832a9061a082c15dd1d61aa9c4d553505739d0f5d65dc3be4\
            025aa744581ebe7ad91731911c898569106ff5a2d30f3eee2b23c60ee980acd4\
            0707b920bc978c02f292fae2036e057be54294114ccc3c8769d883f688a1423f\
            2e32a094b7589554f7bc357bf63481acd2d55555c203383782a4650787ff6642\
            0bca36e2cbe6394b3e249751853f961511011c7148e336f4fd974644850fc347\
            2ede7c9acf48cf3a3729fa3d68714e2a8435d4fa6db8f7f409c153b1fcdf9b8b\
            1b8af999dbfbb3927c091cc2aaf201e488cbacc3e2c6b6fb5a25f9112e04f2a7\
            2b91a26aa92e1b6f5722949f192a81c850d586d81a60157f3e9cf04f679cccd6\
            2b5f494ed674235b8ac1750bdfd5a7615f002d4a1dcefeddd06eda5a076ccd0d\
            2fe520ad2020aab9cbba817fcbb9a863b8a76ff88f14f912c5e71665b2ad5e82\
            0f1c3c0d5d9da0fa03666843cde4e82e869ba5252fce3c25d5940320b1c4d493\
            214bfcff74f425f6fe8c0d07b307482d8bc8bb2f3608f68287aa01bd0b69e809
            """,
        proof: """
            0c716176eced28e5ed50a5261ce0ece0fae94044342815d11e18fc839f630075\
            1e1153a9841056ea8a38e47edd8587c2f15c6b78c3e152e8bc22a5670db4f8e1\
            099f6a315197cf0628df1003274212bebf4ed34e441754c16832fa1e5c881599\
            0317e3fce32b253eb3f8ca740a7a02108f8514d6db6beeedbf6fac77ca61c556\
            10636c83396ca983ccb6ddd262cb5ce2946a80c925fa72fc3214fc4eeef2bd44\
            257c5f9f9bf254282c733af28315af5bbd4ad8e47bf0c25cdedd6d351dce5a1e\
            17783af72dbb8b52005e5d36f58189515813aebc2cf43ba6a882c98a5850b288\
            0302139af44f8712914cc492c9a255f096d5e1775c7d8640dcbd26c6caffac0f
            """,
        inputs: """
            000000000000000000000000000000005c2c55633d3a8b6a38bb0bf71340f6b1\
            00000000000000000000000000000000678148bf1d032acc1efbc79e544aeab5\
            000000000000000000000000000000009ca11ca7ef7a81b606dc6915c44c64c0\
            000000000000000000000000000000005bbefb2148bf014143ed7938f8cf67a3\
            04446e66d300eb7fb45c9726bb53c793dda407a62e9601618bb43c5c14657ac0
            """
    )
}
