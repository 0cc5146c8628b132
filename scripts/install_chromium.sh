#!/usr/bin/env bash
# Chromium and a font for the test that looks at the page of a study (Debian and its relatives; needs root).
set -euo pipefail
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium fonts-dejavu-core
chromium --version
