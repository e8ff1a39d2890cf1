#!/bin/bash
# Copies the zone's mode from Parameter Store to a file every SECONDS_BETWEEN seconds. If it cannot be read, the page keeps its
# mode: losing Systems Manager must neither heal nor break a zone. Environment: MODE_PARAMETER (name), MODE_FILE (path),
# SECONDS_BETWEEN, AWS_REGION.
set -u
while true; do
  if aws ssm get-parameter --name "$MODE_PARAMETER" --query Parameter.Value --output text > "$MODE_FILE.new"; then
    mv "$MODE_FILE.new" "$MODE_FILE"
  fi
  sleep "$SECONDS_BETWEEN"
done
