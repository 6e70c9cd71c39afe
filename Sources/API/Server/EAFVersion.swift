/// The release.
public enum EAFVersion {
    public static let current = "0.2.0"
}
