import Events
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Projections

/// `/audit`: the log as a list that can be filtered, states of the past, the checkpoint, proofs.
struct AuditPages {
    /// With lines cut, a page stays below 100 kB whatever is in the log.
    private static let recordsMax = 25
    private static let lineCharactersMax = 1_200
    /// The fields of the second form, which share an address with the first.
    private static let pastFields: Set<String> = ["vue", "id", "moment"]
    /// The position that a page of older records ends before.
    private static let before = "avant"
    /// What the first form does not send.
    private static let others = pastFields.union([before, PageNotice.parameter])

    let tools: PageTools
    let audit: AuditController

    private var log: AuditTools { audit.tools }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("audit", use: show).get("audit/preuve", use: proof)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        try audit.admit(context)
        let fields = try FormFields(query: request)
        let viewer = AuditViewer(context.user, unseals: false)
        let trace = RequestTrace(request, id: context.requestID)
        var faults = (list: FormFault.none, past: FormFault.none)
        var status = HTTPResponse.Status.ok
        var found: (records: [Record], rest: LogPosition?) = ([], nil)
        var past: String?
        do {
            past = try await self.past(fields, viewer, trace)
        } catch let problem as Problem where Self.isOfForm(problem) {
            faults.past = FormFault(problem)
            status = problem.status
        }
        do {
            if status == .ok { found = try await records(fields, viewer, trace) }
        } catch let problem as Problem where Self.isOfForm(problem) {
            faults.list = FormFault(problem)
            status = problem.status
        }
        let page = LogPage(
            error: faults.past.message(shown: ["view", "id", "until"])
                ?? faults.list.message(shown: ["type", "subject", "actor", "person", "after", "until"]),
            checkpoint: checkpoint, proofFields: [Self.positionField], filters: Self.filters(fields, faults.list),
            scope: Self.scope(found.records), isListed: status == .ok, records: found.records.map(Self.entry),
            newest: fields[Self.before] == nil ? nil : Self.link(fields, before: nil),
            older: found.rest.map { Self.link(fields, before: $0.next) }, views: [Self.views(fields, faults.past)],
            pastFields: Self.pastFields(fields, faults.past), past: past)
        return try tools.page(page, title: "Audit", request, user: context.user, status: status)
    }

    /// Whether a problem is one of what was typed, which the page says.
    private static func isOfForm(_ problem: Problem) -> Bool {
        problem.status != .unauthorized && problem.status.kind == .clientError
    }

    /// The state that the second form asks for; nil when it asks for none.
    private func past(_ fields: FormFields, _ viewer: AuditViewer, _ trace: RequestTrace) async throws -> String? {
        guard let view = fields["vue"] else { return nil }
        let asked = [("view", view), ("id", fields["id"] ?? ""), ("until", fields["moment"] ?? "")]
        let query = try AuditStateQuery(QueryReader(form: asked))
        return try Self.indented(try await audit.pastState(query, viewer, trace))
    }

    /// A page of records, newest first, and where the older ones are.
    private func records(
        _ fields: FormFields, _ viewer: AuditViewer, _ trace: RequestTrace
    ) async throws -> (records: [Record], rest: LogPosition?) {
        var asked = fields.pairs(without: Self.others)
        if let before = fields[Self.before] {
            // A later page ends below the first one, which ended where the form says.
            asked.removeAll { $0.name == "until" }
            asked.append(("until", UInt64(before).map { "\($0 > 0 ? $0 - 1 : 0)" } ?? before))
        }
        let query = try AuditEventsQuery(QueryReader(form: asked), limits: log.limits)
        let wanted = try await audit.wanted(query, limit: Self.recordsMax, viewer, trace)
        return try await log.queue.run { [log] in
            try wanted.newest(Self.recordsMax, scannedMax: log.limits.recordsScannedMax, in: log.log)
        }
    }

    /// The proof of a record, as a file that anybody can check.
    @Sendable func proof(_ request: Request, context: SignedInContext) async throws -> Response {
        try audit.admit(context)
        var query = QueryReader(form: try FormFields(query: request).pairs())
        let number = query.integer("position", 1...Int.max)
        if number == nil { query.require("position") }
        try query.finish()
        let position = LogPosition(UInt64(number ?? 1))
        guard let published = log.publications.current, position <= published.checkpoint.position else {
            throw Problem(
                .notFound, "hors-point-de-controle",
                "Le dernier point de contrôle ne couvre pas cette position. Réessayez dans une seconde si elle est récente."
            )
        }
        let viewer = AuditViewer(context.user, unseals: false)
        let trace = RequestTrace(request, id: context.requestID)
        _ = try await audit.note(.entries, "proof=\(position.rawValue)", viewer, trace)
        let text = try await log.queue.run { [log] in
            let record = try log.log.record(at: position)
            return try published.inclusion(of: record, extra: Array(record.line)).text
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"enregistrement-\(position.rawValue).tlog-proof\"",
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    private var checkpoint: LogPage.Checkpoint? {
        log.publications.current.map { published in
            LogPage.Checkpoint(
                figures: [
                    Figure(
                        label: "Enregistrements signés", value: FrenchText.grouped(Int(published.checkpoint.size))),
                    Figure(label: "Origine", value: published.checkpoint.origin),
                ], root: published.checkpoint.root.base64, key: log.publications.key)
        }
    }

    private static func entry(_ record: Record) -> LogPage.Entry {
        LogPage.Entry(
            position: "\(record.position.rawValue)", time: time(record.time),
            type: record.typeText.replacing("fr.eaf.", with: ""), subject: record.subject,
            actor: record.actor.description, line: line(record),
            wholeLine: "/api/v1/audit/events?after=\(record.position.rawValue - 1)&until=\(record.position.rawValue)")
    }

    private static func line(_ record: Record) -> String {
        let line = String(decoding: record.line, as: UTF8.self)
        return line.count > lineCharactersMax ? line.prefix(lineCharactersMax) + "…" : line
    }

    /// `2026-11-29 20:57:09.779`.
    private static func time(_ time: Timestamp) -> String {
        time.milliseconds.replacing("T", with: " ").replacing("Z", with: "")
    }

    private static func scope(_ records: [Record]) -> String {
        guard let first = records.first?.position, let last = records.last?.position else { return "" }
        return
            "\(FrenchText.count(records.count, "enregistrement")), de \(first.rawValue) à \(last.rawValue), les plus récents d’abord. "
            + "Les valeurs personnelles restent scellées."
    }

    private static func link(_ fields: FormFields, before: LogPosition?) -> String {
        var query = QueryText()
        for (name, value) in fields.pairs(without: others) where !value.isEmpty { query.add(name, value) }
        query.add(Self.before, before.map { "\($0.rawValue)" })
        return "/audit\(query.suffix)#filtres"
    }

    private static let positionField = Field(
        "position", "Preuve de l’enregistrement", hint: nil, autocomplete: "off", maxLength: 16, idPrefix: "preuve")

    private static func filters(_ fields: FormFields, _ fault: FormFault) -> [Field] {
        let names = [
            ("type", "Fait", "copie.uploaded, ou copie"), ("subject", "Objet", "copie/<uuid>, ou copie"),
            ("actor", "Auteur", "user/<uuid>, system…"), ("person", "Personne", "UUID"),
            ("after", "Après", "position, heure ou 2h"), ("until", "Jusqu’à", "position, heure ou 5m"),
        ]
        return names.map { name, label, hint in
            Field(
                name, label, value: fields[name], hint: hint, error: fault[name], autocomplete: "off",
                isRequired: false, maxLength: 128, idPrefix: "filtre")
        }
    }

    private static func views(_ fields: FormFields, _ fault: FormFault) -> Choice {
        let views: [(AuditStateQuery.View, String)] = [
            (.account, "Un compte"), (.copie, "Une copie"), (.classroom, "Une classe"),
        ]
        return Choice(
            "vue", "Voir",
            options: views.map { view, label in
                .init(value: view.rawValue, label: label, isSelected: fields["vue"] == view.rawValue)
            }, error: fault["view"], idPrefix: "passe")
    }

    private static func pastFields(_ fields: FormFields, _ fault: FormFault) -> [Field] {
        [
            Field(
                "id", "Identifiant", value: fields["id"], hint: "UUID", error: fault["id"], autocomplete: "off",
                maxLength: 36, idPrefix: "passe"),
            Field(
                "moment", "Au moment", value: fields["moment"], hint: "position, heure RFC 3339, ou 2h",
                error: fault["until"], autocomplete: "off", isRequired: false, maxLength: 64, idPrefix: "passe"),
        ]
    }

    private static func indented(_ json: [UInt8]) throws -> String {
        let value = try JSONSerialization.jsonObject(with: Data(json))
        let data = try JSONSerialization.data(
            withJSONObject: value, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }
}
