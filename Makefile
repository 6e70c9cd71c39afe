# The commands of the project. `make demo` and `make test` work on a fresh Debian 12 with Swift 6.2 or newer.
SWIFT ?= swift
RELEASE = $(SWIFT) build -c release --product eaf

.PHONY: help demo run test lint format bench screenshots deb clean

help:
	@echo "make demo    installer ce qui manque, construire, jouer toute l'histoire sur de vraies copies"
	@echo "make run     construire et servir sur http://127.0.0.1:3000"
	@echo "make test    installer ce qui manque, construire, lancer tous les tests"
	@echo "make lint    forme, avertissements, imports, schémas, description de l'API"
	@echo "make format  mettre le code en forme"
	@echo "make bench   mesures (rapports d'une même exécution)"
	@echo "make screenshots  images de chaque page dans docs/screens"
	@echo "make deb     paquet Debian, contrôlé par lintian, dans .build/deb"

demo:
	scripts/install-packages.sh run
	$(RELEASE)
	.build/release/eaf demo

run:
	scripts/install-packages.sh run
	$(RELEASE)
	.build/release/eaf serve

test:
	scripts/install-packages.sh run test
	$(SWIFT) build --build-tests
	scripts/run-tests.sh

lint:
	scripts/install-packages.sh run test
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks
	/usr/bin/python3 scripts/check-schemas.py
	scripts/check-openapi.sh
	/usr/bin/python3 scripts/check-tidy.py
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	/usr/bin/python3 scripts/check-packaging.py .build/debug/eaf
	scripts/check-proxies.sh

format:
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks

bench:
	scripts/install-packages.sh run test bench
	$(SWIFT) build -c release --product eaf-bench
	$(SWIFT) build -c release --product eaf
	.build/release/eaf-bench
	EAF_POSTGRES_DURABLE=1 scripts/with-postgres.sh .build/release/eaf-bench postgres
	scripts/with-postgres.sh scripts/bench-join.sh
	scripts/bench-corrections.py

screenshots:
	scripts/install-packages.sh run test screens
	$(SWIFT) build --product eaf
	scripts/with-browser.sh Tests/Browser/run.py --screenshots docs/screens

deb:
	scripts/install-packages.sh run deb
	scripts/build-deb.sh

clean:
	rm -rf .build
