# An encoder and its ingest in one process: perl upload.pl PORT BITS-PER-SECOND
# Sends 30 times a second for as long as it lives; never blocks, as an encoder that drops frames does.
use strict; use warnings;
use IO::Socket::INET;
my ($port, $rate) = @ARGV;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1', LocalPort => $port, Listen => 1, ReuseAddr => 1)
    or die "listen: $!";
my $encoder = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $port) or die "connect: $!";
my $ingest = $server->accept or die "accept: $!";
$_->blocking(0) for $encoder, $ingest;
$SIG{PIPE} = 'IGNORE';
my $parent = getppid;
my $frame = 'x' x ($rate / 8 / 30);
while (getppid == $parent) {
    syswrite $encoder, $frame;
    1 while sysread $ingest, my $buffer, 65536;
    select undef, undef, undef, 1 / 30;
}
