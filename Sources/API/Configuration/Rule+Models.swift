/// What the variables of model providers have to be.
extension Rule<Double> {
    static var euros: Self {
        Self("un nombre d'euros de 0 à 1000000 est attendu, par exemple 2.5") { text in
            guard text.wholeMatch(of: /[0-9]{1,7}(\.[0-9]{1,6})?/) != nil, let euros = Double(text) else {
                return nil
            }
            return euros <= 1_000_000 ? euros : nil
        }
    }
}

extension Rule<Secret> {
    static var apiKey: Self {
        Self("une clé sans espace ni caractère spécial est attendue") { text in
            text.wholeMatch(of: /[\x21-\x7E]{1,512}/) == nil ? nil : Secret(text)
        }
    }
}

extension Rule<String> {
    static var modelName: Self {
        Self("un nom de modèle est attendu (lettres, chiffres et . _ : / @ -)") { text in
            text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._:\/@-]{0,99}/) == nil || text.contains("..") ? nil : text
        }
    }

    static var apiVersion: Self {
        Self("une version est attendue, par exemple v1") { $0.wholeMatch(of: /v[0-9]+[a-z0-9]*/) == nil ? nil : $0 }
    }

    static var serviceURL: Self {
        Self("http(s)://hôte[:port][/chemin] est attendu, sans paramètre") { text in
            let form = /https?:\/\/(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?(?:\/[A-Za-z0-9._~\/-]*)?/
            guard text.wholeMatch(of: form) != nil else { return nil }
            return text.replacing(/\/+$/, with: "")
        }
    }
}
