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

# A build of its own: programs that need no Swift on the machine, and none of the tests.
programs := onair onair-probe-camera onair-probe-microphone onair-probe-network onair-probe-stream onair-probe-host
static := swift build -c release --static-swift-stdlib --scratch-path .build/static
built := .build/static/release

install:
	.ci/packages build
	for program in $(programs); do $(static) --product $$program; done
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/libexec/onair" "$(DESTDIR)$(PREFIX)/share/onair"
	install $(built)/onair "$(DESTDIR)$(PREFIX)/bin/onair"
	install $(addprefix $(built)/,$(filter-out onair,$(programs))) "$(DESTDIR)$(PREFIX)/libexec/onair/"
	cp -R profiles "$(DESTDIR)$(PREFIX)/share/onair/"
	install -d "$(DESTDIR)$(PREFIX)/share/man/man1" "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	    "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	$(built)/onair manual >"$(DESTDIR)$(PREFIX)/share/man/man1/onair.1"
	$(built)/onair --generate-completion-script bash \
	    >"$(DESTDIR)$(PREFIX)/share/bash-completion/completions/onair"
	$(built)/onair --generate-completion-script zsh \
	    >"$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_onair"
	$(built)/onair --generate-completion-script fish \
	    >"$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/onair.fish"

clean:
	rm -rf .build
