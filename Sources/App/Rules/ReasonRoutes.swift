import Domain

/// The reasons written on an agreement.
enum ReasonRoutes {
    static func add(to site: Site) {
        site.post("/conventions/:id/raisons", .members(.prepareAgreements), write)
        site.post("/conventions/:id/raisons/:raison/retrait", .members(.prepareAgreements), withdraw)
    }

    @Sendable static func write(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        return try await visit.submit(ReasonsForm.self) { form, values in
            let count = try await visit.perform(
                WriteReasons(agreement: id, reasons: form.reasons), for: values
            ) { _ in .agreement(id) }
            return .redirect(
                .agreement(id),
                saying: count == 0
                    ? "Ces avertissements ont changé : relisez-les." : "Raison notée, elle reste sur la convention.")
        } show: { state in
            try await AgreementRoutes.page(visit, state)
        }
    }

    @Sendable static func withdraw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id(Agreement.self)
        let reason = try visit.id(ReasonRow.self, "raison")
        let values = try await visit.formValues()
        try await visit.perform(WithdrawReason(agreement: id, reason: reason), for: values) { _ in .agreement(id) }
        return .redirect(.agreement(id), saying: "Raison retirée.")
    }
}
