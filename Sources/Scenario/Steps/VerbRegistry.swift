/// The verbs of the language.
enum VerbRegistry {
    /// Verbs that can be used.
    static let all: [any ReadableVerb.Type] = [
        Deposit.self,
        L1Transaction.self,
        L2Transaction.self,
        DeployContract.self,
        CallContract.self,
        SendMessage.self,
        Seal.self,
        Advance.self,
        ForgeBatch.self,
        Preconfirm.self,
        Slash.self,
        WithdrawBond.self,
        ForgeBlock.self,
        Claim.self,
        ForceExit.self,
        AnswerExit.self,
        FreezeLedger.self,
        EscapeLedger.self,
        ReclaimDeposit.self,
        WithholdData.self,
        ProposeClaim.self,
        ChallengeClaim.self,
        ProveClaim.self,
        SettleClaim.self,
        ResolveGame.self,
        CloseGame.self,
        ClaimBond.self,
        GuardGames.self,
        ScheduleUpgrade.self,
        CancelUpgrade.self,
        ExecuteUpgrade.self,
        ApproveUpgrade.self,
        SubmitProof.self,
        FinalizeClaim.self,
        RefuteClaim.self,
        DoubtClaim.self,
        UpholdClaim.self,
        ExpireClaim.self,
        CollectBond.self,
        FallBack.self,
        RejectClaim.self,
        SetMode.self,
        SetProver.self,
        ProverOutage.self,
        ProveWithdrawal.self,
        FinalizeWithdrawal.self,
        RetryMessage.self,
        PausePortal.self,
        UnpausePortal.self,
        BlacklistRoot.self,
        SetRateLimit.self,
        Activity.self,
        MineL1.self,
        Reorg.self,
        RegisterProgram.self,
        Rebuild.self,
        AdvanceTime.self,
        Assert.self,
        Print.self,
        Group.self,
    ]

    /// The names of the verbs whose steps leave something behind.
    static func names(making product: StepProduct) -> [String] {
        all.filter { $0.products.contains(product) }.map { $0.name }
    }

    /// Verbs of the whole language that are not supported yet.
    static let planned = [
        "l2_load", "prove", "bisect", "force_include",
        "rotate_key", "compromise", "set", "fault", "clear_fault", "outage",
        "advance_until", "fork", "query", "checkpoint", "restore",
    ]
}
