import Events
import Logging

/// What was signed of the log is a floor: one that ends below it, or has become another, is not opened.
extension ServerState {
    static func signedFloor(
        _ configuration: ServerConfiguration, _ keys: ServerKeys, _ files: any FileLayer
    ) throws -> LogPosition {
        do throws(IntegrityError) {
            return try TreeIntegrator.floor(of: configuration.treePlace, key: keys.signingKey, files: files)
        } catch {
            throw StartError.integrity(error)
        }
    }

    static func openTree(
        _ configuration: ServerConfiguration, _ keys: ServerKeys, _ log: any EventLog, _ origin: LogOrigin,
        _ shared: SharedState?, _ files: any FileLayer, _ logger: Logger
    ) throws -> TreeIntegrator {
        do throws(IntegrityError) {
            let tree = try TreeIntegrator(
                log: log, origin: origin, place: configuration.treePlace, key: keys.signingKey, files: files,
                board: shared?.board)
            for notice in tree.notices {
                logger.warning("tree taken up again", metadata: ["notice": "\(notice.description)"])
            }
            return tree
        } catch {
            throw StartError.integrity(error)
        }
    }
}
