/// The errors of the parts below, as this one.
extension IntegrityError {
    static func ofLog<Result>(_ body: () throws(EventLogError) -> Result) throws(IntegrityError) -> Result {
        do throws(EventLogError) { return try body() } catch { throw .log(error) }
    }

    static func ofTiles<Result>(_ body: () throws(TileError) -> Result) throws(IntegrityError) -> Result {
        do throws(TileError) { return try body() } catch { throw .tiles(error) }
    }

    static func ofFiles<Result>(_ body: () throws(FileError) -> Result) throws(IntegrityError) -> Result {
        do throws(FileError) { return try body() } catch { throw .io(error) }
    }
}
