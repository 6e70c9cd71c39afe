/// The tables of an index file.
///
/// `documents` and `passages` have the texts as they are, for excerpts; `terms` (FTS5, contentless) has each passage as the analyser
/// left it, so its own tokenizer has nothing to do but part at spaces; a passage's row has the title and tags of its document too, so
/// that a document is as good as its best passage. `first_line` and `last_line` say where in its document's body a passage stands. `words` are the corpus' words before stemming, for spelling. `recipe` comes last:
/// a file without it was cut short.
enum IndexSchema {
    static let sql = """
        CREATE TABLE documents (
            number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, type TEXT NOT NULL,
            level TEXT NOT NULL, source TEXT NOT NULL, reference TEXT, url TEXT, tags TEXT NOT NULL,
            excerpt TEXT NOT NULL, body TEXT NOT NULL
        );
        CREATE TABLE passages (
            number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, text TEXT NOT NULL,
            first_line INTEGER NOT NULL, last_line INTEGER NOT NULL
        );
        CREATE TABLE words (word TEXT PRIMARY KEY, term TEXT NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE recipe (fingerprint TEXT NOT NULL, documents INTEGER NOT NULL);
        CREATE VIRTUAL TABLE terms USING fts5(title, tags, body, content = '', tokenize = 'ascii');
        """
}
