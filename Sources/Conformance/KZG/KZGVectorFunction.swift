import Cryptography

/// A function that cases exist for, by its name in the specification.
enum KZGVectorFunction: String {
    case blobToKZGCommitment = "blob_to_kzg_commitment"
    case computeKZGProof = "compute_kzg_proof"
    case verifyKZGProof = "verify_kzg_proof"
    case computeChallenge = "compute_challenge"
    case computeBlobKZGProof = "compute_blob_kzg_proof"
    case verifyBlobKZGProof = "verify_blob_kzg_proof"
    case verifyBlobKZGProofBatch = "verify_blob_kzg_proof_batch"
    case computeCells = "compute_cells"
    case computeCellsAndKZGProofs = "compute_cells_and_kzg_proofs"
    case verifyCellKZGProofBatch = "verify_cell_kzg_proof_batch"
    case computeVerifyCellKZGProofBatchChallenge = "compute_verify_cell_kzg_proof_batch_challenge"
    case recoverCellsAndKZGProofs = "recover_cells_and_kzg_proofs"
}

extension KZGVectorFunction {
    /// Calls the function with a case's arguments.
    func call(_ input: KZGVectorInput, _ setup: KZGTrustedSetup) throws(KZGCallFailure) -> KZGVectorValue {
        do {
            return try result(input, setup)
        } catch let error as KZGError {
            throw .rejected(error)
        } catch let error as KZGVectorError {
            throw .unreadable(error)
        } catch {
            throw .unreadable(.syntax("\(error)"))
        }
    }

    // Two kinds of errors meet here: those of the function and those of the case's form.
    private func result(_ input: KZGVectorInput, _ setup: KZGTrustedSetup) throws -> KZGVectorValue {
        switch self {
        case .blobToKZGCommitment:
            return .bytes(try setup.blobToKZGCommitment(try input.bytes("blob")))
        case .computeKZGProof:
            let result = try setup.computeKZGProof(blob: try input.bytes("blob"), z: try input.bytes("z"))
            return .list([.bytes(result.proof), .bytes(result.y)])
        case .verifyKZGProof:
            return .bool(
                try setup.verifier.verifyKZGProof(
                    commitment: try input.bytes("commitment"),
                    z: try input.bytes("z"),
                    y: try input.bytes("y"),
                    proof: try input.bytes("proof")
                )
            )
        case .computeChallenge:
            return .bytes(
                try KZG.computeChallenge(blob: try input.bytes("blob"), commitment: try input.bytes("commitment"))
            )
        case .computeBlobKZGProof:
            return .bytes(
                try setup.computeBlobKZGProof(
                    blob: try input.bytes("blob"),
                    commitment: try input.bytes("commitment")
                )
            )
        case .verifyBlobKZGProof:
            return .bool(
                try setup.verifier.verifyBlobKZGProof(
                    blob: try input.bytes("blob"),
                    commitment: try input.bytes("commitment"),
                    proof: try input.bytes("proof")
                )
            )
        case .verifyBlobKZGProofBatch:
            return .bool(
                try setup.verifier.verifyBlobKZGProofBatch(
                    blobs: try input.byteStrings("blobs"),
                    commitments: try input.byteStrings("commitments"),
                    proofs: try input.byteStrings("proofs")
                )
            )
        case .computeCells, .computeCellsAndKZGProofs, .verifyCellKZGProofBatch,
            .computeVerifyCellKZGProofBatchChallenge, .recoverCellsAndKZGProofs:
            return try cellResult(input, setup)
        }
    }

    private func cellResult(_ input: KZGVectorInput, _ setup: KZGTrustedSetup) throws -> KZGVectorValue {
        switch self {
        case .computeCells:
            return .list(of: try KZG.computeCells(try input.bytes("blob")))
        case .computeCellsAndKZGProofs:
            let result = try setup.computeCellsAndKZGProofs(try input.bytes("blob"))
            return .list([.list(of: result.cells), .list(of: result.proofs)])
        case .verifyCellKZGProofBatch:
            return .bool(
                try setup.verifyCellKZGProofBatch(
                    commitments: try input.byteStrings("commitments"),
                    cellIndices: try input.indices("cell_indices"),
                    cells: try input.byteStrings("cells"),
                    proofs: try input.byteStrings("proofs")
                )
            )
        case .computeVerifyCellKZGProofBatchChallenge:
            return .bytes(
                try KZG.computeVerifyCellKZGProofBatchChallenge(
                    commitments: try input.byteStrings("commitments"),
                    commitmentIndices: try input.indices("commitment_indices"),
                    cellIndices: try input.indices("cell_indices"),
                    // Here a cell is given as a list of field elements.
                    cells: try input.byteStringLists("cosets_evals").map { Array($0.joined()) },
                    proofs: try input.byteStrings("proofs")
                )
            )
        default:
            let result = try setup.recoverCellsAndKZGProofs(
                cellIndices: try input.indices("cell_indices"),
                cells: try input.byteStrings("cells")
            )
            return .list([.list(of: result.cells), .list(of: result.proofs)])
        }
    }
}
