import Testing

@testable import Netlink

/// The attribute INET_DIAG_INFO as Linux 6.18 sent it for a loopback connection that had sent 50000 bytes.
private let modern = bytes(
    """
    01 00 00 00        # state established, ca_state, retransmits, probes
    00 07 aa 01        # backoff, options, window scales, delivery_rate_app_limited = 1
    80 2c 03 00        # rto 208000 us
    00 00 00 00        # ato
    ba 00 00 00        # snd_mss (here replaced by 186 for the test)
    18 02 00 00        # rcv_mss
    02 00 00 00        # unacked segments 2
    00 00 00 00  00 00 00 00  00 00 00 00  00 00 00 00    # sacked, lost, retrans, fackets
    98 00 00 00        # last_data_sent 152 ms
    00 00 00 00        # last_ack_sent
    98 00 00 00        # last_data_recv
    6c 00 00 00        # last_ack_recv 108 ms
    ff ff 00 00        # pmtu
    d7 ff 00 00        # rcv_ssthresh
    13 14 00 00        # rtt 5139 us
    f1 27 00 00        # rttvar 10225 us
    ff ff ff 7f        # snd_ssthresh
    0c 00 00 00        # snd_cwnd
    cb ff 00 00        # advmss
    03 00 00 00        # reordering
    00 00 00 00        # rcv_rtt
    d7 ff 00 00        # rcv_space
    07 00 00 00        # total_retrans 7
    ef b4 34 0d 06 00 00 00    # pacing_rate
    ff ff ff ff ff ff ff ff    # max_pacing_rate
    51 c3 00 00 00 00 00 00    # bytes_acked 50001: the SYN counts
    00 00 00 00 00 00 00 00    # bytes_received
    04 00 00 00        # segs_out
    03 00 00 00        # segs_in
    34 12 00 00        # notsent_bytes 4660
    12 00 00 00        # min_rtt 18 us
    00 00 00 00        # data_segs_in
    02 00 00 00        # data_segs_out 2
    55 95 ac 9d 00 00 00 00    # delivery_rate 2645333333
    e0 ab 00 00 00 00 00 00    # busy_time 44000 us
    64 00 00 00 00 00 00 00    # rwnd_limited 100 us
    c8 00 00 00 00 00 00 00    # sndbuf_limited 200 us
    03 00 00 00        # delivered
    00 00 00 00        # delivered_ce
    50 c3 00 00 00 00 00 00    # bytes_sent 50000
    ba 00 00 00 00 00 00 00    # bytes_retrans 186
    """)

@Suite struct `Reading tcp_info` {
    @Test func `every field of a modern kernel is read from its offset`() throws {
        #expect(modern.count == 216)
        let info = try #require(TCPInfo(of: modern))
        #expect(info.state == 1)
        #expect(info.isApplicationLimited)
        #expect(info.segmentSize == 186)
        #expect(info.unackedSegments == 2)
        #expect(info.sinceSent == 152)
        #expect(info.sinceAcknowledged == 108)
        #expect(info.roundTrip == 5139)
        #expect(info.roundTripVariance == 10225)
        #expect(info.retransmittedSegments == 7)
        #expect(info.bytesAcknowledged == 50001)
        #expect(info.bytesReceived == 0)
        #expect(info.bytesNotSent == 4660)
        #expect(info.minimumRoundTrip == 18)
        #expect(info.dataSegmentsSent == 2)
        #expect(info.deliveryRate == 2_645_333_333)
        #expect(info.busyTime == 44000)
        #expect(info.receiveWindowLimitedTime == 100)
        #expect(info.sendBufferLimitedTime == 200)
        #expect(info.bytesSent == 50000)
        #expect(info.bytesRetransmitted == 186)
    }

    @Test(arguments: [
        (104, false, false, false), (136, true, false, false), (192, true, true, false),
        (208, true, true, false),
    ])
    func `an older kernel's shorter answer leaves its later fields out`(
        length: Int, hasAcknowledged: Bool, hasBusy: Bool, hasRetransmitted: Bool
    ) throws {
        let info = try #require(TCPInfo(of: Array(modern.prefix(length))))
        #expect((info.bytesAcknowledged != nil) == hasAcknowledged)
        #expect((info.busyTime != nil) == hasBusy)
        #expect((info.bytesRetransmitted != nil) == hasRetransmitted)
        #expect(info.roundTrip == 5139)
    }

    @Test func `half a structure is no tcp_info`() {
        #expect(TCPInfo(of: Array(modern.prefix(103))) == nil)
        #expect(TCPInfo(of: [UInt8]()) == nil)
    }
}
