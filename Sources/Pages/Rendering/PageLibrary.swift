public import Foundation
import Mustache

/// The templates of all pages: a view model in, HTML out. Values are escaped; a test sees to it that no template asks otherwise.
public struct PageLibrary: Sendable {
    private let templates: MustacheLibrary
    /// The files that pages link to.
    public let assets: Assets

    /// Reads templates and assets of a folder.
    ///
    /// - Throws: when a file is missing or a template is malformed.
    public init(folder: URL) throws {
        var templates = MustacheLibrary()
        let files = try FileManager.default.contentsOfDirectory(
            at: folder.appendingPathComponent("templates"), includingPropertiesForKeys: nil)
        for file in files where file.pathExtension == "mustache" {
            try templates.register(
                String(contentsOf: file, encoding: .utf8), named: file.deletingPathExtension().lastPathComponent)
        }
        self.templates = templates
        assets = try Assets(folder: folder.appendingPathComponent("assets"))
    }

    /// The pages that ship with the program.
    ///
    /// - Throws: when they are missing: the program was not installed whole.
    public static func bundled() throws -> PageLibrary {
        guard let folder = Bundle.module.resourceURL else { throw CocoaError(.fileNoSuchFile) }
        return try PageLibrary(folder: folder)
    }

    /// Renders a page.
    ///
    /// - Precondition: the page's template is there.
    public func html<Content: PageContent>(_ page: Content, in shell: Shell) -> String {
        let document = Document(shell: shell, page: page, links: assets.links)
        guard let text = templates.render(Sheltered(document), withTemplate: Content.template) else {
            preconditionFailure("there is no template \(Content.template)")
        }
        return text
    }

    private struct Document<Content> {
        let shell: Shell
        let page: Content
        let links: Assets.Links
    }
}

/// What a page shows, ready to be put into its template: texts, flags, and lists of the like.
///
/// Members are stored properties, since templates look them up by name. A text that is absent is nil, never empty.
public protocol PageContent: Sendable {
    /// The name of its template.
    static var template: String { get }
}
