import ProbeKit

ProbeProgram<NetworkProbe>.main()
