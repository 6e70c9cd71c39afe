/// Tags of entity ids; no value of them exists.
public enum Person {}
/// Tag of session ids.
public enum Session {}
/// Tag of invitation ids.
public enum Invitation {}
/// Tag of class ids.
public enum Classroom {}
/// Tag of épreuve ids.
public enum Epreuve {}
/// Tag of copie ids.
public enum Copie {}
/// Tag of correction ids: one run of the worker on one copie.
public enum CorrectionRun {}
/// Tag of comment ids.
public enum Comment {}
/// Tag of record ids.
public enum RecordTag {}
/// Tag of model call ids.
public enum ModelCall {}
/// Tag of the ids of texts that schools add to the corpus.
public enum Document {}

/// A person with an account: the account's id is the person's.
public typealias PersonID = EntityID<Person>
public typealias SessionID = EntityID<Session>
public typealias InvitationID = EntityID<Invitation>
public typealias ClassID = EntityID<Classroom>
public typealias EpreuveID = EntityID<Epreuve>
public typealias CopieID = EntityID<Copie>
public typealias CorrectionRunID = EntityID<CorrectionRun>
public typealias CommentID = EntityID<Comment>
public typealias ModelCallID = EntityID<ModelCall>
public typealias DocumentID = EntityID<Document>
public typealias RecordID = EntityID<RecordTag>
