/// Debian has no small RTSP server that speaks interleaved TCP, so here is one: it hands the RTP packets of a
/// real encoder, which come over loopback UDP, to whoever plays. Python, because it is a fixture only.
enum RTSPRelay {
    /// Arguments: the RTSP port, the encoder's SDP file, then the UDP port of each stream in the SDP's order.
    static let program = """
        import socket, sys, threading, os
        port, sdp, ports = int(sys.argv[1]), sys.argv[2], [int(p) for p in sys.argv[3:]]
        players = []

        def describe():
            lines, track = [], 0
            for line in open(sdp).read().splitlines():
                if line.startswith("SDP:") or line.startswith("c="): continue
                if line.startswith("m="):
                    words = line.split(); words[1] = "0"
                    lines.append(" ".join(words)); lines.append("a=control:track%d" % track); track += 1
                else: lines.append(line)
            return "\\r\\n".join(lines) + "\\r\\n"

        def forward(track, number):
            source = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); source.bind(("127.0.0.1", number))
            while True:
                packet = source.recv(65536)
                head = b"$" + bytes([track * 2]) + len(packet).to_bytes(2, "big")
                for player in list(players):
                    try: player.sendall(head + packet)
                    except OSError: players.remove(player)

        def serve(client):
            for request in iter(lambda: read(client), None):
                words = request.split("\\r\\n")[0].split()
                fields = dict(l.split(": ", 1) for l in request.split("\\r\\n")[1:] if ": " in l)
                verb, extra, body = words[0], "Session: 1\\r\\n", ""
                if verb == "OPTIONS": extra = "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\\r\\n"
                if verb == "DESCRIBE":
                    if not os.path.exists(sdp) or not open(sdp).read().count("m="):
                        answer = "RTSP/1.0 404 Not Found\\r\\nCSeq: %s\\r\\n\\r\\n" % fields["CSeq"]
                        client.sendall(answer.encode())
                        continue
                    body = describe()
                    extra = "Content-Type: application/sdp\\r\\nContent-Length: %d\\r\\n" % len(body)
                if verb == "SETUP": extra += "Transport: %s\\r\\n" % fields["Transport"]
                answer = "RTSP/1.0 200 OK\\r\\nCSeq: %s\\r\\n%s\\r\\n%s" % (fields["CSeq"], extra, body)
                client.sendall(answer.encode())
                if verb == "PLAY": players.append(client)
                if verb == "TEARDOWN": return client.close()

        def read(client):
            text = b""
            while not text.endswith(b"\\r\\n\\r\\n"):
                try: piece = client.recv(1)
                except OSError: return None
                if not piece: return None
                if piece == b"$" and not text:
                    head = client.recv(3); client.recv(int.from_bytes(head[1:], "big")); continue
                text += piece
            return text.decode()

        def spawn(target, *arguments): threading.Thread(target=target, args=arguments, daemon=True).start()
        for track, number in enumerate(ports): spawn(forward, track, number)
        door = socket.socket(); door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", port)); door.listen(8)
        while True: spawn(serve, door.accept()[0])
        """
}
