internal import CFFmpeg

/// The options handed to an open call; what the library did not take is freed with it.
struct OptionDictionary: ~Copyable {
    var pointer: OpaquePointer?

    init(_ options: [(String, String)]) {
        for (name, value) in options { av_dict_set(&pointer, name, value, 0) }
    }

    deinit {
        var pointer = pointer
        av_dict_free(&pointer)
    }
}
