# Shared by the misbehaving probes: what every probe says, in a few lines of shell.
describe() { echo "{\"family\":\"$1\",\"families\":[\"$1\"],\"protocol\":1,\"isolation\":\"family\",\"metrics\":[],\"match-keys\":[],\"permissions\":[]}"; }
now() { awk "{printf \"%d\", \$1 * 1000000000}" /proc/uptime; }
alive() { echo "{\"record\":\"alive\",\"t\":$(now),\"stuck\":[${1:-}],\"dropped\":0}"; }
reading() { echo "{\"record\":\"readings\",\"t\":$(now),\"subject\":\"test/one\",\"values\":{\"test.value\":$1}}"; }
[ "$1" = describe ] && { describe test; exit 0; }
[ "$1" = watch ] || exit 64
