import StudioModel

/// How quickly the crew dealt with incidents, over the show and by class of fault.
package struct Response: Hashable, Encodable, Sendable {
    /// Mean, and the longest, of so many.
    package struct Spread: Hashable, Encodable, Sendable {
        package var count: Int
        package var mean: Double
        package var longest: Double

        init?(_ seconds: [Double]) {
            guard let longest = seconds.max() else { return nil }
            count = seconds.count
            mean = seconds.reduce(0, +) / Double(seconds.count)
            self.longest = longest
        }
    }

    package struct ByCategory: Hashable, Encodable, Sendable {
        package var category: String
        package var response: Response
    }

    /// MTTD: from the first bad sample to the alarm.
    package var detect: Spread?
    /// MTTA: from the alarm until a person took it.
    package var acknowledge: Spread?
    /// MTTM: from the alarm until air was restored.
    package var mitigate: Spread?
    /// MTTR: from the alarm until the cause was removed.
    package var resolve: Spread?
    package var adherence: Adherence
    package var byCategory: [ByCategory]

    package init(_ incidents: [Incident]) {
        self.init(all: incidents)
        let categories = Set(incidents.map(\.category)).sorted()
        byCategory = categories.map { category in
            ByCategory(
                category: category, response: Response(all: incidents.filter { $0.category == category }))
        }
    }

    private init(all incidents: [Incident]) {
        // An incident raised by hand has no first bad sample.
        detect = Spread(incidents.filter { $0.root != nil }.map(\.secondsToDetect))
        acknowledge = Spread(incidents.compactMap(\.secondsToAcknowledge))
        mitigate = Spread(incidents.compactMap(\.secondsToMitigate))
        resolve = Spread(incidents.compactMap(\.secondsToResolve))
        adherence = incidents.reduce(Adherence()) { $0 + $1.adherence }
        byCategory = []
    }
}
