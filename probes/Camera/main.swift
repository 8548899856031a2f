import ProbeKit

ProbeProgram<CameraProbe>.main()
