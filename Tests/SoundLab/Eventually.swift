import Foundation

/// Polls until `condition` holds, and says whether it did within `seconds`. The only waiting a test does.
package func eventually(within seconds: Double, _ condition: () throws -> Bool) rethrows -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
        if try condition() { return true }
        usleep(5000)
    }
    return try condition()
}
