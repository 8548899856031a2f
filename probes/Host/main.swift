import ProbeKit

ProbeProgram<HostProbe>.main()
