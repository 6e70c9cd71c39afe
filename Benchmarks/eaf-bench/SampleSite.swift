import Events
import Foundation

/// Makes what a server keeps, log, vault, keys and files, in a folder; what it kept before the last eighth of its records; and what
/// it keeps once it has grown.
enum SampleSite {
    /// - Parameter arguments: the folder, how many records, and how many more the second one has.
    static func make(_ arguments: [String]) throws {
        guard arguments.count == 3, let count = Int(arguments[1]), let more = Int(arguments[2]) else {
            Measure.print("eaf-bench log FOLDER COUNT MORE")
            exit(64)
        }
        let (base, grown) = (arguments[0] + "/base", arguments[0] + "/grown")
        let data = base + "/.data"
        let blobs = data + "/uploads/copies/" + BenchLog.blobDigest.prefix(2)
        try FileManager.default.createDirectory(atPath: blobs, withIntermediateDirectories: true)
        try Data(BenchLog.blob).write(to: URL(fileURLWithPath: blobs + "/" + BenchLog.blobDigest))
        let masterKey = MasterKey.random()
        try masterKey.text.write(toFile: data + "/master.key", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: data + "/master.key")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: data)
        var maker = try BenchLog(folder: data, masterKey: masterKey, isLight: true)
        try maker.write(count - count / 8, to: base + "/eventlog")
        try FileManager.default.copyItem(atPath: base, toPath: arguments[0] + "/early")
        try maker.write(count / 8, to: base + "/eventlog")
        try FileManager.default.copyItem(atPath: base, toPath: grown)
        // New accounts would go into the first vault: the few that the growth adds are looked up there all the same.
        try maker.write(more, to: grown + "/eventlog")
        try FileManager.default.removeItem(atPath: grown + "/.data/vault")
        try FileManager.default.copyItem(atPath: data + "/vault", toPath: grown + "/.data/vault")
    }
}
