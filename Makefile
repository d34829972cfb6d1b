# Every target calls the script of its name, which works without make too.

.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' Makefile | expand -t 15

lessons: ## install, build, run the lessons: output/index.html
	@scripts/lessons

test: ## install, build, run all tests
	@scripts/test

test-browser: ## read a sample report in chromium, if there is one
	@scripts/test-browser

build: ## install and build
	@scripts/build

install: ## install the system packages that are missing
	@scripts/install

bench: ## measure the engine against Keras and PyTorch (installs them into .peers)
	@scripts/bench

check-pytorch: ## run random networks through a lesson and through PyTorch, and compare
	@scripts/check-pytorch

docs: ## write the reference of the engine: .build/docs
	@scripts/docs

sanitize: ## run the tests of the engine under sanitizers
	@scripts/sanitize

check-arm64: ## compile the kernels for arm64 too, without running them
	@scripts/check-arm64

lint: ## check the form of the sources
	@scripts/lint

format: ## format the sources in place
	@scripts/format

clean: ## remove what was built and the reports
	@scripts/clean

.PHONY: help lessons test test-browser bench docs sanitize check-pytorch check-arm64 build install lint format clean
