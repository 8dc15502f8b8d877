public import Primitives

/// A public PLONK proof of somebody else's system, with key and inputs: numbers that our contract is measured on.
///
/// Gas tables name it as a foreign proof: it proves no rollup of ours.
public struct PublicPlonkProof: Sendable {
    /// Name and version of the system.
    public let name: String
    /// Repository and commit that the numbers come from.
    public let source: String
    /// The verifying key.
    public let key: GnarkPlonkVerifier.VerifyingKey
    /// The proof in gnark's encoding for contracts.
    public let proof: [UInt8]
    /// Its public inputs.
    public let inputs: [UInt256]

    /// Reads hexadecimal text; nil for another form.
    private init?(
        name: String,
        source: String,
        size: UInt64,
        omega: String,
        commitmentRow: UInt64,
        commitments: String,
        setUp: String,
        proof: String,
        inputs: String
    ) {
        let coordinateCount = 2 * GnarkPlonkVerifier.VerifyingKey.commitmentCount
        guard let omega = UInt256(hex: omega),
            let points = Hex.decode(commitments).flatMap({ UInt256.words($0, count: coordinateCount) }),
            let setUp = Hex.decode(setUp), setUp.count == BN254G1Words.byteCount + 2 * BN254G2Words.byteCount,
            let g1 = BN254G1Words(setUp[..<64]), let g2 = BN254G2Words(setUp[64..<192]),
            let g2Tau = BN254G2Words(setUp[192...]),
            let proof = Hex.decode(proof),
            let inputs = Hex.decode(inputs).flatMap({ UInt256.words($0, count: $0.count / 32) }),
            let key = GnarkPlonkVerifier.VerifyingKey(
                size: size,
                omega: omega,
                coset: 5,
                inputCount: inputs.count,
                commitmentRow: commitmentRow,
                commitments: stride(from: 0, to: points.count, by: 2).map {
                    BN254G1Words(x: points[$0], y: points[$0 + 1])
                },
                g1: g1,
                g2: g2,
                g2Tau: g2Tau
            )
        else { return nil }
        self.name = name
        self.source = source
        self.key = key
        self.proof = proof
        self.inputs = inputs
    }

    /// Succinct's SP1; its inputs are the program key and the hash of the public values.
    public static let sp1 = PublicPlonkProof(
        name: "SP1 v4.0.0-rc.3",
        source: "succinctlabs/sp1-contracts@d362972, contracts/src/v4.0.0-rc.3, contracts/test/SP1VerifierPlonk.t.sol",
        size: 16777216,
        omega: "0c9fabc7845d50d2852e2a0371c6441f145e0db82e8326961c25f1e3e32b045b",
        commitmentRow: 10853426,
        commitments: """
            12a48c83bdc2bd4ee1f40afcc423cc0afc88de1ea9582ba24e270756ec8cce8f\
            30435d8f96e055b4a6e430f453f5513c76ea9678640bce0c1e038c0d4722e419\
            06639c1513f4b71307b9e27b59ba424e751e278c396e503d983083c829492c0c\
            12ac9af6832ed9b17d99d5ddd50ceab75fb36d13181f468fa3efedc1416de3b7\
            1c81c1fbd342d416ee266b3a399beef9ffe2b51fff92b48d737d758d30d1241f\
            0bc9e4b1e207ed79eb7d6ad861084410020a8d41d7eb6f57ca0868c4777cc344\
            27c295f097038eb58f0f6d66aa345510a9e2ea3b5e9dc75f1823762071340428\
            1d5b1420aee936b0d295b5dcb8173a17c8a44b564509db9f95897cb73395a6be\
            241e02c138aeebc8e2fe50b6d55271f1f682e8e368fb2d21c27324ff98f3ebdd\
            0031f7998d7bd4be4577b6bd0ccdc99ebaff0e4f82186584da8f600721cb2943\
            180091bdef5b48f8c60eaf427d872e6373841cf9920767c6a7af32dbfeaed032\
            1481951fc49629d6c1a6218bc3cd3971d969ed4781de2cd4d3ba18909e187dc7\
            19634c7169f97677973fe29c865df785fc3859da2968bd9b21ac0d4f64834f21\
            267532c6f9f01f4cadf688a9fa0a591f9acdc5820428d4fdc1b16733d56306e1\
            0e19ddfd3a5601df62b35b4e93ccba750fd3b16db7c49c2b8ed111d84a007434\
            1b77a9dcbe482f7c56727522fa37c7c3c4814db3b53ca4b3a3ea488376b97d4f\
            239fd065b19f5fd14ab4226f6453ec6999736e4e4dfde3c66b68ffe2985627e7\
            292721d067d5f787ff7f0fd1d6eab321c598d1da89f668035dde31b300d24dff
            """,
        setUp: """
            1fa4be93b5e7f7e674d5059b63554fab99638b304ed8310e9fa44c281ac9b03b\
            1a01ae7fac6228e39d3cb5a5e71fd31160f3241e79a5f48ffb3737e6c389b721\
            198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2\
            1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed\
            090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b\
            12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa\
            22f1acbb03c4508760c2430af35865e7cdf9f3eb1224504fdcc3708ddb954a48\
            2a344fad01c2ed0ed73142ae1752429eaea515c6f3f6b941103cc21c2308e1cb\
            159f15b842ba9c8449aa3268f981010d4c7142e5193473d80b464e964845c3f8\
            0efd30ac7b6f8d0d3ccbc2207587c2acbad1532dc0293f0d034cf8258cd428b3
            """,
        proof: """
            2dac3ba24f360a6deda246f6d3e9d8080ed09f97126ef9af18c5de05ca340416\
            054a4430da47cc1a780b8c91f2c4a3347b1523d220bee21f7b10016e0df7e708\
            235ff58eb8e9feb8cf75355f3daec83dd4dde0ebe08ca90ea98510aba1585f4f\
            0d1716e7f3a01ac0ac6f3a1f6130256444c0b25a114f9300abaeb0d0838d29b2\
            2c1dbdf8e4d0f950e7d062751c52a03ad451685e0d23b45563aa87a7d74ec1cf\
            2cff1161e6d5c9272c3892a76adeb9a5aada5d7065c8e41121ebf4bd9d0fb2cc\
            1aed4c55f27c9cb2021ddae086085388d250dc257cc61ece968e674b25ed18a3\
            2e9fbdee2b76ceb2c26d73c760252070fab8d5c04dd4f5616ca352666bb18782\
            0bb1920bd0959e61569ec796bd832e78f92e20320fc9cc9ae6ae8470dab64371\
            09fdd853d0db78b9ce5811df7c7bf6a7c0486cf433219034e1c43206b64a404a\
            19280febb426e548e99e6279adceffaa4ddae622ec50624afb4ea827467adc41\
            099d164e7abfdc97d9b168461c2626e88239d30529974cb1b582d7362ed6d6d5\
            2a2af70b568d007ce53077a078437c2acf6cad206354b0ffa823b4de87918a05\
            03a674ce289759e10b9da150b523d55886b63dc8526f0e36132edb5239c0c238\
            19d465a94658e64d3798897c8438352029a3d285a049af99ff195c36359c16d0\
            086e2bbb1679e24af18ee4aac62fded55640735e7c6aeda82abe2c01a3f307c9\
            0dad3ef6870691a71276c4f6f185fb14cfe8c7a418c26b3620ce09eff0d21a42\
            1657a289347c1973783849c4545c7ed8f0ea65f1eb40b31678d627e70b79bfd1\
            1592517f8902c7364f90126fe04c28381fe12e165adcf82217876359a544e218\
            2c1660be901029bf87b9796eedddc65aef146a4419ae4a123ee18aacfa9c41d1\
            24577aded4d6983f59f123e52821f39141c397fcc957b4f7a2a4ede57b55ef10\
            05e37b2c4f98ccba063aef65967db4e19547a1e18bea96ab8ec861b7a3e085db\
            2a5ab0dadfc301d004d4863346963baebbd7ea536022a8b90cd9b52d865d5c9c\
            1e6437eaa886f121c46132f1bcd890827f7860cc63e5b27d8319f9b0cab8d27e\
            28ecd97e273c00ce59504ccc15bfe8a2d8f87d1bbd7dc63df606b3c975080a6f\
            27086e886de4f31d65e997d9dd08e35dd6590101d9185db7c8c5dd7dd9348c9c\
            1b711862d9757e744014177960751f5f5a84f14bbc1b019021db0666b8e55fc3
            """,
        inputs: """
            00562c19b1948ce8f360ee32da6b8e18b504b7d197d522085d3e74c072e0ff7d\
            0f1cb7decf31e49c7934c3740bec5df3ead27bc947af739782930df6e37e9d90
            """
    )
}
