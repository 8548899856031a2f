import ProbeKit

ProbeProgram<HangingProbe>.main()
