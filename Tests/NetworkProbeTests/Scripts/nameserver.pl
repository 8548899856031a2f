# A name server for one test: perl nameserver.pl RCODE, on 127.0.0.1:53. RCODE 2 is SERVFAIL, 3 NXDOMAIN;
# a negative one never answers.
use strict; use warnings;
use IO::Socket::INET;
my ($code) = @ARGV;
my $socket = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => 53, Proto => 'udp') or die "bind: $!";
my $parent = getppid;
while (getppid == $parent) {
    my $readable = ''; vec($readable, fileno $socket, 1) = 1;
    next unless select $readable, undef, undef, 0.2;
    my $peer = $socket->recv(my $query, 512) or next;
    next if $code < 0;
    my ($id, $flags) = unpack 'n2', $query;
    # A response to the same question: QR, RD as asked, RA, and the code.
    $socket->send(pack('n6', $id, 0x8180 | $code, 1, 0, 0, 0) . question($query), 0, $peer);
}
sub question {
    my ($query) = @_;
    my $end = index($query, "\0", 12) + 5;
    return substr $query, 12, $end - 12;
}
