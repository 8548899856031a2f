/// What a profile may say of a camera under `expect`, beside what rules name.
enum CameraKeys {
    static let expect = [
        "format", "width", "height", "fps", "frozen-after", "picture-rate", "mains", "locked",
        "subject-region",
        "grey-region", "backdrop-region", "picture-reference", "control.*",
    ]
}
