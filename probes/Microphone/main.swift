import ProbeKit

ProbeProgram<MicrophoneProbe>.main()
