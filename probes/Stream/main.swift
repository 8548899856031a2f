import ProbeKit

ProbeProgram<StreamProbe>.main()
