# OnAir. `make demo` shows it, `make test` proves it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.PHONY: build demo test lab bench fuzz lint format install clean

PREFIX ?= /usr/local

build:
	.ci/packages build
	swift build -c release

demo:
	.ci/packages demo
	swift build -c release
	.build/release/onair demo --folder .build/demo

test:
	.ci/packages test
	.ci/test

lab:
	.ci/packages test
	swift build -c release
	ONAIR_LAB_PROGRAMS="$$PWD/.build/release" Tests/Lab/lab run

bench:
	.ci/packages demo
	swift build -c release
	.build/release/onair-bench

# libFuzzer over frames and JPEG pictures, five minutes; what it finds lies where it says.
fuzz:
	.ci/packages build
	swift build -c release --product onair-fuzz
	mkdir -p .build/fuzz-seeds .build/fuzz-corpus
	.build/release/onair-fuzz seeds .build/fuzz-seeds
	swift build -c release --scratch-path .build/fuzz --sanitize fuzzer --product onair-fuzz -Xswiftc -DFUZZER
	.build/fuzz/release/onair-fuzz -max_total_time=300 .build/fuzz-corpus .build/fuzz-seeds

lint:
	swift format lint --strict --recursive --parallel Sources Tests probes Package.swift

format:
	swift format --in-place --recursive --parallel Sources Tests probes Package.swift

install:
	.ci/packages build
	swift build -c release --static-swift-stdlib
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/libexec/onair" "$(DESTDIR)$(PREFIX)/share/onair"
	install .build/release/onair "$(DESTDIR)$(PREFIX)/bin/onair"
	install .build/release/onair-probe-{camera,microphone,network,stream,host} "$(DESTDIR)$(PREFIX)/libexec/onair/"
	cp -R profiles "$(DESTDIR)$(PREFIX)/share/onair/"

clean:
	rm -rf .build
