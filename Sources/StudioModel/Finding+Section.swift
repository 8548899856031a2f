extension Finding {
    /// Under which heading the checklist shows it: its subject's family; light apart, though cameras measure it, for
    /// another person mends it; `people` for what is signed.
    package var section: String {
        guard let subject else { return "people" }
        return id.hasPrefix("light.") ? "light" : subject.family
    }
}
