import StudioModel

extension MetricWords {
    /// The metric that tells who or what is behind another: the program that holds a camera, the camera on its port.
    static let witnesses: [Metric: Metric] = [
        "camera.access": "camera.holder", "camera.swapped": "camera.swapped.other",
        "camera.twin": "camera.twin.other", "camera.kernel.failures": "camera.kernel.last",
        "camera.kernel.warnings": "camera.kernel.last",
    ]
}
