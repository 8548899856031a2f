/// What the studio knows of one camera's picture.
package struct PictureSetting: Sendable, Equatable {
    /// Seconds of repetition before a picture is called frozen; ffmpeg freezedetect's default.
    package var freezeHold = 2.0
    /// Where the host stands.
    package var subject = Region.middle
    /// Where something grey is: a card, a wall. Without it, colour is judged by the grey-world assumption.
    package var grey: Region?
    /// What should be lit evenly: a backdrop, a card. Without it evenness is not judged, for a scene need not be even.
    package var backdrop: Region?
    /// The mains frequency of the place, 50 or 60 Hz; nil where nobody said.
    package var mains: Double?
    /// The picture of the good rig, for framing and for bands that stand still.
    package var reference: PictureReference?

    package init() {}
}
